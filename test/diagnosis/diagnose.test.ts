import assert from 'node:assert/strict';
import type { Account } from '../../src/auth/account.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { ntowfV2, ntProofStr } from '../../src/auth/ntlm/ntlm-v2.js';
import type { Attempt } from '../../src/diagnosis/recorded-attempt.js';
import { createDiagnosis, type DiagnosedEvent, type DiagnosisOptions } from '../../src/diagnosis/diagnose.js';
import type { NtlmProofFailedFact } from '../../src/auth/ntlm/facts.js';
import { Vocabulary } from '../../src/diagnosis/vocabulary.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { searchTries } from '../../src/diagnosis/variants/find-variant.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

const serverChallenge = Buffer.alloc(8, 1);

const accountOf = (name: string, password: string): Account => ({
  name,
  password,
  ntHash: ntHashOfPassword(password),
  groups: [],
  status: 'enabled',
});

interface Typed {
  readonly user?: string;
  readonly domain?: string;
  readonly password?: string;
  /** Bytes behind the NTProofStr. */
  readonly temp?: number;
  /** False: there is no account of that name. */
  readonly known?: boolean;
}

/** A login to the account alice, whose password is `secret`; by default with a line feed behind it. */
function failed(typed: Typed = {}): NtlmProofFailedFact {
  const { user = 'alice', domain = '', password = 'secret\n', temp = 60, known = true } = typed;
  const rest = Buffer.alloc(temp);
  const proof = ntProofStr(ntowfV2(ntowfV1(password), user, domain), serverChallenge, rest);
  return {
    kind: 'proof-failed',
    account: known ? accountOf('alice', 'secret') : undefined,
    user,
    domain,
    workstation: 'DESK',
    agreedFlags: 0,
    serverChallenge,
    ntResponse: Buffer.concat([proof, rest]),
    lmResponse: Buffer.alloc(24),
  };
}

let lastId = 0;

function attemptOf(address: string, fact: NtlmProofFailedFact): Attempt {
  const id = ++lastId;
  const reason = fact.account === undefined ? 'unknown-account' : 'wrong-password';
  return {
    id,
    connection: { carrier: 'smb', id, remote: { address, port: 50000 }, local: { address, port: 445 } },
    login: { carrier: 'smb', purpose: 'new', sessionId: 1n, previousSessionId: 0n, securityMode: 1 },
    startedAt: 0,
    duration: 0,
    connectionFacts: [],
    loginFacts: [
      { kind: 'spnego-choice', mechanism: 'NTLM', oid: '1.3.6.1.4.1.311.2.2.10', clientsFirst: true },
      { kind: 'account', name: fact.user, found: fact.account !== undefined },
      { kind: 'mechanism', mechanism: 'NTLM', fact },
    ],
    verdict: { outcome: 'rejected', reason, status: NtStatus.STATUS_LOGON_FAILURE },
    afterwards: [],
    end: undefined,
  };
}

/** Records in the order in which they were told. */
class Diagnosed {
  readonly records: AttemptRecord[] = [];
  readonly runtime = new FixedRuntime();
  readonly #diagnosis;

  constructor(options: Partial<DiagnosisOptions> = {}) {
    const { runtime } = this;
    const vocabulary = new Vocabulary(defaultMechanismWords);
    const tell = (words: () => DiagnosedEvent): void => {
      const told = words();
      assert.ok(told.type === 'attempt');
      this.records.push(told.record);
    };
    this.#diagnosis = createDiagnosis({ runtime, vocabulary, ...options }, () => ({ heard: true, tell }));
  }

  take(address: string, fact: NtlmProofFailedFact): void {
    this.#diagnosis.take({ type: 'attempt', attempt: attemptOf(address, fact) });
  }

  get behind(): boolean {
    return this.#diagnosis.behind;
  }

  settle(): Promise<void> {
    return this.#diagnosis.settle();
  }

  /** The record of one login. */
  async of(address: string, fact: NtlmProofFailedFact): Promise<AttemptRecord> {
    this.take(address, fact);
    await this.settle();
    const record = this.records.at(-1);
    assert.ok(record);
    return record;
  }
}

const here = '127.0.0.1';

