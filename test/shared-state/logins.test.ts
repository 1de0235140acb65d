import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { Command, encodeSessionSetupRequest, SecurityMode } from '../../src/smb2-codec/index.js';
import { alice, bob } from '../session/support.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { KerberosForge, serviceKey } from '../support/kerberos-client.js';
import { ClientLogin, login, type LoginOptions, negotiate, tryLogin } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { type WorkerServer, workerServers } from '../support/worker-servers.js';

const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };
const withLockout = { server: { authPolicy: { lockout } } };
const wrong = (n: number): LoginOptions => ({ password: `wrong ${n}` });

/** Status of a login on a connection of its own, and the reason that its record gives. */
async function attempt({ fixture }: WorkerServer, options: LoginOptions = {}) {
  const record = fixture.server.next('attempt');
  const client = await fixture.negotiated();
  const { status } = await tryLogin(client, options);
  const { reason } = await record;
  return { status, reason };
}

const reasonOf = async (worker: WorkerServer, options?: LoginOptions): Promise<string> =>
  (await attempt(worker, options)).reason;

/** The words of the questions that a worker asked since its `from`th message. */
function wordsAsked({ wire }: WorkerServer, from: number): string[] {
  return wire.sent
    .slice(from)
    .flatMap(({ by, message }) => (by === 'worker' ? message.map(([word]) => word) : []));
}

describe('lock-out of several processes', () => {
  it('wrong passwords at each of them count together, and each refuses from then on', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    assert.equal(await reasonOf(one, wrong(1)), 'wrong-password');
    assert.equal(await reasonOf(other, wrong(2)), 'wrong-password');
    assert.equal(await reasonOf(one, wrong(3)), 'wrong-password');
    for (const worker of servers.workers) {
      assert.deepEqual(await attempt(worker), {
        status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
        reason: 'account-locked',
      });
      assert.equal(await reasonOf(worker, { user: 'bob', password: 'hunter2' }), 'accepted');
    }
  });

  it('the last guess is for one of those that race for it', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    for (const n of [1, 2]) assert.equal(await reasonOf(one, wrong(n)), 'wrong-password');
    const clients = await Promise.all([one, other, one, other].map(({ fixture }) => fixture.negotiated()));
    await Promise.all(clients.map((client, n) => tryLogin(client, wrong(10 + n))));
    const records = (): AttemptRecord[] => servers.workers.flatMap(({ fixture }) => fixture.attempts);
    await until('all are told', () => records().length === 6);
    assert.deepEqual(
      records()
        .map(({ reason }) => reason)
        .toSorted(),
      [
        'account-locked',
        'account-locked',
        'account-locked',
        'wrong-password',
        'wrong-password',
        'wrong-password',
      ],
    );
  });

  it('a right password behind three wrong ones in one turn is refused, whichever process they ask', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    // Everything is proved before the owner hears of anything.
    for (const { wire } of servers.workers) wire.hold('worker');
    const reasons = [wrong(1), wrong(2), wrong(3)].map((options) => reasonOf(one, options));
    await until(
      'three questions wait',
      () => wordsAsked(one, 0).filter((word) => word === 'wrong').length === 3,
    );
    const right = reasonOf(other);
    await until('the right one waits', () => wordsAsked(other, 0).includes('locked?'));
    one.wire.release();
    await Promise.all(reasons);
    other.wire.release();
    assert.equal(await right, 'account-locked');
  });

  it('a login that is accepted at one ends the count of the other', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    for (let round = 0; round < 3; round++) {
      assert.equal(await reasonOf(one, wrong(2 * round)), 'wrong-password');
      assert.equal(await reasonOf(one, wrong(2 * round + 1)), 'wrong-password');
      assert.equal(await reasonOf(other), 'accepted');
    }
  });

  it('an unknown name is told of its lock-out at each of them', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    const stranger = (n: number): LoginOptions => ({ user: 'mallory', password: `guess ${n}` });
    for (const [n, worker] of [one, other, one].entries()) {
      assert.equal((await attempt(worker, stranger(n))).status, NtStatus.STATUS_LOGON_FAILURE);
    }
    assert.deepEqual(await attempt(other, stranger(9)), {
      status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
      reason: 'unknown-account',
    });
  });

  it('goes on when a process has died, whose place another one takes', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    for (const n of [1, 2]) assert.equal(await reasonOf(other, wrong(n)), 'wrong-password');
    other.wire.cut();
    const again = await servers.start(1);
    assert.equal(await reasonOf(again, wrong(3)), 'wrong-password');
    assert.equal(await reasonOf(one), 'account-locked');
  });
});

