import assert from 'node:assert/strict';
import type { Account } from '../../../src/auth/account.js';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { NegotiateFlags } from '../../../src/auth/ntlm/negotiate-flags.js';
import { ntlmV1ExtendedResponse, ntlmV1Response, ntowfV1 } from '../../../src/auth/ntlm/ntlm-v1.js';
import { ntowfV2, ntProofStr } from '../../../src/auth/ntlm/ntlm-v2.js';
import { encodeUtf16, upperCaseUtf16 } from '../../../src/bytes/index.js';
import { md4 } from '../../../src/crypto/md4.js';
import { hmacMd5 } from '../../../src/crypto/md5.js';
import { finish } from '../../../src/diagnosis/search.js';
import {
  searchTries,
  searchVariants,
  type VariantContext,
} from '../../../src/diagnosis/variants/find-variant.js';
import { retriable } from '../../../src/auth/ntlm/failed-proof.js';
import type { NtlmProofFailedFact } from '../../../src/auth/ntlm/facts.js';
import { RecentFindings } from '../../../src/diagnosis/variants/recent-findings.js';

type ProofOfAccount = NtlmProofFailedFact & { readonly account: Account };

const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const temp = Buffer.concat([Buffer.of(1, 1), Buffer.alloc(42)]);

interface Typed {
  readonly password: string;
  readonly user?: string;
  readonly domain?: string;
  /** As hashed; by default in upper case. */
  readonly hashedUser?: string;
  readonly hashedDomain?: string;
  readonly ntHash?: Buffer;
}

const accountOf = (password: string, name = 'Straße'): Account => ({
  name,
  password,
  ntHash: ntHashOfPassword(password),
  groups: [],
  status: 'enabled',
});

function failed(account: Account, typed: Typed): ProofOfAccount {
  const { user = account.name, domain = 'Corp' } = typed;
  const hashed = encodeUtf16((typed.hashedUser ?? upperCaseUtf16(user)) + (typed.hashedDomain ?? domain));
  const key = hmacMd5(typed.ntHash ?? ntowfV1(typed.password), hashed);
  const proof = ntProofStr(key, serverChallenge, temp);
  return {
    kind: 'proof-failed',
    account,
    user,
    domain,
    workstation: 'DESK',
    agreedFlags: 0,
    serverChallenge,
    ntResponse: Buffer.concat([proof, temp]),
    lmResponse: Buffer.alloc(24),
  };
}

const context = { ownNames: ['SERVER', 'WORKGROUP'] };
const findVariant = (proof: ProofOfAccount, known: VariantContext) =>
  finish(searchVariants({ ...retriable(proof), account: proof.account }, known));
const find = (account: Account, typed: Typed) => findVariant(failed(account, typed), context).finding;

