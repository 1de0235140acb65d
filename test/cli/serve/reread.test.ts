import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HangUps } from '../../../src/cli/serve/hang-ups.js';
import { changedForGood } from '../../../src/cli/serve/reread.js';
import { ConfigurationError, type ServeConfiguration } from '../../../src/config/index.js';
import { AccessMask, Command } from '../../../src/smb2-codec/index.js';
import type { Outputs } from '../../../src/cli/serve/outputs.js';
import type { Serving } from '../../../src/cli/serve/serving.js';
import { bodies } from '../../support/bodies.js';
import { ntStatusName } from '../../../src/constants/nt-status.js';
import { encodeKeytab } from '../../../src/krb5/keytab.js';
import type { SmbClient } from '../../support/smb-client.js';
import { requireProgram } from '../../support/require-program.js';
import { startService } from '../../support/start-service.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

/** A keytab with one key of AES-256. */
function makeKeytab(): Buffer {
  const principal = {
    realm: 'EXAMPLE.TEST',
    name: { nameType: 1, nameString: ['cifs', 'files.example.test'] },
  };
  return encodeKeytab([{ principal, writtenAt: 0, etype: 18, kvno: 1, key: Buffer.alloc(32, 1) }]);
}

describe('serve reads again on SIGHUP', () => {
  const folder = useTemporaryFolder();
  const sessionOf = (client: SmbClient) => [...client.sessions.values()][0];
  const connects = async (client: SmbClient, share: string): Promise<string> =>
    ntStatusName((await client.treeConnect(share, { session: sessionOf(client) })).status);

  for (const [how, more] of [
    ['in one process', []],
    ['in several processes', ['--workers', '2']],
  ] as const) {
    it(`accounts and shares of a configuration file, and sessions go on, ${how}`, async () => {
      const config = join(folder(), `${more.length}.json`);
      const [first, second] = [join(folder(), 'first'), join(folder(), 'second')];
      for (const path of [first, second]) mkdirSync(path, { recursive: true });
      const write = (user: string, share: string, path: string): void =>
        writeFileSync(
          config,
          JSON.stringify({
            accounts: [{ name: user, password: 'secret' }],
            shares: [
              { name: share, path },
              { name: 'scratch', temporary: true },
            ],
          }),
        );
      write('alice', 'one', first);
      await using service = await startService(['--config', config, ...more]);
      const before = await service.login({ user: 'alice' });
      const tree = await before.treeConnect('one', { session: sessionOf(before) });
      const { treeId } = tree.header;
      write('bob', 'two', second);
      await service.hangUp(/info: SIGHUP: accounts, shares and keytabs were read again/);
      // Several processes are told, and answer nothing.
      await until('a new share', async () => (await connects(before, 'two')) === 'STATUS_SUCCESS');
      assert.equal(await connects(before, 'one'), 'STATUS_BAD_NETWORK_NAME');
      const create = bodies.create('x', { desiredAccess: AccessMask.FILE_READ_DATA });
      const late = await before.request(Command.CREATE, create, { session: sessionOf(before), treeId });
      assert.equal(ntStatusName(late.status), 'STATUS_ACCESS_DENIED');
      for (let count = 0; count < 4; count++) {
        const after = await service.login({ user: 'bob' });
        assert.equal(await connects(after, 'two'), 'STATUS_SUCCESS');
        assert.equal(await connects(after, 'scratch'), 'STATUS_SUCCESS');
        after.close();
        await assert.rejects(service.login({ user: 'alice' }), /STATUS_LOGON_FAILURE/);
      }
      before.close();
    });

    it(`nothing where one thing is broken, which is logged, ${how}`, async () => {
      const config = join(folder(), `broken-${more.length}.json`);
      writeFileSync(join(folder(), 'server.keytab'), makeKeytab());
      const password = 'secret';
      const write = (value: unknown): void => writeFileSync(config, JSON.stringify(value));
      write({ accounts: [{ name: 'alice', password }], shares: [{ name: 'one', temporary: true }] });
      await using service = await startService(['--config', config, ...more]);
      write({ accounts: [{ name: 'bob', password }], shares: [{ name: 'two', path: '/nowhere' }] });
      await service.hangUp(/error: SIGHUP: nothing was changed/);
      assert.match(service.stderr, /error: SIGHUP: .*shares\[0\]\.path: expected a directory that exists/);
      write({ accounts: [{ name: 'bob' }], shares: [{ name: 'two', temporary: true }] });
      await service.hangUp(/error: SIGHUP: nothing was changed/);
      const access = { 'alice@EXAMPLE.TEST': 'write' };
      const shares = [{ name: 'two', temporary: true, access }];
      write({ kerberos: { keytab: 'server.keytab' }, accounts: [{ name: 'bob', password }], shares });
      await service.hangUp(/error: SIGHUP: nothing was changed/);
      writeFileSync(config, '{');
      await service.hangUp(/error: SIGHUP: nothing was changed/);
      const client = await service.login({ user: 'alice' });
      assert.equal(await connects(client, 'one'), 'STATUS_SUCCESS');
      assert.equal(await connects(client, 'two'), 'STATUS_BAD_NETWORK_NAME');
      client.close();
    });
  }

  it('a keytab that is broken leaves the old keys, and says so', async () => {
    const keytab = join(folder(), 'server.keytab');
    writeFileSync(keytab, makeKeytab());
    await using service = await startService(['--user', 'alice:secret', '--keytab', keytab]);
    writeFileSync(keytab, 'no keytab');
    await service.hangUp(/error: SIGHUP: nothing was changed/);
    assert.match(service.stderr, /error: SIGHUP: --keytab: .*is no keytab that can be read/);
    writeFileSync(keytab, makeKeytab());
    await service.hangUp(/were read again/);
  });

  it('refuses to read a pipe again, and nobody who is served waits for it', async function () {
    requireProgram(this, 'mkfifo');
    const pipe = join(folder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const written = writeFile(pipe, JSON.stringify({ shares: [{ name: 'one', temporary: true }] }));
    await using service = await startService(['--config', pipe, '--user', 'alice:secret']);
    await written;
    await service.hangUp(/error: SIGHUP: nothing was changed/);
    assert.match(service.stderr, /error: SIGHUP: --config: is read at the start alone: expected a file/);
    const client = await service.login({ user: 'alice' });
    assert.equal(await connects(client, 'one'), 'STATUS_SUCCESS');
    client.close();
  });

  it('says which sections need another start', async () => {
    const config = join(folder(), 'sections.json');
    const accounts = [{ name: 'alice', password: 'secret' }];
    writeFileSync(config, JSON.stringify({ accounts }));
    await using service = await startService(['--config', config]);
    writeFileSync(
      config,
      JSON.stringify({ accounts, limits: { credits: 77 }, policy: { signing: 'required' } }),
    );
    await service.hangUp(/warn: SIGHUP: policy, limits changed, which is in force after the next start/);
  });

  it('shares under --record not at all: the transcript has those of the start', async () => {
    const config = join(folder(), 'recorded.json');
    writeFileSync(config, JSON.stringify({ shares: [{ name: 'one', temporary: true }] }));
    const record = join(folder(), 'recorded.jsonl');
    await using service = await startService([
      '--config',
      config,
      '--user',
      'alice:secret',
      '--record',
      record,
    ]);
    await service.hangUp(/were read again/);
    writeFileSync(config, JSON.stringify({ shares: [{ name: 'two', temporary: true }] }));
    await service.hangUp(/error: SIGHUP: the transcript holds the shares that the server began with/);
  });
});

describe('serve: the order of SIGHUP', () => {
  const configuration = { shares: [] } as unknown as ServeConfiguration;
  const made = () => {
    const told: string[] = [];
    const log = {
      error: (message: string) => told.push(message),
      warn: (message: string) => told.push(message),
      info: (message: string) => told.push(message),
      debug: () => {},
    };
    let release = (): void => {};
    const serving = {
      reopen: () => told.push('files'),
      reread: () => {
        told.push('reread');
        return new Promise<void>((resolve) => (release = resolve));
      },
    } as unknown as Serving;
    const hangUps = new HangUps({
      outputs: { reopen: () => told.push('outputs') } as unknown as Outputs,
      log,
      configure: () => configuration,
      onBegin: () => told.push('begin'),
      onEnd: () => told.push('end'),
    });
    return { told, serving, hangUps, release: () => release() };
  };
  const done = 'SIGHUP: accounts, shares and keytabs were read again';

  it('during the start: outputs at once, the rest once the server listens', async () => {
    const { told, serving, hangUps, release } = made();
    hangUps.answer();
    assert.deepEqual(told, ['outputs']);
    hangUps.serving(serving, configuration);
    release();
    await until('it is done', () => told.at(-1) === 'end');
    assert.deepEqual(told, ['outputs', 'begin', 'reread', done, 'end']);
  });

  it('three at once: one reading, and one more for those that came meanwhile', async () => {
    const { told, serving, hangUps, release } = made();
    hangUps.serving(serving, configuration);
    for (let count = 0; count < 3; count++) hangUps.answer();
    release();
    await until('it is read again', () => told.filter((what) => what === 'reread').length === 2);
    release();
    await until('it is done', () => told.at(-1) === 'end');
    assert.deepEqual(
      told.filter((what) => what !== 'outputs' && what !== 'files'),
      ['begin', 'reread', done, 'reread', done, 'end'],
    );
  });

  it('during a stop: outputs alone', () => {
    const { told, serving, hangUps } = made();
    hangUps.serving(serving, configuration);
    hangUps.stopping();
    hangUps.answer();
    assert.deepEqual(told, ['outputs', 'files', 'SIGHUP: the server is stopping']);
  });

  it('a stop during a reading: what fails because of it is not logged', async () => {
    const { told, hangUps } = made();
    let fail = (_error: Error): void => {};
    const reread = () => new Promise<void>((_resolve, reject) => (fail = reject));
    hangUps.serving({ reopen: () => {}, reread } as unknown as Serving, configuration);
    hangUps.answer();
    hangUps.stopping();
    fail(new ConfigurationError([{ path: 'shares', message: 'too late' }]));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(told, ['outputs', 'begin']);
  });

  it('knows sections that changed by their values', () => {
    const before = { policy: { signing: 'required' }, limits: {} } as unknown as ServeConfiguration;
    const now = { policy: { signing: 'required' }, limits: { credits: 1 } } as unknown as ServeConfiguration;
    assert.deepEqual(changedForGood(before, now), ['limits']);
  });
});
