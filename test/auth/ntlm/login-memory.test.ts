import assert from 'node:assert/strict';
import { Lockout } from '../../../src/auth/lockout.js';
import type { FailureCount, ProofMemory } from '../../../src/auth/login-memory.js';
import type { Step } from '../../../src/auth/mechanism.js';
import { DatagramAcceptor } from '../../../src/auth/ntlm/datagram-acceptor.js';
import { ReplayCache } from '../../../src/auth/ntlm/replay-cache.js';
import type { NtlmSettings } from '../../../src/auth/ntlm/settings.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf } from '../../support/ntlm-login.js';
import { verifyingStore } from '../../support/verifying-store.js';

const lockout = { threshold: 2, windowSeconds: 60, durationSeconds: 60 };

/** Answers only after the turn of the event loop in which it was asked. */
function later<T>(ask: () => T): Promise<T> {
  return new Promise<void>((resolve) => setImmediate(resolve)).then(ask);
}

/** A count elsewhere, such as in another process. */
function lateCount(runtime: FixedRuntime): FailureCount {
  const count = new Lockout(lockout, runtime);
  return {
    isLocked: (name) => later(() => count.isLocked(name)),
    recordFailure: (...failure) => later(() => count.recordFailure(...failure)),
    recordSuccess: (...success) => later(() => count.recordSuccess(...success)),
  };
}

function lateReplays(): ProofMemory {
  const cache = new ReplayCache();
  return { remember: (proof) => later(() => cache.remember(proof)) };
}

const stores = {
  'a store that finds': () => ({}),
  'a store that verifies': (runtime: FixedRuntime) => ({
    accounts: verifyingStore(() => runtime.now(), account('User')),
  }),
};