describe('variants of a wrong password', () => {
  const passwords: readonly (readonly [variant: string, right: string, typed: string])[] = [
    ['trailing-newline', 'secret', 'secret\n'],
    ['trailing-crlf', 'secret', 'secret\r\n'],
    ['trailing-cr', 'secret', 'secret\r'],
    ['trailing-space', 'secret', 'secret '],
    ['trailing-nul', 'secret', 'secret\0'],
    ['trimmed', ' secret ', 'secret'],
    ['double-quotes', 'secret', '"secret"'],
    ['single-quotes', 'secret', "'secret'"],
    ['unquoted', '"secret"', 'secret'],
    ['empty', 'secret', ''],
    ['caps-lock', 'Secret1', 'sECRET1'],
    ['upper-case', 'Secret1', 'SECRET1'],
    ['first-letter-upper', 'secret', 'Secret'],
    ['utf8-read-as-latin1', 'müßig', Buffer.from('müßig').toString('latin1')],
    ['utf8-read-as-windows-1252', '5€', '5â‚¬'],
    ['latin1-read-as-utf8', 'müßig', 'm\ufffd\ufffdig'],
    ['question-marks', 'müßig', 'm??ig'],
    ['nfd', 'müßig', 'mu\u0308ßig'],
    ['nfc', 'mu\u0308ßig', 'müßig'],
    ['shell-variable', 'pa$word!', 'pa!'],
    ['shell-variable', 'pa$1x', 'pax'],
    ['bang-escaped', 'wow!', 'wow\\!'],
    ['dollar-cut', 'abc$%&x', 'abc'],
    ['comma-cut', 'abc,def', 'abc'],
    ['comment-cut', 'abc #def', 'abc'],
    ['backslash-dropped', 'a\\b', 'ab'],
    ['percent-encoded', 'a/b c', 'a%2Fb%20c'],
    ['plus-to-space', 'a+b', 'a b'],
    ['html-escaped', 'a&b', 'a&amp;b'],
  ];
  for (const [variant, right, typed] of passwords) {
    it(`${variant}: ${JSON.stringify(typed)} for ${JSON.stringify(right)}`, () => {
      const finding = find(accountOf(right), { password: typed });
      assert.deepEqual([finding?.reason, finding?.variant], ['mangled-password', variant]);
    });
  }

  it('finds them whatever accepted form of the domain was hashed', () => {
    for (const hashedDomain of ['Corp', 'CORP', '']) {
      assert.equal(
        find(accountOf('secret'), { password: 'secret\n', hashedDomain })?.variant,
        'trailing-newline',
      );
    }
  });

  it('mistakes with hashes, also for an account whose password is not known', () => {
    const account = accountOf('secret');
    const { password: _, ...unknown } = account;
    const hex = account.ntHash.toString('hex');
    const utf8 = md4(Buffer.from('secret'));
    assert.equal(find(account, { password: '', ntHash: utf8 })?.variant, 'utf8-hashed');
    assert.equal(find(account, { password: hex })?.variant, 'hash-as-password');
    assert.equal(find(unknown, { password: hex })?.variant, 'hash-as-password');
    assert.equal(find(unknown, { password: '' })?.variant, 'empty');
    assert.equal(find(unknown, { password: 'secret\n' }), undefined);
  });

  for (const [variant, names] of [
    ['user-raw', { hashedUser: 'Straße' }],
    ['user-full-upper', { hashedUser: 'STRASSE' }],
    ['user-lower', { hashedUser: 'straße', user: 'STRAßE' }],
    ['user-bare', { user: 'CORP\\Straße', hashedUser: 'STRAßE' }],
  ] as const) {
    it(`${variant} is a variant of the user name`, () => {
      const finding = find(accountOf('secret'), { password: 'secret', ...names });
      assert.deepEqual([finding?.reason, finding?.variant], ['user-case-variant', variant]);
    });
  }

  it('a name sent as DOMAIN\\user and hashed as its two parts', () => {
    const typed = {
      password: 'secret',
      user: 'Corp\\Straße',
      domain: '',
      hashedUser: 'STRAßE',
      hashedDomain: 'Corp',
    };
    const finding = find(accountOf('secret'), typed);
    assert.deepEqual([finding?.reason, finding?.variant], ['domain-variant', 'user-bare+domain-qualifier']);
    const elsewhere = find(accountOf('secret'), { ...typed, hashedDomain: 'ELSEWHERE' });
    assert.equal(elsewhere, undefined);
  });

  it('ASCII letters alone in upper case', () => {
    const finding = find(accountOf('secret', 'müller'), { password: 'secret', hashedUser: 'MüLLER' });
    assert.equal(finding?.variant, 'user-ascii-upper');
  });

  for (const [variant, hashedDomain] of [
    ['domain-lower', 'corp'],
    ['domain-dot', '.'],
    ['domain-ours', 'SERVER'],
    ['domain-workgroup', 'WORKGROUP'],
    ['domain-workstation', 'DESK'],
    ['domain-nul', 'Corp\0'],
  ] as const) {
    it(`${variant} is a variant of the domain`, () => {
      const finding = find(accountOf('secret'), { password: 'secret', hashedDomain });
      assert.deepEqual([finding?.reason, finding?.variant], ['domain-variant', variant]);
    });
  }

  it('the password of another configured account', () => {
    const other = accountOf('hunter2', 'bob');
    const { finding } = findVariant(failed(accountOf('secret'), { password: 'hunter2' }), {
      ...context,
      otherAccounts: [other],
    });
    assert.equal(finding?.variant, 'other-account');
  });

  it('NTLMv1 has variants of the password only', () => {
    const proof = failed(accountOf('secret'), { password: '' });
    const ntResponse = ntlmV1Response(ntowfV1('SECRET'), serverChallenge);
    assert.equal(findVariant({ ...proof, ntResponse }, context).finding?.variant, 'caps-lock');
  });

  describe('responses that are computed wrongly', () => {
    const account = accountOf('secret', 'alice');
    const right = failed(account, { password: 'secret' });
    const key = ntowfV2(account.ntHash, 'alice', 'Corp');
    const v2 = (proof: Buffer): ProofOfAccount => ({ ...right, ntResponse: Buffer.concat([proof, temp]) });
    const extended = NegotiateFlags.EXTENDED_SESSIONSECURITY;
    const nonce = Buffer.alloc(24);
    nonce.fill('12345678', 0, 8);
    const v1 = (ntResponse: Buffer, agreedFlags: number): ProofOfAccount => ({
      ...right,
      ntResponse,
      lmResponse: nonce,
      agreedFlags,
    });
    const plain = ntlmV1Response(account.ntHash, serverChallenge);
    const ess = ntlmV1ExtendedResponse(account.ntHash, serverChallenge, nonce.subarray(0, 8));
    const cases: readonly (readonly [variant: string, proof: ProofOfAccount])[] = [
      ['without-extended-security', v1(plain, extended)],
      ['with-extended-security', v1(ess, 0)],
      ['zero-challenge', v2(ntProofStr(key, Buffer.alloc(8), temp))],
      ['challenge-left-out', v2(hmacMd5(key, temp))],
      ['challenge-reversed', v2(ntProofStr(key, Buffer.from(serverChallenge).reverse(), temp))],
      ['end-left-out', v2(ntProofStr(key, serverChallenge, temp.subarray(0, -4)))],
      ['end-not-sent', v2(ntProofStr(key, serverChallenge, Buffer.concat([temp, Buffer.alloc(4)])))],
      ['client-challenge-only', v2(ntProofStr(key, serverChallenge, temp.subarray(16, 24)))],
      ['names-not-hashed', v2(ntProofStr(account.ntHash, serverChallenge, temp))],
      [
        'names-not-utf16',
        v2(ntProofStr(hmacMd5(account.ntHash, Buffer.from('ALICECorp')), serverChallenge, temp)),
      ],
    ];
    for (const [variant, proof] of cases) {
      it(variant, () => {
        const { finding } = findVariant(proof, context);
        assert.deepEqual([finding?.reason, finding?.variant], ['response-miscomputed', variant]);
      });
    }
  });

  it('a wrong password stays one, after bounded work', () => {
    const { tried, finding } = findVariant(
      failed(accountOf('a$b!c,d e\\f+g%h&i#jü'), { password: 'nothing like it' }),
      {
        ownNames: ['A', 'B', 'C', 'D'],
        otherAccounts: Array.from({ length: 100 }, (_, i) => accountOf(`${i}`, `u${i}`)),
      },
    );
    assert.equal(finding, undefined);
    assert.ok(tried > 500 && tried <= searchTries, `${tried}`);
  });

  it('what was found last is tried first, as long as the password stays', () => {
    const recent = new RecentFindings();
    const tries = (account: Account, typed: Typed) =>
      findVariant(failed(account, typed), { ...context, recent }).tried;
    const account = accountOf('secret');
    for (const typed of [
      { password: 'secre' },
      { password: 'secret', hashedUser: 'Straße', user: 'STRAßE', domain: 'a' },
      { password: 'secret', hashedDomain: 'SERVER' },
    ]) {
      assert.ok(tries(account, typed) > 5);
      assert.equal(tries(account, typed), 1);
      assert.equal(tries(account, { ...typed, user: typed.user ?? 'STRASSE', domain: 'b' }) <= 2, true);
    }
    assert.ok(tries(accountOf('hidden'), { password: 'hidde' }) > 5);
  });

  it('says nothing of the password itself', () => {
    const { words } = find(accountOf('secret'), { password: 'secret\n' }) ?? { words: '' };
    assert.ok(!words.includes('secret'));
  });
});
