import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountsFromJsonFile } from '../../src/accounts/index.js';
import type { FindingStore } from '../../src/auth/account.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { alice } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { FakeController, fakeMachine } from '../support/netlogon-controller/index.js';
import { SmbClient } from '../support/smb-client.js';
import { negotiate, tryLogin } from '../support/smb-client-login.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

/** The parts that a server tells of, with their troubles. */
async function partsOf(server: Server): Promise<Record<string, string | undefined>> {
  const { parts } = await server.checkReadiness();
  return Object.fromEntries(parts.map(({ part, trouble }) => [part, trouble]));
}

const isReady = async (server: Server): Promise<boolean> => (await server.checkReadiness()).isReady;

describe('readiness of a server', () => {
  const folder = useTemporaryFolder();

  it('is there from listening to the beginning of the end', async () => {
    const server = createServer({ accounts: [alice], rpc: {} });
    assert.deepEqual(await partsOf(server), { listeners: 'the server does not listen', accounts: undefined });
    assert.equal(await isReady(server), false);
    await server.listen();
    assert.deepEqual(await server.checkReadiness(), {
      isReady: true,
      parts: [
        { part: 'listeners', isNeeded: true, trouble: undefined },
        { part: 'accounts', isNeeded: true, trouble: undefined },
      ],
    });
    const closed = server.close();
    assert.deepEqual(await partsOf(server), { listeners: 'the server is stopping', accounts: undefined });
    await closed;
    assert.equal(await isReady(server), false);
  });

  it('ends while a file of accounts cannot be used, and comes back with it; logins go on', async () => {
    const path = join(folder(), 'accounts.json');
    const write = (): void => writeFileSync(path, JSON.stringify([alice]));
    write();
    const runtime = new HandDrivenRuntime();
    const problems: string[] = [];
    const accounts = await accountsFromJsonFile(path, {
      onProblem: (problem) => void problems.push(problem),
      runtime,
    });
    await using server = createServer({ accounts });
    const { port } = await server.listen();
    assert.equal(await isReady(server), true);
    rmSync(path);
    runtime.advance(1000);
    const { accounts: trouble } = await partsOf(server);
    assert.equal(trouble, `${path}: cannot be read (ENOENT: no such file or directory)`);
    assert.equal(await isReady(server), false);
    const client = await SmbClient.connect(port);
    await negotiate(client);
    assert.equal((await tryLogin(client)).status, 0);
    client.close();
    writeFileSync(path, '[{"name": "alice", "password": 5}]');
    runtime.advance(1000);
    assert.match((await partsOf(server)).accounts ?? '', /accounts\.json:1:20: accounts\[0\]\.password: /);
    write();
    runtime.advance(1000);
    assert.equal(await isReady(server), true);
    assert.equal(problems.length, 2);
  });

  it('takes nothing but undefined for an account store that is there', async () => {
    const troubleOf = async (trouble: unknown): Promise<string | undefined> => {
      const accounts = { find: () => undefined, trouble } as unknown as FindingStore;
      await using server = createServer({ accounts });
      await server.listen();
      const { isReady: ready, parts } = await server.checkReadiness();
      assert.equal(ready, parts[1]?.trouble === undefined);
      return parts[1]?.trouble;
    };
    assert.equal(await troubleOf(undefined), undefined);
    assert.equal(await troubleOf(() => undefined), undefined);
    assert.equal(await troubleOf(async () => undefined), undefined);
    assert.equal(await troubleOf(() => 'LDAP is away'), 'LDAP is away');
    assert.equal(await troubleOf(async () => 'LDAP is away'), 'LDAP is away');
    for (const other of [null, false, 0])
      assert.equal(await troubleOf(() => other), 'the account store does not say how it is');
    const failing = () => {
      throw new Error('secret');
    };
    assert.equal(await troubleOf(failing), 'the account store failed');
    assert.equal(await troubleOf(() => Promise.reject(new Error('secret'))), 'the account store failed');
    assert.equal((await troubleOf(() => 'x'.repeat(100_000)))?.length, 2000);
  });

  it('waits a second for an account store, and no longer', async () => {
    const runtime = new HandDrivenRuntime();
    const accounts: FindingStore = { find: () => undefined, trouble: () => new Promise(() => {}) };
    await using server = createServer({ accounts, runtime });
    await server.listen();
    const timers = runtime.running(1000);
    const asked = partsOf(server);
    await runtime.timers(1000, timers + 1);
    runtime.advance(1000);
    assert.equal((await asked).accounts, 'the account store has not said within a second how it is');
  });

  it('ends while a keytab cannot be used', async () => {
    const path = join(folder(), 'server.keytab');
    const principal = principalFromText('cifs/files.example.test@EXAMPLE.TEST');
    assert.ok(principal);
    const keytab = encodeKeytab([{ principal, writtenAt: 0, kvno: 1, etype: 18, key: Buffer.alloc(32, 1) }]);
    writeFileSync(path, keytab);
    const runtime = new HandDrivenRuntime();
    await using server = createServer({ accounts: [alice], kerberos: { keytab: path }, runtime });
    await server.listen();
    assert.equal((await partsOf(server)).keys, undefined);
    assert.equal(await isReady(server), true);
    rmSync(path);
    runtime.advance(1000);
    assert.match((await partsOf(server)).keys ?? '', /^keytab .*server\.keytab: .*ENOENT/);
    assert.equal(await isReady(server), false);
    writeFileSync(path, keytab);
    runtime.advance(1000);
    assert.equal(await isReady(server), true);
  });

  it('ends while every controller of the domain is away, and comes back without a login', async () => {
    await using dc = await FakeController.start();
    await using server = createServer({ accounts: [], domain: domainOf(dc) });
    assert.equal((await partsOf(server)).domain, 'no domain controller has been reached yet');
    await server.listen();
    await until('the channel is open', () => isReady(server));
    await dc.kill();
    await until('it is seen', async () => !(await isReady(server)));
    await until('it is said', async () => /ECONNREFUSED/.test((await partsOf(server)).domain ?? ''));
    await dc.revive();
    await until('the channel is open again', () => isReady(server));
    assert.equal(dc.logons.length, 0);
  });

  it('ends while the store of the state is away and logins need it', async function () {
    requireStore(this);
    await using store = await StoreServer.start();
    const start = async (whenAway: 'refuse' | 'alone'): Promise<Server> => {
      const server = createServer({
        accounts: [alice],
        state: { valkey: store.url, whenAway },
        logger: { error: () => {}, warn: () => {} },
      });
      assert.equal((await partsOf(server)).state, 'The server does not listen.');
      await server.listen();
      return server;
    };
    await using strict = await start('refuse');
    await using lenient = await start('alone');
    assert.deepEqual([await isReady(strict), await isReady(lenient)], [true, true]);
    await store.kill();
    await until('both know', async () =>
      (await Promise.all([strict, lenient].map(partsOf))).every(({ state }) => state !== undefined),
    );
    assert.match((await partsOf(strict)).state ?? '', /^The store 127\.0\.0\.1:\d+ .*\.$/);
    assert.deepEqual([await isReady(strict), await isReady(lenient)], [false, true]);
    await store.start();
    await until('both found it', async () =>
      (await Promise.all([strict, lenient].map(partsOf))).every(({ state }) => state === undefined),
    );
    assert.equal(await isReady(strict), true);
  });
});

function domainOf({ mapperPort }: FakeController): NonNullable<ServerOptions['domain']> {
  return {
    name: 'ADLAB',
    dnsName: 'ad.lab.test',
    machineAccount: fakeMachine.name,
    machinePassword: fakeMachine.password,
    controllers: [`127.0.0.1:${mapperPort}`],
  };
}
