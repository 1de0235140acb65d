import assert from 'node:assert/strict';
import { types } from 'node:util';
import { runInNewContext } from 'node:vm';
import type { FindingStore, VerifyingStore } from '../../../src/auth/account.js';
import { createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { md5 } from '../../../src/crypto/md5.js';
import {
  type ProofAnswer,
  type ProofQuestion,
  type StoreRefusal,
  storeRefusals,
} from '../../../src/auth/proof-question.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf } from '../../support/ntlm-login.js';
import { verifyingStore } from '../../support/verifying-store.js';

const identity = { account: 'User', domain: 'EXAMPLE', sid: 'S-1-5-21-7-8-9-1104' } as const;
const sessionBaseKey = Buffer.alloc(16, 7);
const proved: ProofAnswer = { proved: { sessionBaseKey, identity } };

/** A store that answers with whatever a program without types may give. */
function answering(answer: unknown): VerifyingStore {
  const store = { verify: () => Promise.resolve(proved) };
  Reflect.set(store, 'verify', () => answer);
  return store;
}

const storeFailed = {
  kind: 'rejected',
  reason: 'store-failed',
  status: NtStatus.STATUS_INTERNAL_ERROR,
} as const;
const noLogonServer = {
  kind: 'rejected',
  reason: 'no-logon-server',
  status: NtStatus.STATUS_NO_LOGON_SERVERS,
} as const;

/** A client whose message holds nothing that its key must fit: the answer of the store alone decides. */
const careless: NtlmClientOptions = { mic: false, flags: (windowsFlags & ~F.KEY_EXCH) >>> 0 };

describe('a store that verifies is asked', () => {
  const ask = async (client: NtlmClientOptions, policy = {}): Promise<readonly ProofQuestion[]> => {
    const runtime = new FixedRuntime();
    const accounts = verifyingStore(() => runtime.now(), account('User'));
    await new NtlmServer({ accounts, runtime, policy }).login(client);
    return accounts.questions;
  };

  it('once, for the account part of the name, with the names as they are hashed', async () => {
    const [question, ...others] = await ask({ user: 'user@example.com', domain: '', workstation: 'DESK-1' });
    assert.deepEqual(others, []);
    assert.ok(question);
    const { name, domain, hashed, workstation, kind } = question;
    assert.deepEqual(
      { name, domain, hashed, workstation, kind },
      {
        name: 'user',
        domain: 'example.com',
        hashed: { userName: 'user@example.com', domainName: '' },
        workstation: 'DESK-1',
        kind: 'ntlmv2',
      },
    );
    assert.equal(question.signal.aborted, false);
    assert.ok(question.ntResponse.length > 44);
    assert.deepEqual(question.challenge, question.serverChallenge);
    assert.notEqual(question.negotiateFlags & F.EXTENDED_SESSIONSECURITY, 0);
  });

  it('[MS-APDS] 3.1.5.2: with extended session security for the MD5 of both challenges', async () => {
    const [question] = await ask({ response: 'ntlmv1' }, { ntlm: { v1: 'accept' } });
    assert.equal(question?.kind, 'ntlmv1-ess');
    const both = Buffer.concat([question.serverChallenge, question.lmResponse.subarray(0, 8)]);
    assert.deepEqual(question.challenge, md5(both).subarray(0, 8));
    assert.notDeepEqual(question.challenge, question.serverChallenge);
  });

  it('not where there is nothing to verify, nor for a kind of response that policy refuses', async () => {
    assert.deepEqual(await ask({ response: 'anonymous' }, { anonymous: 'accept' }), []);
    assert.deepEqual(await ask({ user: '' }), []);
    assert.deepEqual(await ask({ response: 'ntlmv1' }), []);
    const noResponse = { mic: false, editMessage: withoutResponses };
    for (const guest of ['refuse', 'unknown-users'] as const) {
      assert.deepEqual(await ask(noResponse, { guest }), []);
    }
  });
});

const withoutResponses: NonNullable<NtlmClientOptions['editMessage']> = (message) => ({
  ...message,
  ntChallengeResponse: Buffer.alloc(0),
  lmChallengeResponse: Buffer.alloc(0),
});

describe('a store that verifies and answers wrongly lets nobody in', () => {
  const withIdentity = (change: object): unknown => ({
    proved: { sessionBaseKey, identity: { ...identity, ...change } },
  });
  const withKeys = (keys: object): unknown => ({ proved: { ...keys, identity } });
  const promise = (): Promise<unknown> => Promise.resolve(proved);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  class Answer {
    readonly proved = proved;
  }

  const answers: readonly (readonly [what: string, answer: unknown])[] = [
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['false', false],
    ['1', 1],
    ['a word', 'proved'],
    ['a refusal that is no object', 'wrong-password'],
    ['nothing in an object', {}],
    ['a list', [proved]],
    ['a function', () => proved],
    ['a Map', new Map(Object.entries(proved))],
    ['an object of a class', new Answer()],
    ['a promise of undefined', Promise.resolve(undefined)],
    ['a promise of true', Promise.resolve(true)],
    ['a promise in the field', { proved: promise() }],
    ['a promise of a promise in the field', Promise.resolve({ proved: promise() })],
    ['true for the proof', { proved: true }],
    ['a proof of nothing', { proved: {} }],
    ['both', { ...proved, refused: 'wrong-password' }],
    ['neither, by undefined', { proved: undefined, refused: undefined }],
    ['another key beside', { ...proved, guest: true }],
    ['a refusal that is a promise', { refused: Promise.resolve('wrong-password') }],
    ['an unknown refusal', { refused: 'password-wrong' }],
    ['a refusal of another layer', { refused: 'ntlm-mic-missing' }],
    ['a word of every object', { refused: 'toString' }],
    ['an NTSTATUS for a refusal', { refused: 0xc000006d }],
    ['success for a refusal', { refused: 0 }],
    ['no key', withKeys({})],
    ['two keys', withKeys({ sessionBaseKey, keyExchangeKey: sessionBaseKey })],
    ['a short key', withKeys({ sessionBaseKey: Buffer.alloc(15, 7) })],
    ['a long key', withKeys({ keyExchangeKey: Buffer.alloc(17, 7) })],
    ['an empty key', withKeys({ sessionBaseKey: Buffer.alloc(0) })],
    ['a key of zeros', withKeys({ sessionBaseKey: Buffer.alloc(16) })],
    ['a key exchange key of zeros', withKeys({ keyExchangeKey: Buffer.alloc(16) })],
    ['a key in hexadecimal digits', withKeys({ sessionBaseKey: '07'.repeat(16) })],
    ['a key that is a list', withKeys({ sessionBaseKey: [...sessionBaseKey] })],
    ['a key that is a promise', withKeys({ sessionBaseKey: Promise.resolve(sessionBaseKey) })],
    ['a short LM key', withKeys({ sessionBaseKey, lmKey: Buffer.alloc(7, 1) })],
    ['a misspelt key', withKeys({ sessionKey: sessionBaseKey })],
    ['no identity', { proved: { sessionBaseKey } }],
    ['a name for an identity', { proved: { sessionBaseKey, identity: 'User' } }],
    ['a promise of an identity', { proved: { sessionBaseKey, identity: Promise.resolve(identity) } }],
    ['an identity without SID', withIdentity({ sid: undefined })],
    ['a SID that is none', withIdentity({ sid: 'S-1-5-21-x' })],
    ['a SID in bytes', withIdentity({ sid: Buffer.from('0105', 'hex') })],
    ['no account', withIdentity({ account: '' })],
    ['an account with its domain', withIdentity({ account: 'EXAMPLE\\User' })],
    ['no domain', withIdentity({ domain: undefined })],
    ['a domain that is a promise', withIdentity({ domain: Promise.resolve('EXAMPLE') })],
    ['a primary group that is a number', withIdentity({ primaryGroup: 513 })],
    ['groups that are a text', withIdentity({ groups: 'staff' })],
    ['groups that are numbers', withIdentity({ groups: [512] })],
    ['group SIDs that are none', withIdentity({ groupSids: ['Domain Admins'] })],
    ['a list with a hole', withIdentity({ groupSids: Array.from({ length: 1 }) })],
    ['an unknown key of the identity', withIdentity({ kind: 'user' })],
    ['an object that throws when it is looked at', revoked.proxy],
    [
      'a field that throws when it is read',
      {
        get proved(): never {
          throw new Error('gone');
        },
      },
    ],
    [
      'a thenable that throws',
      {
        // oxlint-disable-next-line unicorn/no-thenable
        then: () => {
          throw new Error('gone');
        },
      },
    ],
    ['an error', new Error('gone')],
    ['a rejection', Promise.reject(new Error('gone'))],
    ['a rejection without a reason', Promise.reject(undefined)],
  ];
  // They are awaited only once their test runs.
  for (const [, answer] of answers) if (types.isPromise(answer)) answer.catch(() => {});

  for (const [what, answer] of answers) {
    it(what, async () => {
      const policies = [{}, { guest: 'unknown-users', anonymous: 'accept' }] as const;
      for (const policy of policies) {
        const failures: unknown[] = [];
        const server = new NtlmServer({
          accounts: answering(answer),
          policy,
          onStoreFailure: (error) => failures.push(error),
        });
        assert.deepEqual(await server.login(careless), storeFailed);
        assert.equal(failures.length, 1);
        assert.ok(server.fact('account-store-failed'));
        assert.equal(server.ntlmFact('proof'), undefined);
      }
    });
  }

  it('one that throws at once', async () => {
    const accounts: VerifyingStore = {
      verify: () => {
        throw new Error('gone');
      },
    };
    assert.deepEqual(await new NtlmServer({ accounts }).login(careless), storeFailed);
  });

  it('the same client is let in by a right answer, also by one of another realm or without a promise', async () => {
    const foreign: unknown = runInNewContext(
      '({ proved: { sessionBaseKey: new Uint8Array(16).fill(7), identity } })',
      {
        identity,
      },
    );
    for (const answer of [proved, Promise.resolve(proved), foreign]) {
      const step = await new NtlmServer({ accounts: answering(answer) }).login(careless);
      assertAccepted(step);
      assert.deepEqual(step.context.sessionKey, sessionBaseKey);
      assert.equal(step.context.identity.account, 'User');
    }
  });

  it('the value that is used is the one that was checked', async () => {
    let reads = 0;
    const changing = {
      sessionBaseKey,
      get identity() {
        reads++;
        return reads === 1 ? identity : { ...identity, account: 'Administrator' };
      },
    };
    const step = await new NtlmServer({ accounts: answering({ proved: changing }) }).login(careless);
    assertAccepted(step);
    assert.equal(reads, 1);
    assert.equal(step.context.identity.account, 'User');
    // Nor does a later change of the store's own bytes and lists change the login.
    const key = Buffer.from(sessionBaseKey);
    const groups = ['staff'];
    const mutable = { proved: { sessionBaseKey: key, identity: { ...identity, groups } } };
    const later = await new NtlmServer({ accounts: answering(mutable) }).login(careless);
    assertAccepted(later);
    key.fill(0);
    groups.push('admins');
    assert.deepEqual(later.context.sessionKey, sessionBaseKey);
    assert.deepEqual(later.context.identity.groups, ['staff']);
  });

  it('a key that is not the client’s is found out by the MIC', async () => {
    assert.equal(
      reasonOf(await new NtlmServer({ accounts: answering(proved) }).login({})),
      'ntlm-mic-invalid',
    );
  });

  it('an LM response needs the key exchange key, since an LMv2 response has no other', async () => {
    const client: NtlmClientOptions = { response: 'lmv2', flags: careless.flags ?? 0 };
    const policy = { ntlm: { lm: 'accept' } } as const;
    assert.deepEqual(
      await new NtlmServer({ accounts: answering(proved), policy }).login(client),
      storeFailed,
    );
    const withKeyExchangeKey = { proved: { keyExchangeKey: sessionBaseKey, identity } };
    const server = new NtlmServer({ accounts: answering(withKeyExchangeKey), policy });
    assertAccepted(await server.login(client));
  });
});

describe('a store that verifies and answers late, or never', () => {
  /** A login that has just asked a store whose answer the test gives when it likes. */
  async function asked(timeoutSeconds?: number) {
    const runtime = new HandDrivenRuntime();
    let question: ProofQuestion | undefined;
    let answer: (given: unknown) => void = () => {};
    let fail: (error: Error) => void = () => {};
    const pending = new Promise<unknown>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
    const store = answering(undefined);
    Reflect.set(store, 'verify', (given: ProofQuestion) => {
      question = given;
      return pending;
    });
    if (timeoutSeconds !== undefined) Reflect.set(store, 'timeoutSeconds', timeoutSeconds);
    const failures: unknown[] = [];
    const server = new NtlmServer({
      accounts: store,
      runtime,
      onStoreFailure: (error) => failures.push(error),
    });
    const acceptor = server.acceptor();
    const client = new NtlmClient(careless);
    const challenge = await acceptor.step(client.negotiateMessage);
    assert.ok(challenge.kind === 'continue');
    const authenticate = client.authenticate(challenge.token);
    const verdict = acceptor.step(authenticate);
    await runtime.timers((timeoutSeconds ?? 10) * 1000);
    assert.ok(question);
    return { runtime, server, failures, acceptor, authenticate, verdict, question, answer, fail };
  }

  it('in its time, counts as if at once: the challenge was answered before', async () => {
    const login = await asked(120);
    login.runtime.advance(119_999);
    login.answer(proved);
    assertAccepted(await login.verdict);
    assert.equal(login.question.signal.aborted, false);
    assert.deepEqual(login.failures, []);
  });

  for (const [what, timeoutSeconds] of [
    ['the 10 seconds there are by default', undefined],
    ['its own time', 2.5],
  ] as const) {
    it(`is waited for ${what}, and its question is ended then`, async () => {
      const login = await asked(timeoutSeconds);
      const seconds = timeoutSeconds ?? 10;
      login.runtime.advance(seconds * 1000 - 1);
      assert.equal(login.question.signal.aborted, false);
      login.runtime.advance(1);
      assert.deepEqual(await login.verdict, noLogonServer);
      assert.equal(login.question.signal.aborted, true);
      assert.match(String(login.question.signal.reason), new RegExp(`no answer in ${seconds} seconds`));
      assert.equal(login.failures.length, 1);
    });
  }

  for (const [what, late] of [
    ['a proof', proved],
    ['a refusal', { refused: 'wrong-password' }],
    ['nonsense', true],
  ] as const) {
    it(`changes nothing any more by ${what}`, async () => {
      const login = await asked();
      login.runtime.advance(10_000);
      const verdict = await login.verdict;
      const facts = [...login.server.facts];
      login.answer(late);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(verdict, noLogonServer);
      assert.deepEqual(login.server.facts, facts);
      assert.equal(login.failures.length, 1);
      assert.equal(reasonOf(await login.acceptor.step(login.authenticate)), 'out-of-sequence');
    });
  }

  it('changes nothing any more by an error, which is no unhandled one either', async () => {
    const login = await asked();
    login.runtime.advance(10_000);
    assert.deepEqual(await login.verdict, noLogonServer);
    const unhandled: unknown[] = [];
    const listen = (error: unknown): number => unhandled.push(error);
    process.on('unhandledRejection', listen);
    try {
      login.fail(new Error('connection reset'));
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', listen);
    }
    assert.deepEqual(unhandled, []);
    assert.equal(login.failures.length, 1);
  });

  it('does not hold up another token of the login: it is refused at once', async () => {
    const login = await asked();
    assert.equal(reasonOf(await login.acceptor.step(login.authenticate)), 'out-of-sequence');
    login.answer(proved);
    assertAccepted(await login.verdict);
  });

  it('leaves no timer behind once it has answered', async () => {
    const login = await asked();
    login.answer(proved);
    await login.verdict;
    login.runtime.advance(60_000);
    assert.equal(login.question.signal.aborted, false);
  });
});

describe('refusals of a store that verifies', () => {
  const statuses: Readonly<Record<StoreRefusal, number>> = {
    'unknown-account': NtStatus.STATUS_LOGON_FAILURE,
    'wrong-password': NtStatus.STATUS_LOGON_FAILURE,
    'account-locked': NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    'empty-password-refused': NtStatus.STATUS_ACCOUNT_RESTRICTION,
    'account-disabled': NtStatus.STATUS_ACCOUNT_DISABLED,
    'account-expired': NtStatus.STATUS_ACCOUNT_EXPIRED,
    'password-expired': NtStatus.STATUS_PASSWORD_EXPIRED,
    'password-must-change': NtStatus.STATUS_PASSWORD_MUST_CHANGE,
    'smart-card-required': NtStatus.STATUS_SMARTCARD_LOGON_REQUIRED,
    'interdomain-trust-account': NtStatus.STATUS_NOLOGON_INTERDOMAIN_TRUST_ACCOUNT,
    'workstation-trust-account': NtStatus.STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT,
    'server-trust-account': NtStatus.STATUS_NOLOGON_SERVER_TRUST_ACCOUNT,
    'account-refused': NtStatus.STATUS_ACCOUNT_RESTRICTION,
    'workstation-not-allowed': NtStatus.STATUS_INVALID_WORKSTATION,
    'outside-logon-hours': NtStatus.STATUS_INVALID_LOGON_HOURS,
    'no-logon-server': NtStatus.STATUS_NO_LOGON_SERVERS,
    'ntlm-refused': NtStatus.STATUS_ACCOUNT_RESTRICTION,
    'machine-account-refused': NtStatus.STATUS_TRUSTED_RELATIONSHIP_FAILURE,
    'controller-not-trusted': NtStatus.STATUS_NO_LOGON_SERVERS,
    'ntlm-blocked': NtStatus.STATUS_NOT_SUPPORTED,
    'authentication-firewall': NtStatus.STATUS_AUTHENTICATION_FIREWALL_FAILED,
    'logon-type-not-granted': NtStatus.STATUS_LOGON_TYPE_NOT_GRANTED,
    'domain-trust-failed': NtStatus.STATUS_TRUSTED_DOMAIN_FAILURE,
    'controller-clock-skew': NtStatus.STATUS_TIME_DIFFERENCE_AT_DC,
    'controller-logon-failure': NtStatus.STATUS_LOGON_FAILURE,
    'controller-refused': NtStatus.STATUS_LOGON_FAILURE,
  };
  for (const refused of storeRefusals) {
    it(`${refused} has its NTSTATUS, and one check that failed`, async () => {
      const server = new NtlmServer({ accounts: answering({ refused }) });
      const step = await server.login(careless);
      assert.deepEqual(step, { kind: 'rejected', reason: refused, status: statuses[refused] });
      assert.equal(server.checks('failed').length, refused === 'no-logon-server' ? 0 : 1);
    });
  }

  it('make a guest of an unknown account alone, whatever its response, and where policy lets it', async () => {
    const policy = { guest: 'unknown-users' } as const;
    for (const refused of storeRefusals) {
      for (const client of [careless, { ...careless, response: 'ntlmv1' } as const]) {
        const step = await new NtlmServer({ accounts: answering({ refused }), policy }).login(client);
        assert.equal(step.kind, refused === 'unknown-account' ? 'accepted' : 'rejected', refused);
        if (step.kind === 'accepted') assert.equal(step.context.identity.kind, 'guest');
      }
    }
    // A right answer to a kind of response that policy refuses lets nobody in, as user or as guest.
    const right = new NtlmServer({ accounts: answering(proved), policy });
    assert.equal(reasonOf(await right.login({ ...careless, response: 'ntlmv1' })), 'ntlmv1-refused');
    const none = await right.login({ ...careless, editMessage: withoutResponses });
    assert.equal(reasonOf(none), 'wrong-password');
  });
});

describe('lock-out beside a store that verifies', () => {
  const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };

  it('asks the store no more once the name is locked, and lets in again after the time', async () => {
    const runtime = new FixedRuntime();
    const accounts = verifyingStore(() => runtime.now(), account('User'));
    const server = new NtlmServer({ accounts, runtime, policy: { lockout } });
    for (let n = 0; n < 3; n++)
      assert.equal(reasonOf(await server.login({ password: 'wrong' })), 'wrong-password');
    assert.equal(accounts.questions.length, 3);
    const locked = await server.login({ user: 'USER' });
    assert.deepEqual(locked, {
      kind: 'rejected',
      reason: 'account-locked',
      status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    });
    assert.equal(accounts.questions.length, 3);
    runtime.advance(600_000);
    assertAccepted(await server.login({}));
  });

  it('holds for logins that were asked together: a right password among wrong ones is refused after its turn', async () => {
    const runtime = new FixedRuntime();
    const answers: ((answer: ProofAnswer) => void)[] = [];
    const accounts: VerifyingStore = {
      verify: () => new Promise((resolve) => answers.push(resolve)),
    };
    const server = new NtlmServer({ accounts, runtime, policy: { lockout } });
    const wrong = [1, 2, 3].map(() => server.login({ ...careless, password: 'wrong' }));
    const right = server.login(careless);
    while (answers.length < 4) await new Promise((resolve) => setImmediate(resolve));
    for (const answer of answers.slice(0, 3)) answer({ refused: 'wrong-password' });
    for (const verdict of await Promise.all(wrong)) assert.equal(reasonOf(verdict), 'wrong-password');
    answers[3]?.(proved);
    assert.equal(reasonOf(await right), 'account-locked');
  });

  for (const domain of ['', 'EXAMPLE']) {
    it(`a login of somebody of the same name in another domain gives no more guesses, in “${domain}”`, async () => {
      const elsewhere: VerifyingStore = {
        verify: async (question) =>
          question.domain === 'ELSEWHERE' ? proved : { refused: 'wrong-password' as const },
      };
      const server = new NtlmServer({ accounts: elsewhere, policy: { lockout } });
      const told: string[] = [];
      for (let n = 0; n < 4; n++) {
        told.push(reasonOf(await server.login({ ...careless, domain, password: `guess ${n}` })));
        if (n < 2) assertAccepted(await server.login({ ...careless, domain: 'ELSEWHERE' }));
      }
      assert.deepEqual(told, ['wrong-password', 'wrong-password', 'wrong-password', 'account-locked']);
    });
  }

  it('nor do other forms of the name', async () => {
    const server = new NtlmServer({
      accounts: answering({ refused: 'wrong-password' }),
      policy: { lockout },
    });
    for (const user of ['User', 'X\\user@a', 'user@b@c']) {
      assert.equal(reasonOf(await server.login({ ...careless, user })), 'wrong-password');
    }
    for (const user of ['User', 'A\\B\\USER', 'Y\\user@z']) {
      assert.equal(reasonOf(await server.login({ ...careless, user })), 'account-locked');
    }
  });

  it('nor does it where a store finds both of them', async () => {
    const here = account('User', { sid: 'S-1-5-21-1-1-1-1000' });
    const there = account('User', { sid: 'S-1-5-21-2-2-2-1000', password: 'mine' });
    const accounts: FindingStore = { find: async (_, domain) => (domain === 'THERE' ? there : here) };
    const server = new NtlmServer({ accounts, policy: { lockout } });
    const told: string[] = [];
    for (let n = 0; n < 4; n++) {
      told.push(reasonOf(await server.login({ domain: 'HERE', password: `guess ${n}` })));
      if (n < 3) assertAccepted(await server.login({ domain: 'THERE', password: 'mine' }));
    }
    assert.deepEqual(told, ['wrong-password', 'wrong-password', 'wrong-password', 'account-locked']);
    assert.equal(reasonOf(await server.login({ domain: 'HERE' })), 'account-locked');
    assertAccepted(await server.login({ domain: 'THERE', password: 'mine' }));
  });

  it('strangers lock nobody out of it, nor push a locked name out', async () => {
    const runtime = new FixedRuntime();
    const accounts = verifyingStore(() => runtime.now(), account('User'));
    const server = new NtlmServer({ accounts, runtime, policy: { lockout } });
    for (let n = 0; n < 3; n++) await server.login({ password: 'wrong' });
    for (let n = 0; n < 300; n++) await server.login({ user: `stranger${n}` });
    assert.equal(reasonOf(await server.login({})), 'account-locked');
  });

  it('a right password forgets the wrong ones before it', async () => {
    const runtime = new FixedRuntime();
    const accounts = verifyingStore(() => runtime.now(), account('User'));
    const server = new NtlmServer({ accounts, runtime, policy: { lockout } });
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 2; n++) await server.login({ password: 'wrong' });
      assertAccepted(await server.login({}));
    }
  });

  it('says of an unknown name what it says of a known one', async () => {
    const runtime = new FixedRuntime();
    const accounts = verifyingStore(() => runtime.now(), account('User'));
    const server = new NtlmServer({ accounts, runtime, policy: { lockout } });
    const told = async (user: string): Promise<number[]> => {
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) {
        const step = await server.login({ user, password: 'wrong' });
        statuses.push(step.kind === 'rejected' ? step.status : 0);
      }
      return statuses;
    };
    assert.deepEqual(await told('nobody'), await told('User'));
  });
});

describe('options: a store that verifies', () => {
  const complete = {
    policy: defaultAuthPolicy,
    names: { netbiosName: 'WEB', dnsName: 'web.example' },
    runtime: systemRuntime,
  };
  const faulty: readonly (readonly [what: string, accounts: unknown, message: string])[] = [
    [
      'that finds as well',
      { verify: () => {}, find: () => {} },
      'accounts: expected a store with find or with verify, not with both',
    ],
    ['by a word', { verify: 'yes' }, 'accounts.verify: expected a function'],
    [
      'without end',
      { verify: () => {}, timeoutSeconds: Infinity },
      'accounts.timeoutSeconds: expected a number',
    ],
    ['in no time', { verify: () => {}, timeoutSeconds: 0 }, 'accounts.timeoutSeconds: expected more than 0'],
    [
      'in more than a timer takes',
      { verify: () => {}, timeoutSeconds: 3601 },
      'accounts.timeoutSeconds: expected at most 3600',
    ],
  ];
  for (const [what, accounts, message] of faulty) {
    it(`refuse one ${what}`, () => {
      assert.throws(() => Reflect.apply(createNtlmMechanism, undefined, [{ ...complete, accounts }]), {
        name: 'ConfigurationError',
        message,
      });
    });
  }
});
