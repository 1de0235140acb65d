import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtStatus, ntStatusName } from '../../../src/constants/nt-status.js';
import { encodeNegTokenInit } from '../../../src/auth/spnego/index.js';
import { encodeKeytab } from '../../../src/krb5/keytab.js';
import { principalFromText } from '../../../src/krb5/messages/principal.js';
import { KRB5, KerberosForge, serviceKey } from '../../support/kerberos-client.js';
import { loginRecords } from '../../support/login-records.js';
import { requireProgram } from '../../support/require-program.js';
import { smbclient } from '../../support/smbclient.js';
import { SmbClient } from '../../support/smb-client.js';
import { ClientLogin, login, negotiate, tryLogin } from '../../support/smb-client-login.js';
import { startCli, type RunningCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';
import { beginAt, placeOf, workersOf } from '../../support/worker-clients.js';

const two = ['--workers', '2', '--user', 'alice:secret', '--user', 'bob:hush'];

/** The `diagnosis` of every login. */
function diagnoses(server: RunningCli) {
  return loginRecords(server).map(
    ({ diagnosis }) => diagnosis as typeof diagnosis & { readonly attempt: number },
  );
}

describe('serve --workers: logins', () => {
  const folder = useTemporaryFolder();

  it('are shared by two processes on one port, and numbered as one', async () => {
    await using server = await startCli(two);
    assert.equal(workersOf(server).length, 2);
    const places = new Set<number>();
    let logins = 0;
    await until('sessions at both workers', async () => {
      const clients = await Promise.all(Array.from({ length: 8 }, () => SmbClient.connect(server.port)));
      await Promise.all(
        clients.map(async (client) => {
          await negotiate(client);
          places.add(placeOf((await login(client)).id));
          client.close();
        }),
      );
      logins += clients.length;
      return places.size === 2;
    });
    await until('a record of each', () => diagnoses(server).length === logins);
    const numbers = diagnoses(server).map(({ attempt }) => attempt);
    assert.equal(new Set(numbers).size, logins);
    assert.equal(server.records.filter(({ type }) => type === 'listening').length, 1);
  });

  it('of smbclient come to both, and each finds what the other wrote', async function () {
    requireProgram(this, 'smbclient');
    await using server = await startCli([...two, '--share', 'files']);
    const places = new Set<number>();
    const port = server.port;
    for (let tried = 0; places.size < 2; tried++) {
      assert.ok(tried < 100, 'a hundred logins at one worker');
      const commands = `mkdir folder${tried}; ls`;
      const before = loginRecords(server).length;
      const { code, stdout } = await smbclient({ port, login: ['-U', 'alice%secret'], commands });
      assert.equal(code, 0, stdout);
      for (let other = 0; other <= tried; other++) assert.match(stdout, new RegExp(`folder${other} `));
      await until('the record of the login', () => loginRecords(server).length > before);
      const { logonId } = loginRecords(server).at(-1) as unknown as { logonId: string };
      places.add(placeOf(BigInt(`0x${logonId}`)));
    }
  });

  it('that fail count together: the account is locked at both', async () => {
    const file = join(folder(), 'lockout.json');
    const lockout = { threshold: 4, windowSeconds: 600, durationSeconds: 600 };
    writeFileSync(file, JSON.stringify({ policy: { lockout } }));
    await using server = await startCli([...two, '--config', file]);
    const fails = async (place: number, password: string): Promise<string> => {
      const { client, login: begun } = await beginAt(place, server.port, { password });
      const { status } = await begun.second();
      client.close();
      return ntStatusName(status);
    };
    for (const place of [0, 1, 0, 1])
      assert.equal(await fails(place, `wrong${place}${Math.random()}`), 'STATUS_LOGON_FAILURE');
    for (const place of [0, 1]) assert.equal(await fails(place, 'secret'), 'STATUS_ACCOUNT_LOCKED_OUT');
    const { client, login: ofBob } = await beginAt(1, server.port, { user: 'bob', password: 'hush' });
    ofBob.complete(await ofBob.second());
    client.close();
  });

  it('with a ticket that another worker has seen are refused', async () => {
    const keytab = join(folder(), 'keytab');
    const key = serviceKey();
    const principal = principalFromText(key.principal);
    assert.ok(principal);
    writeFileSync(
      keytab,
      encodeKeytab([{ principal, writtenAt: Date.now(), kvno: key.kvno, etype: key.etype, key: key.key }]),
    );
    await using server = await startCli([...two, '--keytab', keytab]);
    const forge = new KerberosForge();
    forge.runtime.wallClock = Date.now();
    const mechToken = forge.token();
    const answer = async (client: SmbClient): Promise<string> => {
      const exchange = new ClientLogin(client);
      exchange.sendToken(encodeNegTokenInit({ mechTypes: [KRB5], mechToken }));
      const { status } = await client.receive();
      return ntStatusName(status);
    };
    // The connection is chosen by a first login of another user, which leaves it open.
    const { client: here } = await beginAt(0, server.port);
    const { client: there } = await beginAt(1, server.port);
    assert.equal(await answer(here), 'STATUS_SUCCESS');
    assert.notEqual(await answer(there), 'STATUS_SUCCESS');
    here.close();
    there.close();
    await until('the record of the refusal', () =>
      diagnoses(server).some(({ reason }) => reason === 'kerberos-replayed'),
    );
  });

  it('end the session that they name, wherever it is', async () => {
    await using server = await startCli(two);
    for (const [from, to] of [
      [0, 1],
      [1, 1],
    ] as const) {
      const old = await beginAt(from, server.port);
      const session = old.login.complete(await old.login.second());
      assert.equal((await old.client.treeConnect('IPC$', { session })).status, NtStatus.STATUS_SUCCESS);
      const next = await beginAt(to, server.port, { previousSessionId: session.id });
      next.login.complete(await next.login.second());
      const { status } = await old.client.treeConnect('IPC$', { session });
      assert.equal(ntStatusName(status), 'STATUS_USER_SESSION_DELETED', `${from} to ${to}`);
      old.client.close();
      next.client.close();
    }
  });

  it('end no session of another user', async () => {
    await using server = await startCli(two);
    const old = await beginAt(0, server.port);
    const session = old.login.complete(await old.login.second());
    const options = { user: 'bob', password: 'hush', previousSessionId: session.id };
    const next = await beginAt(1, server.port, options);
    next.login.complete(await next.login.second());
    assert.equal((await old.client.treeConnect('IPC$', { session })).status, NtStatus.STATUS_SUCCESS);
    old.client.close();
    next.client.close();
  });

  it('that bind a connection are accepted by the worker of the session, and refused by another', async () => {
    await using server = await startCli(two);
    const first = await beginAt(0, server.port);
    const session = first.login.complete(await first.login.second());
    // Which worker has a connection is seen by a login that begins on it and is given up.
    const bindAt = async (place: number): Promise<string> => {
      const { client } = await beginAt(place, server.port);
      const exchange = new ClientLogin(client, { bind: session });
      const { status } = await exchange.first();
      if (status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return ntStatusName(status);
      const answered = await exchange.second();
      client.close();
      return ntStatusName(answered.status);
    };
    assert.equal(await bindAt(0), 'STATUS_SUCCESS');
    assert.equal(await bindAt(1), 'STATUS_USER_SESSION_DELETED');
    assert.equal((await first.client.treeConnect('IPC$', { session })).status, NtStatus.STATUS_SUCCESS);
    first.client.close();
    await until('the record of the refusal', () =>
      diagnoses(server).some(({ reason }) => reason === 'session-elsewhere'),
    );
  });

  it('come from an address as often as its limit says, at both together', async () => {
    const env = {
      SMB2_AUTH_LIMITS_CONNECTIONS_PER_ADDRESS: '5',
      SMB2_AUTH_LIMITS_UNAUTHENTICATED_CONNECTIONS_PER_ADDRESS: '5',
    };
    await using server = await startCli(two, env);
    const open = new Set<SmbClient>();
    for (let connected = 0; connected < 5; connected++) open.add(await SmbClient.connect(server.port));
    // None of these is turned away, and each is past the hand that could do it once it is answered.
    await Promise.all([...open].map((client) => negotiate(client)));
    for (let more = 0; more < 12; more++) {
      const client = await SmbClient.connect(server.port);
      await client.closed;
    }
    for (const client of open) assert.equal((await tryLogin(client)).status, NtStatus.STATUS_SUCCESS);
    for (const client of open) client.close();
  });

  it('see one server: its GUID, and the folder of a temporary share', async () => {
    const folders = (): string[] =>
      readdirSync(folder()).filter((name) => name.startsWith('smb2-auth-server-'));
    const server = await startCli([...two, '--share', 'scratch'], { TMPDIR: folder() });
    const [here, there] = [await beginAt(0, server.port), await beginAt(1, server.port)];
    assert.deepEqual(here.serverGuid, there.serverGuid);
    assert.equal(folders().length, 1);
    here.client.close();
    there.client.close();
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    assert.deepEqual(folders(), []);
  });
});