describe('replays at another process', () => {
  it('an NTLM proof proves nothing at the other, whose challenges differ where the random source repeats', async () => {
    const repeating = (): FixedRuntime => new FixedRuntime(Buffer.from('0123456789abcdef', 'hex'));
    await using servers = await workerServers({ runtime: repeating });
    const [one, other] = servers.workers;
    let recorded: Buffer | undefined;
    const replayed = async ({ fixture }: WorkerServer): Promise<string> => {
      const record = fixture.server.next('attempt');
      const exchange = new ClientLogin(await fixture.negotiated());
      const authenticate = exchange.ntlm.authenticate.bind(exchange.ntlm);
      exchange.ntlm.authenticate = (challenge) => (recorded ??= authenticate(challenge));
      await exchange.first();
      await exchange.second();
      return (await record).reason;
    };
    assert.equal(await replayed(one), 'accepted');
    assert.equal(await replayed(one), 'replayed');
    assert.equal(await replayed(other), 'wrong-password');
    other.wire.cut();
    // Neither does the one that takes a place issue what its predecessor did.
    one.wire.cut();
    assert.equal(await replayed(await servers.start(0)), 'wrong-password');
  });

  it('an NTLM proof whose challenge may be another’s is remembered for all', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers.map(({ shared }) => shared.proofs);
    const proof = Buffer.alloc(16, 1);
    assert.equal(await one?.remember(proof, true), true);
    assert.equal(await other?.remember(proof, true), false);
    const own = Buffer.alloc(16, 2);
    assert.equal(one?.remember(own, false), true);
    assert.equal(one?.remember(own, false), false);
    assert.equal(one?.remember(own, true), false);
  });

  describe('with a keytab', () => {
    const folder = useTemporaryFolder();

    async function withTicket({ fixture }: WorkerServer, mechToken: Buffer): Promise<string> {
      const record = fixture.server.next('attempt');
      const client = await fixture.negotiated();
      const body = {
        flags: 0,
        securityMode: SecurityMode.SIGNING_ENABLED,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer: encodeNegTokenInit({ mechTypes: ['1.2.840.48018.1.2.2'], mechToken }),
      };
      client.send(Command.SESSION_SETUP, (w) => encodeSessionSetupRequest(w, body));
      await client.receive();
      return (await record).reason;
    }

    it('an authenticator that one accepted is refused by the other', async () => {
      const forge = new KerberosForge();
      const key = serviceKey();
      const principal = principalFromText(key.principal);
      assert.ok(principal);
      const keytab = join(folder(), 'server.keytab');
      writeFileSync(keytab, encodeKeytab([{ ...key, principal, writtenAt: 0 }]));
      const { runtime } = forge;
      // The folder is the owner's to open: it could not be made here.
      const stateFolder = join(keytab, 'no-folder');
      await using servers = await workerServers({
        server: { kerberos: { keytab, stateFolder } },
        owner: { runtime },
        runtime: () => runtime,
      });
      const [one, other] = servers.workers;
      const token = forge.token();
      assert.equal(await withTicket(one, token), 'accepted');
      assert.equal(await withTicket(other, token), 'kerberos-replayed');
      assert.equal(await withTicket(other, forge.token()), 'accepted');
    });
  });
});

describe('a process whose owner does not answer', () => {
  const impatient = { ...withLockout, join: { patience: 60 } };

  async function expectRefused(worker: WorkerServer, options?: LoginOptions): Promise<void> {
    assert.deepEqual(await attempt(worker, options), {
      status: NtStatus.STATUS_INTERNAL_ERROR,
      reason: 'store-failed',
    });
    const logged = worker.fixture.internalErrors.splice(0);
    assert.equal(logged[0], 'the primary, which has the memory of earlier logins, could not be asked');
    assert.equal((logged[1] as Error).name, 'SharedStateError');
  }

  it('refuses within its patience, and accepts again once the owner answers', async () => {
    await using servers = await workerServers(impatient);
    const [one, other] = servers.workers;
    one.wire.hold('owner');
    await expectRefused(one);
    await expectRefused(one, wrong(1));
    assert.equal(await reasonOf(other), 'accepted');
    one.wire.release();
    assert.equal(await reasonOf(one), 'accepted');
  });

  it('refuses at once when the owner is lost, also what waits; the others go on', async () => {
    await using servers = await workerServers(withLockout);
    const [one, other] = servers.workers;
    one.wire.hold('owner');
    const asked = one.wire.sent.length;
    const waiting = expectRefused(one);
    await until('a question waits', () => wordsAsked(one, asked).includes('locked?'));
    one.wire.cut();
    await waiting;
    await expectRefused(one);
    assert.equal(await reasonOf(other), 'accepted');
  });
});

describe('the marks of a server of several processes', () => {
  it('attempts have numbers that rise in each process, and that no other has', async () => {
    await using servers = await workerServers();
    const numbers = await Promise.all(
      servers.workers.map(async (worker) => {
        for (let n = 0; n < 3; n++) await attempt(worker);
        return worker.fixture.attempts.map(({ id }) => id);
      }),
    );
    assert.deepEqual(numbers, [
      [1, 2, 3],
      [1001, 1002, 1003],
    ]);
  });

  it('ServerGuid and ServerStartTime are the same', async () => {
    await using servers = await workerServers({ server: { profile: { serverStartTime: 'start' } } });
    const answers = await Promise.all(
      servers.workers.map(async ({ fixture }) => {
        const client = await fixture.connect();
        const { serverGuid, serverStartTime } = await negotiate(client);
        return { serverGuid, serverStartTime };
      }),
    );
    assert.deepEqual(answers[0], answers[1]);
    assert.notEqual(answers[0]?.serverStartTime, 0n);
  });

  it('a login asks nothing, and with a lock-out one question; no password or key travels', async () => {
    for (const [options, words] of [
      [{}, ['entered']],
      [withLockout, ['entered', 'locked?', 'right', 'right']],
    ] as const) {
      await using servers = await workerServers(options);
      const [worker] = servers.workers;
      await until('the first block is answered', () => worker.wire.sent.length >= 3);
      const before = worker.wire.sent.length;
      await login(await worker.fixture.negotiated());
      await until('all was said', () => wordsAsked(worker, before).length === words.length);
      assert.deepEqual(wordsAsked(worker, before), words);
      const text = JSON.stringify(worker.wire.sent);
      assert.ok(!text.includes(alice.password) && !text.includes(bob.password));
    }
  });
});
