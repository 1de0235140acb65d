import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encryptionTypeOf, encryptionTypes } from '../../src/krb5/encryption/index.js';
import type { ServerOptions } from '../../src/server/options.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import { alice, bob } from '../session/support.js';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { makeTickets } from '../support/made-tickets.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const HOST = 'files.example.test';

/** A server with RPC over TCP, by the clock of this machine, and its records. */
interface Serving extends AsyncDisposable {
  readonly server: Server;
  readonly completed: readonly AttemptRecord[];
}

/** A login as its record tells it, in short. */
type Told = readonly [reason: string, account: string | undefined, used: string | undefined];

describe('RPC over TCP with impacket', () => {
  const folder = useTemporaryFolder();

  before(async function () {
    await requireImpacket(this);
  });

  async function serveRpc(options: Partial<ServerOptions> = {}): Promise<Serving> {
    const shares = [{ name: 'files', temporary: true }] as const;
    const server = createServer({ host: '127.0.0.1', accounts: [alice, bob], shares, rpc: {}, ...options });
    const completed: AttemptRecord[] = [];
    server.on('attempt-completed', (record) => void completed.push(record));
    await server.listen();
    return { server, completed, [Symbol.asyncDispose]: () => server.close() };
  }

  async function impacket(
    { server }: Serving,
    level: number,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<string[]> {
    const { port } = server.addresses.rpc ?? assert.fail('RPC is served');
    const script = [impacketScript('impacket-rpc-tcp.py'), String(port), String(level)];
    const { stdout, stderr } = await run(python, [...script, ...args], { env: { ...process.env, ...env } });
    assert.equal(stderr, '');
    return stdout.trim().split('\n');
  }

  async function told({ server, completed }: Serving): Promise<Told[]> {
    await server.close();
    return completed.map(({ reason, identity, protection }) => [reason, identity?.account, protection?.used]);
  }

  for (const [level, used] of [
    [2, 'none'],
    [5, 'signed'],
    [6, 'encrypted'],
  ] as const) {
    it(`NTLM, auth_level ${level}`, async () => {
      await using server = await serveRpc();
      assert.deepEqual(await impacket(server, level, ['ntlm', alice.name, alice.password]), ['IPC$ files']);
      assert.deepEqual(await told(server), [['accepted', 'alice', used]]);
    });
  }

  for (const [level, used] of [
    [5, 'signed'],
    [6, 'encrypted'],
  ] as const) {
    it(`two users on one connection, auth_level ${level}: each has a security context`, async () => {
      await using server = await serveRpc();
      const args = ['two', alice.name, alice.password, bob.name, bob.password];
      assert.deepEqual(await impacket(server, level, args), ['IPC$ files', 'SMB2AUTH', 'IPC$ files']);
      assert.deepEqual(await told(server), [
        ['accepted', 'alice', used],
        ['accepted', 'bob', used],
      ]);
    });
  }

  it('a wrong password, and none', async () => {
    await using server = await serveRpc();
    for (const args of [['ntlm', alice.name, 'wrong'], ['none']]) {
      assert.deepEqual(await impacket(server, args.length > 1 ? 5 : 1, args), ['rpc_s_access_denied']);
    }
    assert.deepEqual(
      (await told(server)).map(([reason]) => reason),
      ['wrong-password', 'rpc-unauthenticated'],
    );
  });

  it('nobody, where the options accept it', async () => {
    await using server = await serveRpc({ rpc: { anonymous: 'accept' } });
    assert.deepEqual(await impacket(server, 1, ['none']), ['IPC$ files']);
  });

  for (const [etype, level, used] of [
    [23, 2, 'none'],
    [23, 5, 'signed'],
    [23, 6, 'encrypted'],
    [18, 6, 'encrypted'],
  ] as const) {
    it(`Kerberos in SPNEGO, ${encryptionTypeOf(etype)?.name}, auth_level ${level}`, async () => {
      // The service of a TCP binding is `host`.
      const services = [`host/${HOST}`, `cifs/${HOST}`];
      const tickets = makeTickets(folder(), { etype, services, client: alice.name });
      const kerberos = {
        keytab: join(folder(), 'keytab'),
        enctypes: encryptionTypes.map(({ name }) => name),
      };
      await using server = await serveRpc({ kerberos });
      const cache = { ...tickets, KRB5CCNAME: join(folder(), 'cc') };
      assert.deepEqual(await impacket(server, level, ['kerberos', HOST], cache), ['IPC$ files']);
      assert.deepEqual(await told(server), [['accepted', 'alice', used]]);
    });
  }
});

/** The answer of the script that runs inside the namespace. */
interface AtPort135 {
  readonly outputs: readonly string[];
  readonly records: readonly {
    readonly login?: { readonly interface: string; readonly mechanism: string; readonly spnego: boolean };
    readonly reason: string;
    readonly account?: string;
    readonly used?: string;
  }[];
}

describe('RPC over TCP at port 135, by the endpoint mapper', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  before(async function () {
    requireProgram(this, 'rpcclient');
    requireProgram(this, 'unshare', false);
    writeFileSync(join(folder(), 'hosts'), `127.0.0.1 localhost ${HOST}\n`);
    const { code } = await inNamespace('true').catch(() => ({ code: 1 }));
    if (code !== 0) this.skip();
  });

  const inNamespace = (command: string, env: NodeJS.ProcessEnv = {}) => {
    const setUp = `mount --bind '${join(folder(), 'hosts')}' /etc/hosts && ip link set lo up`;
    const args = ['--map-root-user', '--net', '--mount', 'sh', '-c', `${setUp} && exec ${command}`];
    return run('unshare', args, { timeout: 50_000, env: { ...process.env, ...env } });
  };

  async function atPort135(
    commands: readonly (readonly string[])[],
    options: object = {},
    env: NodeJS.ProcessEnv = {},
  ): Promise<AtPort135> {
    const script = fileURLToPath(new URL('../../../test/interop/rpc-at-port-135.mjs', import.meta.url));
    const shares = [{ name: 'files', temporary: true }];
    const argument = JSON.stringify({ options: { accounts: [alice, bob], shares, ...options }, commands });
    const quoted = [process.execPath, script, argument].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    const { stdout, stderr } = await inNamespace(quoted.join(' '), env);
    assert.match(stdout, /^\{/, stderr);
    return JSON.parse(stdout) as AtPort135;
  }

  const rpcclient = (binding: string, user: string, command: string): string[] => [
    'rpcclient',
    `ncacn_ip_tcp:127.0.0.1${binding}`,
    `--user=${user}`,
    '--configfile=/dev/null',
    `--command=${command}`,
  ];

  it('rpcclient logs in at each level, and asks srvsvc, wkssvc and lsarpc', async () => {
    const login = `${alice.name}%${alice.password}`;
    const bindings = [
      ['[connect]', 'none', false],
      ['[packet]', 'signed', false],
      ['[sign]', 'signed', false],
      ['[seal]', 'encrypted', false],
      ['[ntlm,sign]', 'signed', false],
      ['[spnego,sign]', 'signed', true],
      ['[spnego,seal]', 'encrypted', true],
    ] as const;
    const commands = bindings.map(([binding]) =>
      rpcclient(binding, login, 'netshareenumall 502; wkssvc_wkstagetinfo; lookupnames alice'),
    );
    const { outputs, records } = await atPort135(commands);
    for (const [at, [binding]] of bindings.entries()) {
      assert.match(outputs[at] ?? '', /netname: files[^]*alice S-1-5-21-[-\d]+ \(User: 1\)/, binding);
    }
    const logins = records.filter(({ login: told }) => told !== undefined);
    const expected = bindings.flatMap(([, used, spnego]) =>
      ['srvsvc', 'wkssvc', 'lsarpc'].map((name) => ['accepted', 'alice', name, spnego, used]),
    );
    assert.deepEqual(
      logins.map(({ reason, account, login: told, used }) => [
        reason,
        account,
        told?.interface,
        told?.spnego,
        used,
      ]),
      expected,
    );
  });

  it('a wrong password is refused in the bind, or at the first call, and no login at all is, too', async () => {
    const { outputs, records } = await atPort135([
      rpcclient('[sign]', `${alice.name}%wrong`, 'srvinfo'),
      rpcclient('[spnego,sign]', `${alice.name}%wrong`, 'srvinfo'),
      rpcclient('', `${alice.name}%${alice.password}`, 'srvinfo'),
    ]);
    for (const output of outputs) assert.match(output, /(NT_STATUS|WERR)_ACCESS_DENIED/);
    const reasons = records.map(({ reason }) => reason).filter((reason) => reason !== 'rpc-without-login');
    assert.deepEqual(reasons, ['wrong-password', 'wrong-password', 'rpc-unauthenticated']);
  });

  it('rpcclient with Kerberos', async () => {
    const tickets = makeTickets(folder(), { etype: 18, services: [`host/${HOST}`], client: alice.name });
    const kerberos = { keytab: join(folder(), 'keytab') };
    const bindings = [
      ['[krb5,packet]', 'signed'],
      ['[krb5,sign]', 'signed'],
      ['[krb5,seal]', 'encrypted'],
    ] as const;
    const commands = bindings.map(([binding]) => [
      'rpcclient',
      `ncacn_ip_tcp:${HOST}${binding}`,
      '--configfile=/dev/null',
      '--use-kerberos=required',
      '--no-pass',
      '--command=netshareenumall 502',
    ]);
    const { outputs, records } = await atPort135(commands, { kerberos }, tickets);
    for (const output of outputs) assert.match(output, /netname: files/);
    assert.deepEqual(
      records.filter(({ login }) => login).map(({ reason, account, used }) => [reason, account, used]),
      bindings.map(([, used]) => ['accepted', 'alice', used]),
    );
  });

  it('smbtorture rpc.bind: NTLM and SPNEGO, signed and sealed, in both byte orders, and handles of a group', async function () {
    requireProgram(this, 'smbtorture', false);
    const login = `--user=${alice.name}%${alice.password}`;
    const binding = 'ncacn_ip_tcp:127.0.0.1';
    const { outputs } = await atPort135([['smbtorture', binding, login, 'rpc.bind']]);
    const results = (outputs[0] ?? '').match(/^(success|failure|error): \S+/gm) ?? [];
    const matrix = ['', 'bigendian,'].flatMap((order) =>
      ['spnego', 'ntlm'].flatMap((type) => [`${order}${type},sign`, `${order}${type},sign,seal`]),
    );
    const expected = [...matrix, 'assoc_group_handles_external'].map((name) => `success: ${name}`);
    assert.deepEqual(results.toSorted(), expected.toSorted());
  });

  it('rpcdump of impacket lists every endpoint', async function () {
    const example = '/usr/share/doc/python3-impacket/examples/rpcdump.py';
    if (!isReadable(example)) this.skip();
    const { outputs } = await atPort135([[python, example, '127.0.0.1']]);
    for (const name of ['srvsvc', 'wkssvc', 'lsarpc']) {
      assert.match(
        outputs[0] ?? '',
        new RegExp(
          `${name} *\nBindings: *\n +ncacn_ip_tcp:127.0.0.1\\[135\\]\n +ncacn_np:SMB2AUTH\\[\\\\PIPE\\\\${name}\\]`,
        ),
      );
    }
  });
});

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
