import assert from 'node:assert/strict';
import type { Account } from '../../../src/auth/account.js';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import type { FailedProof } from '../../../src/auth/mechanism-words.js';
import { retriable } from '../../../src/auth/ntlm/failed-proof.js';
import { finish } from '../../../src/diagnosis/search.js';
import { comparedNames, searchNames } from '../../../src/diagnosis/variants/near-names.js';

const account = (name: string): Account => ({
  name,
  ntHash: ntHashOfPassword('secret'),
  groups: [],
  status: 'enabled',
});
const accounts = [
  'alice',
  'jürgen',
  'scanner.account.2nd.floor',
  'Groß',
  'svc_backup',
  'Алиса',
  'scan room',
].map(account);

const failed = (user: string): FailedProof =>
  retriable({
    kind: 'proof-failed',
    account: undefined,
    user,
    domain: 'CORP',
    workstation: '',
    agreedFlags: 0,
    serverChallenge: Buffer.alloc(8),
    ntResponse: Buffer.alloc(60),
    lmResponse: Buffer.alloc(24),
  });

const near = (user: string, among: Iterable<Account> = accounts) =>
  finish(searchNames(failed(user), user, among));

describe('names that are nearly those of accounts', () => {
  for (const [user, meant, variant] of [
    ['scanner.account.2nd.', 'scanner.account.2nd.floor', 'name-cut'],
    ['alice ', 'alice', 'name-blank'],
    ['\u00a0alice', 'alice', 'name-blank'],
    ['alice\0', 'alice', 'name-nul'],
    ['alice\0garbage', 'alice', 'name-nul'],
    ['alice\r\n', 'alice', 'name-line-end'],
    ['CORP/alice', 'alice', 'name-domain'],
    ['CORP+alice', 'alice', 'name-domain'],
    ['CORP;alice', 'alice', 'name-domain'],
    ['\\alice', 'alice', 'name-domain'],
    ['@alice', 'alice', 'name-at'],
    ['"alice"', 'alice', 'name-quotes'],
    ['“alice”', 'alice', 'name-quotes'],
    ['<alice>', 'alice', 'name-brackets'],
    ['alice\u200b', 'alice', 'name-invisible'],
    ['\ufeffalice', 'alice', 'name-invisible'],
    ['ju\u0308rgen', 'jürgen', 'name-composed'],
    ['ａｌｉｃｅ', 'alice', 'name-width'],
    ['jÃ¼rgen', 'jürgen', 'name-code-page'],
    ['j├╝rgen', 'jürgen', 'name-code-page'],
    ['j\x81rgen', 'jürgen', 'name-code-page'],
    ['jurgen', 'jürgen', 'name-accents'],
    ['juergen', 'jürgen', 'name-transliterated'],
    ['j?rgen', 'jürgen', 'name-not-ascii'],
    ['jrgen', 'jürgen', 'name-not-ascii'],
    ['GROSS', 'Groß', 'name-transliterated'],
    ['аlice', 'alice', 'name-look-alike'],
    ['alice@corp@example', 'alice', 'name-tail'],
    ['alice@corp.example', 'alice', 'name-tail'],
    ['alice%secret', 'alice', 'name-tail'],
    ['CN=Alice,OU=Staff', 'alice', 'name-dn'],
    ['scan%20room', 'scan room', 'name-percent-encoded'],
    ['scan+room', 'scan room', 'name-plus'],
    ['alicealice', 'alice', 'name-twice'],
    ['Alice Example', 'alice', 'name-longer'],
    ['alcie', 'alice', 'name-typo'],
    ['svc_backp', 'svc_backup', 'name-typo'],
    ['CORP/"alice"', 'alice', 'name-quotes+name-domain'],
  ] as const) {
    it(`${JSON.stringify(user)} for ${meant}: ${variant}`, () => {
      const { finding } = near(user);
      assert.equal(finding?.account, meant);
      assert.ok(
        finding.variant === variant || finding.variant === variant.split('+').toReversed().join('+'),
        finding.variant,
      );
    });
  }

  it('others are none', () => {
    for (const user of ['mallory', 'al', 'bob', 'Administrator', '', ' ', 'jxyzen', 'alicia', '\0', '///']) {
      assert.equal(near(user).finding, undefined, JSON.stringify(user));
    }
  });

  it('of several that come near the nearest is named', () => {
    const several = ['alicee', 'alice.smith', 'alice'].map(account);
    assert.equal(near('alice ', several).finding?.account, 'alice');
    assert.equal(near('alice.smit', several).finding?.account, 'alice.smith');
  });

  it('so many are compared and no more', () => {
    function* endless(): Generator<Account> {
      for (let i = 0; ; i++) yield account(`user${i}`);
    }
    assert.deepEqual(near('mallory', endless()), { compared: comparedNames, finding: undefined });
  });

  it('a name made to be slow is looked at as fast as another', () => {
    for (const user of [
      '"'.repeat(255) + 'x"',
      '\r'.repeat(256),
      '%'.repeat(256),
      'a/'.repeat(128),
      '('.repeat(256),
    ]) {
      const begun = performance.now();
      near(user);
      assert.ok(performance.now() - begun < 100, JSON.stringify(user.slice(0, 4)));
    }
  });
});