describe('the second look at a wrong password', () => {
  it('is for logins from this machine, unless diagnosis.variants says otherwise', async () => {
    const reasonFrom = async (address: string, variants?: 'always' | 'never') =>
      (await new Diagnosed(variants && { variants }).of(address, failed())).reason;
    for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      assert.equal(await reasonFrom(address), 'mangled-password', address);
      assert.equal(await reasonFrom(address, 'never'), 'wrong-password', address);
    }
    for (const address of ['192.0.2.1', '128.0.0.1', '2001:db8::1', '::ffff:192.0.2.1']) {
      assert.equal(await reasonFrom(address), 'wrong-password', address);
      assert.equal(await reasonFrom(address, 'always'), 'mangled-password', address);
    }
  });

  it('says where it was not taken, and how to have it', async () => {
    const { explanation } = await new Diagnosed().of('192.0.2.1', failed());
    assert.match(explanation, /logins from this machine only, unless diagnosis\.variants/);
    const never = await new Diagnosed({ variants: 'never' }).of(here, failed());
    assert.match(never.explanation, /not looked into: diagnosis\.variants is "never"/);
    const long = await new Diagnosed().of(here, failed({ domain: 'd'.repeat(30_000) }));
    assert.match(long.explanation, /not looked into: the names or the response are longer than any client/);
    const spent = new Diagnosed({ variantsPerSecond: 1 });
    await spent.of(here, failed({ password: 'wrong' }));
    const { explanation: later } = await spent.of(here, failed());
    assert.match(
      later,
      /not looked into: this address has used up its tries; a greater diagnosis\.variantsPerSec/,
    );
  });

  it('names the mistake for programs', async () => {
    assert.equal((await new Diagnosed().of(here, failed())).mistake, 'trailing-newline');
    assert.equal((await new Diagnosed().of(here, failed({ password: 'wrong' }))).mistake, undefined);
  });

  it('has the same verdict for the same mistake, however often it is made in a second', async () => {
    const diagnosed = new Diagnosed();
    const passwords = ['secre', 'c2VjcmV0', 'secret\n', 'undefined'];
    for (let burst = 0; burst < 5; burst++) {
      for (let i = 0; i < 60; i++) diagnosed.take(here, failed({ password: passwords[i % 4] ?? '' }));
      await diagnosed.settle();
    }
    assert.equal(diagnosed.records.length, 300);
    assert.deepEqual(new Set(diagnosed.records.map(({ reason }) => reason)), new Set(['mangled-password']));
  });

  it('ends with the budget of the address, which comes back with time', async () => {
    const diagnosed = new Diagnosed({ variantsPerSecond: searchTries });
    const looked = async (logins: number): Promise<number> => {
      let count = 0;
      for (let i = 0; i < logins; i++) {
        const { explanation } = await diagnosed.of(here, failed({ password: 'wrong' }));
        if (/None of \d+ usual ways/.test(explanation)) count++;
      }
      return count;
    };
    assert.equal(await looked(15), 10);
    assert.equal(await looked(1), 0);
    diagnosed.runtime.advance(2000);
    assert.equal(await looked(5), 2);
    diagnosed.runtime.advance(100_000);
    assert.equal(await looked(15), 10);
  });

  it('of one address is not spoiled by a guesser at another', async () => {
    const diagnosed = new Diagnosed({ variants: 'always', variantsPerSecond: 100 });
    for (let i = 0; i < 10; i++) await diagnosed.of('192.0.2.1', failed({ password: 'guess' }));
    for (let i = 0; i < 10; i++) await diagnosed.of(`2001:db8::${i}`, failed({ password: 'guess' }));
    assert.match((await diagnosed.of('192.0.2.1', failed())).explanation, /has used up its tries/);
    assert.match((await diagnosed.of('2001:db8::a0', failed())).explanation, /has used up its tries/);
    assert.equal((await diagnosed.of('192.0.2.2', failed())).reason, 'mangled-password');
    assert.equal((await diagnosed.of('2001:db8:0:1::1', failed())).reason, 'mangled-password');
  });

  it('is taken by turns: who asks later does not wait for all that another asked before', async () => {
    const diagnosed = new Diagnosed({ variants: 'always' });
    for (let i = 0; i < 10; i++) diagnosed.take('192.0.2.1', failed({ password: `guess ${i}` }));
    diagnosed.take('192.0.2.2', failed());
    await diagnosed.settle();
    const order = diagnosed.records.map(({ connection }) => connection.remote.address);
    assert.equal(order.indexOf('192.0.2.2'), 0);
    assert.equal(order.length, 11);
  });

  it('keeps the order of an address, also of what needs no second look', async () => {
    const diagnosed = new Diagnosed();
    const nothing = { ...failed(), ntResponse: Buffer.alloc(0), lmResponse: Buffer.alloc(0) };
    for (let i = 0; i < 4; i++) diagnosed.take(here, i % 2 === 0 ? failed({ password: 'wrong' }) : nothing);
    assert.equal(diagnosed.records.length, 0);
    await diagnosed.settle();
    const ids = diagnosed.records.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    );
    assert.equal(ids.length, 4);
  });

  it('works in slices, between which others have their turn', async () => {
    const diagnosed = new Diagnosed();
    let turns = 0;
    let longest = 0;
    let before = process.cpuUsage();
    const turn = (): void => {
      turns++;
      const { user, system } = process.cpuUsage(before);
      longest = Math.max(longest, (user + system) / 1000);
      before = process.cpuUsage();
      if (diagnosed.records.length < 4) setImmediate(turn);
    };
    for (let i = 0; i < 4; i++) diagnosed.take(here, failed({ password: 'wrong', temp: 4000 }));
    setImmediate(turn);
    await diagnosed.settle();
    assert.ok(turns >= (4 * searchTries) / 64, `${turns} turns`);
    assert.ok(longest < 50, `${longest} ms`);
  });

  it('is given up when too many of an address wait for it, and says so', async () => {
    const diagnosed = new Diagnosed();
    assert.equal(diagnosed.behind, false);
    for (let i = 0; i < 150; i++) diagnosed.take(here, failed({ password: 'wrong' }));
    // Nor are the words about a hundred logins found in one turn; who would cause more of them waits meanwhile.
    assert.equal(diagnosed.behind, true);
    let most = 0;
    while (diagnosed.behind) {
      const told = diagnosed.records.length;
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, diagnosed.records.length - told);
    }
    assert.ok(most <= 16, `${most} at once`);
    assert.ok(diagnosed.records.length > 50, `${diagnosed.records.length}`);
    assert.match(diagnosed.records[0]?.explanation ?? '', /not looked into: too many logins of this address/);
    await diagnosed.settle();
    assert.equal(diagnosed.records.length, 150);
  });

  it('is not taken at names and responses so long that it would cost the others their time', async () => {
    for (const change of [{ domain: 'd'.repeat(30_000) }, { temp: 60_000 }, { user: 'u'.repeat(257) }]) {
      assert.equal((await new Diagnosed().of(here, failed(change))).reason, 'wrong-password');
    }
  });
});

