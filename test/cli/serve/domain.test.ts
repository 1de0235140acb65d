import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from '../../../src/cli/exit-code.js';
import { loginRecords } from '../../support/login-records.js';
import { freePort } from '../../support/free-port.js';
import { FakeController, fakeMachine } from '../../support/netlogon-controller/index.js';
import { requireProgram } from '../../support/require-program.js';
import { smbclient } from '../../support/smbclient.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate, tryLogin } from '../../support/smb-client-login.js';
import { type OutputRecord, runCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const domainUser = { user: 'alice', password: 'Pa55w0rd!', domain: 'ADLAB' };

describe('serve with a domain', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);

  function configured(controllers: readonly string[], password: string = fakeMachine.password): string {
    writeFileSync(path('machine'), `${password}\n`);
    const domain = {
      name: 'ADLAB',
      dnsName: 'ad.lab.test',
      machineAccount: 'FILES$',
      machinePasswordFile: 'machine',
      controllers,
    };
    const accounts = [{ name: 'alice', password: 'Local-pw-1!' }];
    const shares = [
      { name: 'files', temporary: true, access: { 'ADLAB\\alice': 'write', '*': 'none' } },
      { name: 'own', temporary: true, access: { alice: 'write', '*': 'none' } },
    ];
    writeFileSync(path('smb2.json'), JSON.stringify({ domain, accounts, shares }));
    return path('smb2.json');
  }

  const at = ({ mapperPort }: FakeController): string => `127.0.0.1:${mapperPort}`;
  const ofDomain =
    (state: string) =>
    (record: OutputRecord): boolean =>
      record.type === 'domain' && record['state'] === state;

  it('says who decides behind the lines of the listeners, and then that it may ask', async () => {
    await using dc = await FakeController.start();
    await using server = await startCli(['--config', configured([at(dc)])]);
    const open = await server.record(ofDomain('open'));
    assert.deepEqual(server.records.slice(0, 2), [
      { type: 'listening', host: '127.0.0.1', port: server.port },
      {
        type: 'domain',
        state: 'asked',
        name: 'ADLAB',
        dnsName: 'ad.lab.test',
        machineAccount: 'FILES$',
        controllers: [at(dc)],
      },
    ]);
    assert.equal(open['controller'], at(dc));
    await server.logged(/info: domain ADLAB: the secure channel to 127\.0\.0\.1:\d+ is open/);
    assert.doesNotMatch(server.log, /no account is configured|applies to nobody|error/);
  });

  it('for people in words', async () => {
    const config = configured(['dc1.ad.lab.test', '192.0.2.1:1135']);
    const { stdout, code } = await runCli([
      'serve',
      '--config',
      config,
      '--port',
      '0',
      '--no-json',
      '--timeout',
      '0.01',
    ]);
    assert.equal(code, ExitCode.OK);
    assert.match(
      stdout,
      /^Listening on 127\.0\.0\.1:\d+\nLogins of the domain ADLAB are decided by dc1\.ad\.lab\.test, then 192\.0\.2\.1:1135\n$/,
    );
  });

  it('asks a controller about a user of the domain, and nobody about an account of its own name', async () => {
    await using dc = await FakeController.start();
    await using server = await startCli(['--config', configured([at(dc)])]);
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    await login(client, domainUser);
    client.close();
    const own = await SmbClient.connect(server.port);
    await negotiate(own);
    await login(own, { user: 'alice', password: 'Local-pw-1!', domain: 'FILES' });
    own.close();
    await server.record(() => loginRecords(server).length === 2);
    assert.deepEqual(
      loginRecords(server).map(({ becameDomain, becameAccount }) => [becameDomain, becameAccount]),
      [
        ['ADLAB', 'alice'],
        ['FILES', 'alice'],
      ],
    );
    assert.equal(dc.logons.length, 1);
  });

  it('smbclient opens the share of its user, and that of the other account of the name stays closed', async function () {
    requireProgram(this, 'smbclient');
    await using dc = await FakeController.start();
    await using server = await startCli(['--config', configured([at(dc)])]);
    const as = ['-W', 'ADLAB', '-U', 'alice%Pa55w0rd!'];
    const opened = await smbclient({ port: server.port, login: as, commands: 'ls' });
    assert.equal(opened.code, 0, opened.stdout);
    const closed = await smbclient({ port: server.port, login: as, share: 'own', commands: 'ls' });
    assert.match(closed.stdout, /NT_STATUS_ACCESS_DENIED/);
  });

  for (const [what, prepare, words] of [
    [
      'the password of the machine account is wrong',
      async (dc: FakeController) => configured([at(dc)], 'Wr0ng-pw!'),
      /error: domain ADLAB: 127\.0\.0\.1:\d+ .*machine account/,
    ],
    [
      'the controller does not know it either: an impostor',
      async (dc: FakeController) => {
        dc.script('authenticate', { credential: 'random' });
        return configured([at(dc)]);
      },
      /error: domain ADLAB: 127\.0\.0\.1:\d+ .*(prove|credential)/,
    ],
    [
      'nobody listens there',
      async () => configured([`127.0.0.1:${await freePort()}`]),
      /error: domain ADLAB: 127\.0\.0\.1:\d+ .*ECONNREFUSED/,
    ],
    [
      'its name has no address',
      async () => configured(['dc1.invalid']),
      /error: domain ADLAB: dc1\.invalid .*does not resolve/,
    ],
  ] as const) {
    it(`says in the log and in JSON that ${what}, serves, and refuses its users`, async () => {
      await using dc = await FakeController.start();
      await using server = await startCli(['--config', await prepare(dc)]);
      const failed = await server.record(ofDomain('failed'));
      await server.logged(words);
      assert.ok(server.log.includes(String(failed['because'])));
      const client = await SmbClient.connect(server.port);
      await negotiate(client);
      const { status } = await tryLogin(client, domainUser);
      assert.notEqual(status, 0);
      client.close();
      const own = await SmbClient.connect(server.port);
      await negotiate(own);
      await login(own, { user: 'alice', password: 'Local-pw-1!', domain: 'FILES' });
      own.close();
    });
  }

  it('--workers: each has its own channel, and the log says it once', async () => {
    await using dc = await FakeController.start();
    await using server = await startCli(['--config', configured([at(dc)]), '--workers', '2']);
    await server.record(() => server.records.filter(ofDomain('open')).length === 2);
    await server.logged(/info: domain ADLAB/);
    assert.equal(server.log.match(/domain ADLAB/g)?.length, 1);
    assert.equal(server.records.filter(ofDomain('asked')).length, 1);
  });
});
