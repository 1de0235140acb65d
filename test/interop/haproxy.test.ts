import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { HaProxy, haproxyPath } from '../support/haproxy.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

/** The address from which haproxy comes. */
const BALANCER = '127.0.0.9';

/** The part of a line on a login that these tests look at. */
interface Login {
  readonly remoteAddress: string;
  readonly localAddress: string;
  readonly becameAccount: string | null;
  readonly diagnosis: { readonly reason: string; readonly via?: string; readonly connection: number };
}

const loginsOf = ({ records }: RunningCli): readonly Login[] =>
  records.filter(({ type }) => type === 'Authentication').map((record) => record['Authentication'] as Login);

const portOf = ({ records }: RunningCli, carrier: string): number =>
  records.find((record) => record.type === 'listening' && (record['carrier'] ?? 'smb') === carrier)?.[
    'port'
  ] as number;

/** Two instances behind one haproxy, each with SMB and HTTP. */
describe('haproxy in front of two instances', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();
  let instances: readonly [RunningCli, RunningCli];

  before(async function () {
    requireProgram(this, haproxyPath);
    requireProgram(this, 'smbclient');
    requireProgram(this, 'curl', false);
    const configuration = join(folder(), 'smb2-auth.json');
    const listen = { port: 0, proxyProtocol: [BALANCER] };
    const accounts = [{ name: alice.name, password: alice.password }];
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(configuration, JSON.stringify({ listen, http: listen, accounts, shares }));
    const start = (...more: readonly string[]) => startCli(['--config', configuration, ...more]);
    instances = [await start(), await start('--workers', '2')];
  });

  after(async () => {
    for (const instance of instances ?? []) await instance[Symbol.asyncDispose]();
  });

  const allLogins = (): readonly Login[] => instances.flatMap(loginsOf);

  /** A backend, and the port of its frontend. */
  async function section(carrier: 'smb' | 'http', server: string, balance = 'source') {
    const port = await freePort();
    const servers = instances.map(
      (instance, index) =>
        `  server ${index} 127.0.0.1:${portOf(instance, carrier)} source ${BALANCER} ${server}`,
    );
    const text = `frontend ${carrier}-in\n  bind 127.0.0.1:${port}\n  default_backend ${carrier}\nbackend ${carrier}\n  balance ${balance}\n${servers.join('\n')}`;
    return { port, text };
  }

  async function checked(haproxy: HaProxy): Promise<void> {
    await until('every server is up by a check of its own', async () => {
      const checks = [...(await haproxy.checks()).values()];
      return checks.length > 0 && checks.every(({ isUp, status }) => isUp && status === 'L4OK');
    });
  }

  const headers = [
    ['send-proxy', 'version 1'],
    ['send-proxy-v2', 'version 2'],
    ['send-proxy-v2 proxy-v2-options crc32c,unique-id,authority', 'version 2 with a checksum'],
  ] as const;
  for (const [option, words] of headers) {
    it(`smbclient, ${words}: its own address and port are in the record, and the health checks are not`, async () => {
      const { port, text } = await section('smb', `${option} check inter 50ms`);
      await using haproxy = await HaProxy.start(text);
      await checked(haproxy);
      const before = allLogins().length;
      const { stdout, stderr, code } = await smbclient({ port, commands: 'ls' });
      assert.equal(code, 0, stdout + stderr);
      await until('the login is recorded', () => allLogins().length > before);
      const [login, ...more] = allLogins().slice(before);
      assert.deepEqual(more, []);
      assert.ok(login);
      assert.equal(login.diagnosis.reason, 'accepted');
      assert.equal(login.becameAccount, alice.name);
      assert.match(login.remoteAddress, /^ipv4:127\.0\.0\.1:\d+$/);
      assert.equal(login.localAddress, `ipv4:127.0.0.1:${port}`);
      assert.match(login.diagnosis.via ?? '', /^ipv4:127\.0\.0\.9:\d+$/);
    });
  }

  it('curl from many addresses reaches both instances, and each record has the address of its client', async function () {
    requireProgram(this, 'curl', false);
    const { port, text } = await section('http', 'send-proxy-v2 check inter 50ms', 'roundrobin');
    await using haproxy = await HaProxy.start(text);
    await checked(haproxy);
    const before = instances.map((instance) => loginsOf(instance).length);
    const addresses = Array.from({ length: 6 }, (_, n) => `127.0.1.${n + 1}`);
    for (const address of addresses) {
      const login = ['--ntlm', '-u', `${alice.name}:${alice.password}`, '--interface', address];
      const { code, stderr } = await run('curl', ['-sf', ...login, `http://127.0.0.1:${port}/`]);
      assert.equal(code, 0, stderr);
    }
    const since = () => instances.map((instance, index) => loginsOf(instance).slice(before[index]));
    await until('every login is recorded', () => since().flat().length >= addresses.length);
    const came = since()
      .flat()
      .map(({ remoteAddress }) => /^ipv4:(.*):\d+$/.exec(remoteAddress)?.[1])
      .toSorted((one = '', other = '') => one.localeCompare(other));
    assert.deepEqual(came, addresses);
    assert.ok(since().every((logins) => logins.length > 0));
  });

  it('without send-proxy: every client is refused, and the record says what the balancer must do', async () => {
    const { port, text } = await section('smb', 'check inter 50ms');
    await using haproxy = await HaProxy.start(text);
    await checked(haproxy);
    const before = allLogins().length;
    assert.notEqual((await smbclient({ port })).code, 0);
    await until('it is recorded', () => allLogins().length > before);
    const login = allLogins()[before];
    assert.equal(login?.diagnosis.reason, 'proxy-header-refused');
    assert.match(login.remoteAddress, /^ipv4:127\.0\.0\.9:/);
  });

  it('past the balancer: a client whose address is not named logs in without a header', async () => {
    const before = allLogins().length;
    assert.equal((await smbclient({ port: portOf(instances[0], 'smb') })).code, 0);
    await until('it is recorded', () => allLogins().length > before);
    assert.equal(allLogins()[before]?.diagnosis.via, undefined);
  });
});