for (const [title, storeOf] of Object.entries(stores)) {
  const serverWith = (settings: (runtime: FixedRuntime) => Partial<NtlmSettings>): NtlmServer => {
    const runtime = new FixedRuntime();
    return new NtlmServer({ runtime, ...storeOf(runtime), policy: { lockout }, settings: settings(runtime) });
  };
  const late = (): NtlmServer =>
    serverWith((runtime) => ({
      lockouts: { accounts: lateCount(runtime), names: lateCount(runtime) },
      replays: lateReplays(),
    }));

  describe(`memories of logins that answer later, with ${title}`, () => {
    it('a login waits for them', async () => {
      const server = late();
      assertAccepted(await server.login({}));
      assert.ok(server.checks('passed').includes('replay'));
    });

    it('an account is locked out after the threshold, for the right password as well', async () => {
      const server = late();
      const wrong = { password: 'wrong' };
      assert.equal(reasonOf(await server.login(wrong)), 'wrong-password');
      assert.equal(reasonOf(await server.login(wrong)), 'wrong-password');
      const step = await server.login({});
      assert.equal(reasonOf(step), 'account-locked');
      assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_ACCOUNT_LOCKED_OUT);
      assert.ok(!server.checks('passed').includes('nt-proof'));
    });

    it('of guesses side by side, no more are judged than one after the other', async () => {
      const server = late();
      const guesses = ['a', 'b', 'c', 'd', 'Password'];
      const steps = await Promise.all(guesses.map((password) => server.login({ password })));
      assert.deepEqual(steps.map(reasonOf), [
        'wrong-password',
        'wrong-password',
        'account-locked',
        'account-locked',
        'account-locked',
      ]);
    });

    it('an unknown name is told of the lock-out after as many tries', async () => {
      const server = late();
      const stranger = { user: 'nobody', password: 'wrong' };
      const statuses: (NtStatus | undefined)[] = [];
      for (let tries = 0; tries < 3; tries++) {
        const step = await server.login(stranger);
        assert.equal(reasonOf(step), 'unknown-account');
        statuses.push(step.kind === 'rejected' ? step.status : undefined);
      }
      const { STATUS_LOGON_FAILURE, STATUS_ACCOUNT_LOCKED_OUT } = NtStatus;
      assert.deepEqual(statuses, [STATUS_LOGON_FAILURE, STATUS_LOGON_FAILURE, STATUS_ACCOUNT_LOCKED_OUT]);
    });

    it('an unknown name asks as often as a wrong password, one question after the other', async () => {
      const asked: string[] = [];
      const noted = (of: string): FailureCount => ({
        isLocked: () => later(() => asked.push(of) < 0),
        recordFailure: () => later(() => asked.push(of) < 0),
        recordSuccess: () => {},
      });
      const lockouts = { accounts: noted('account'), names: noted('name') };
      const questions = async (user: string, reason: string): Promise<string[]> => {
        const step = await serverWith(() => ({ lockouts })).login({ user, password: 'wrong' });
        assert.equal(reasonOf(step), reason);
        return asked.splice(0);
      };
      const ofAccount = await questions('User', 'wrong-password');
      assert.deepEqual(await questions('nobody', 'unknown-account'), ofAccount);
      assert.deepEqual(ofAccount.at(-1), 'name');
    });

    it('a login that is accepted is forgotten as a failure before it is answered', async () => {
      const server = late();
      for (let round = 0; round < 3; round++) {
        assert.equal(reasonOf(await server.login({ password: 'wrong' })), 'wrong-password');
        assertAccepted(await server.login({}));
      }
    });

    it('a response is accepted once, also by two acceptors at the same time', async () => {
      const challenge = Buffer.from('0123456789abcdef', 'hex');
      const runtime = new FixedRuntime(challenge);
      const server = new NtlmServer({ runtime, ...storeOf(runtime), settings: { replays: lateReplays() } });
      const client = new NtlmClient();
      const acceptors = [server.acceptor(), server.acceptor()];
      const tokens = await Promise.all(acceptors.map(async (each) => each.step(client.negotiateMessage)));
      const [token] = tokens;
      assert.ok(token?.kind === 'continue');
      const authenticate = client.authenticate(token.token);
      const steps = await Promise.all(acceptors.map(async (each) => each.step(authenticate)));
      assert.deepEqual(steps.map(reasonOf).toSorted(), ['accepted', 'replayed']);
    });

    it('the same for a connectionless login', async () => {
      const server = late();
      const login = async (password: string): Promise<string> => {
        const acceptor = new DatagramAcceptor(server.settings, { report: () => {}, carrier: 'program' });
        const challenge = acceptor.challenge();
        assert.ok(challenge.kind === 'continue');
        const client = new NtlmClient({ connectionless: true, password });
        const step = await acceptor.step(client.authenticate(challenge.token));
        return step.kind === 'rejected' ? step.reason : step.kind;
      };
      assert.equal(await login('Password'), 'accepted');
      assert.equal(await login('wrong'), 'wrong-password');
      assert.equal(await login('wrong'), 'wrong-password');
      assert.equal(await login('Password'), 'account-locked');
    });
  });

  describe(`memories of logins that fail, with ${title}`, () => {
    const failures: Record<string, () => never> = {
      'with an error': () => {
        throw new Error('down');
      },
      'with a rejected promise': () => Promise.reject(new Error('down')) as never,
    };
    const neverAsked = (): never => assert.fail('asked');
    const count: FailureCount = {
      isLocked: () => false,
      recordFailure: () => false,
      recordSuccess: () => {},
    };

    /** One login, which is refused; its error is told once, and no promise is left alone. */
    async function refused(
      settings: Partial<NtlmSettings>,
      login: (server: NtlmServer) => Promise<Step>,
    ): Promise<NtlmServer> {
      const unhandled: unknown[] = [];
      const note = (error: unknown): void => void unhandled.push(error);
      process.on('unhandledRejection', note);
      const told: unknown[] = [];
      const server = serverWith(() => ({ ...settings, onStoreFailure: (error) => told.push(error) }));
      try {
        const step = await login(server);
        assert.equal(reasonOf(step), 'store-failed');
        assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_INTERNAL_ERROR);
        await new Promise(setImmediate);
      } finally {
        process.off('unhandledRejection', note);
      }
      assert.deepEqual(unhandled, []);
      assert.deepEqual(told.map(String), ['Error: down']);
      assert.ok(server.fact('login-memory-failed'));
      assert.equal(server.fact('account-store-failed'), undefined);
      return server;
    }

    for (const [how, fail] of Object.entries(failures)) {
      it(`${how}: the lock-out of the account`, async () => {
        const accounts = { ...count, isLocked: fail, recordFailure: neverAsked };
        await refused({ lockouts: { accounts, names: count } }, (server) => server.login({}));
      });

      it(`${how}: the count of a wrong password, of the account and of the name`, async () => {
        const wrong = (server: NtlmServer): Promise<Step> => server.login({ password: 'wrong' });
        const failing = { ...count, recordFailure: fail };
        await refused({ lockouts: { accounts: failing, names: count } }, wrong);
        await refused({ lockouts: { accounts: count, names: failing } }, wrong);
        await refused({ lockouts: { accounts: failing, names: failing } }, wrong);
      });

      it(`${how}: the count of an unknown name`, async () => {
        const names = { ...count, recordFailure: fail };
        await refused({ lockouts: { accounts: count, names } }, (server) => server.login({ user: 'nobody' }));
      });

      it(`${how}: the memory of responses`, async () => {
        const server = await refused({ replays: { remember: fail } }, (each) => each.login({}));
        assert.deepEqual(server.checks('failed'), ['replay']);
      });

      it(`${how}: a success that cannot be told`, async () => {
        const failing = { ...count, recordSuccess: fail };
        const login = (server: NtlmServer): Promise<Step> => server.login({});
        await refused({ lockouts: { accounts: failing, names: count } }, login);
        await refused({ lockouts: { accounts: count, names: failing } }, login);
      });
    }

    it('an answer of neither word is no leave', async () => {
      for (const told of [undefined, null, 0, 'no', {}]) {
        const silent = { ...count, isLocked: () => told as boolean };
        const locked = serverWith(() => ({ lockouts: { accounts: silent, names: count } }));
        assert.equal(reasonOf(await locked.login({})), 'account-locked');
        const remember = (): boolean => told as boolean;
        const replayed = serverWith(() => ({ replays: { remember } }));
        assert.equal(reasonOf(await replayed.login({})), 'replayed');
      }
      const remember = (): boolean => 'yes' as unknown as boolean;
      assert.equal(reasonOf(await serverWith(() => ({ replays: { remember } })).login({})), 'replayed');
    });
  });
}
