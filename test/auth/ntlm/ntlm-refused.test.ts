import assert from 'node:assert/strict';
import type { Account } from '../../../src/auth/account.js';
import { accountsFromCallback } from '../../../src/auth/callback-store.js';
import { createNtlmAcceptor, createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf, storeOf } from '../../support/ntlm-login.js';
import { directory, verifyingStore } from '../../support/verifying-store.js';

const domain = 'S-1-5-21-1-2-3';
const wrong = { password: 'Passw0rd' };

const serverOf = (change: Partial<Account>) => new NtlmServer({ accounts: storeOf(account('User', change)) });

describe('[MS-APDS] 3.1.5: an account that may not use NTLM', () => {
  it('is told so after the right password', async () => {
    const server = serverOf({ ntlm: 'refuse' });
    const step = await server.login({});
    assert.deepEqual(step, {
      kind: 'rejected',
      reason: 'ntlm-refused',
      status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    });
    assert.deepEqual(server.checks('failed'), ['ntlm-allowed']);
  });

  it('is like any other account to a wrong password, and no account at all', async () => {
    const { STATUS_LOGON_FAILURE: status } = NtStatus;
    const server = serverOf({ ntlm: 'refuse' });
    assert.deepEqual(await server.login(wrong), { kind: 'rejected', reason: 'wrong-password', status });
    const unknown = { user: 'Nobody' };
    assert.deepEqual(await server.login(unknown), { kind: 'rejected', reason: 'unknown-account', status });
  });

  it('is refused for its own state first, and locked out by wrong passwords', async () => {
    assert.equal(
      reasonOf(await serverOf({ ntlm: 'refuse', status: 'disabled' }).login({})),
      'account-disabled',
    );
    const server = new NtlmServer({
      accounts: storeOf(account('User', { ntlm: 'refuse' })),
      policy: { lockout: { threshold: 1, windowSeconds: 60, durationSeconds: 60 } },
    });
    await server.login(wrong);
    assert.equal(reasonOf(await server.login({})), 'account-locked');
  });

  it('logs in where its word is accept, or none', async () => {
    assertAccepted(await serverOf({ ntlm: 'accept' }).login({}));
    assertAccepted(await serverOf({}).login({}));
  });

  for (const word of ['Refuse', 'never', '', false, null, []]) {
    it(`is not let in by ${JSON.stringify(word)}, which is none of the words`, async () => {
      const row: Account = { ...account('User'), ...JSON.parse(JSON.stringify({ ntlm: word })) };
      assert.equal(reasonOf(await new NtlmServer({ accounts: storeOf(row) }).login({})), 'store-failed');
    });
  }

  it('is made by createAccount, which refuses other words', async () => {
    const accounts = accountsFromCallback((name) => ({ name, password: 'Password', ntlm: 'refuse' }));
    assert.equal(reasonOf(await new NtlmServer({ accounts }).login({})), 'ntlm-refused');
    const misspelt = accountsFromCallback((name) => ({
      name,
      password: 'Password',
      ...JSON.parse('{"ntlm":"no"}'),
    }));
    assert.equal(reasonOf(await new NtlmServer({ accounts: misspelt }).login({})), 'store-failed');
  });
});

describe('[MS-DTYP] 2.4.2.4: members of Protected Users, RID 525', () => {
  it('may not use NTLM where a configured group is that group', async () => {
    const groups = (rid: number) => ({
      protected: { sid: `${domain}-${rid}`, members: ['@inner'] },
      inner: {},
    });
    const accounts = storeOf(account('User', { sid: `${domain}-1103`, groups: ['inner'] }));
    const server = new NtlmServer({ accounts, groups: groups(525) });
    const step = await server.login({});
    assert.equal(reasonOf(step), 'ntlm-refused');
    assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_ACCOUNT_RESTRICTION);
    const [failed] = server.facts.flatMap((fact) =>
      fact.kind === 'check' && fact.outcome === 'failed' ? [fact] : [],
    );
    assert.match(failed?.detail ?? '', /in Protected Users \(S-1-5-21-1-2-3-525\)$/);
    assert.equal(reasonOf(await server.login(wrong)), 'wrong-password');
    assertAccepted(await new NtlmServer({ accounts, groups: groups(1525) }).login({}));
  });

  it('may not use NTLM where a directory says so', async () => {
    const runtime = new FixedRuntime();
    const store = verifyingStore(() => runtime.now(), account('User'));
    const withGroup = (groupSid: string) => ({
      verify: async (question: Parameters<typeof store.verify>[0]) => {
        const answer = await store.verify(question);
        if (!('proved' in answer)) return answer;
        const { identity } = answer.proved;
        return { proved: { ...answer.proved, identity: { ...identity, groupSids: [groupSid] } } };
      },
    });
    const loginTo = (groupSid: string, client = {}) =>
      new NtlmServer({ accounts: withGroup(groupSid), runtime: new FixedRuntime() }).login(client);
    assert.equal(reasonOf(await loginTo(`${directory.sid}-525`)), 'ntlm-refused');
    assert.equal(reasonOf(await loginTo(`${directory.sid}-0525`)), 'ntlm-refused');
    assert.equal(reasonOf(await loginTo(`${directory.sid}-525`, wrong)), 'wrong-password');
    assertAccepted(await loginTo('S-1-5-32-525'));
    assertAccepted(await loginTo(`${directory.sid}-5250`));
  });
});

describe('[MS-NLMP] 3.2.5.1.1: NTLM where policy leaves it out', () => {
  const mechanisms = ['kerberos'] as const;

  it('is refused at the first message, whatever the password, and asks no store', async () => {
    const accounts = { find: () => assert.fail('the store is asked') };
    const server = new NtlmServer({ accounts, policy: { mechanisms } });
    const step = await server.login({});
    assert.deepEqual(step, {
      kind: 'rejected',
      reason: 'ntlm-refused',
      status: NtStatus.STATUS_NOT_SUPPORTED,
    });
    assert.deepEqual(server.checks('failed'), ['ntlm-allowed']);
  });

  it('is refused by an acceptor of a program’s own, and says so as a mechanism', async () => {
    const options = {
      accounts: storeOf(account('User')),
      names: new NtlmServer().settings.names,
      runtime: new FixedRuntime(),
      policy: { mechanisms },
    };
    const step = await createNtlmAcceptor(options).step(new NtlmClient({}).negotiateMessage);
    assert.equal(reasonOf(step), 'ntlm-refused');
    assert.equal(createNtlmMechanism(options).refusal?.status, NtStatus.STATUS_NOT_SUPPORTED);
    assert.equal(createNtlmMechanism({ ...options, policy: {} }).refusal, undefined);
  });
});