describe('the second look at a name that no account has', () => {
  const accounts = [
    accountOf('alice', 'secret'),
    accountOf('jürgen', 'x'),
    accountOf('scanner.account.2nd.floor', 'y'),
  ];
  const knownAccounts = () => accounts;
  const lookAt = (user: string, options: Partial<DiagnosisOptions> = {}, address = here) =>
    new Diagnosed({ knownAccounts, ...options }).of(
      address,
      failed({ user, password: 'secret', known: false }),
    );

  it('names the account that was meant, and says when its password is right', async () => {
    const { reason, explanation, mistake } = await lookAt('alice ');
    assert.equal(reason, 'unknown-account');
    assert.match(
      explanation,
      /Account “alice” is configured: the client sent its name with a blank before or behind it\. The proof is right with its password\.$/,
    );
    assert.equal(mistake, 'name-blank');
    const { explanation: other } = await lookAt('jurgen');
    assert.match(other, /Account “jürgen” is configured: .* with other accents\.$/);
  });

  it('says when none comes near', async () => {
    assert.match((await lookAt('mallory')).explanation, /None of 3 configured names comes near it\.$/);
  });

  it('is for the same peers as that at a password, and says so', async () => {
    const { explanation } = await lookAt('alice ', {}, '192.0.2.1');
    assert.match(
      explanation,
      /Whether a configured name comes near it is looked into for logins from this machine/,
    );
    assert.doesNotMatch(explanation, /“alice”/);
    assert.match((await lookAt('alice ', { variants: 'always' }, '192.0.2.1')).explanation, /“alice”/);
    assert.match(
      (await lookAt('alice ', { knownAccounts: () => undefined })).explanation,
      /store cannot list/,
    );
  });

  it('costs what that at a wrong password does, so that nobody learns by it which names exist', async () => {
    for (const typed of [{ password: 'wrong' }, { password: 'wrong', user: 'mallory', known: false }]) {
      const diagnosed = new Diagnosed({ knownAccounts, variantsPerSecond: searchTries / 10 });
      await diagnosed.of(here, failed(typed));
      assert.match((await diagnosed.of(here, failed())).explanation, /used up its tries/);
      diagnosed.runtime.advance(100);
      assert.equal((await diagnosed.of(here, failed())).reason, 'mangled-password');
    }
  });
});
