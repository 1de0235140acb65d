import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { watch as watchFolder } from 'node:fs/promises';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { type Secret, secretsIn, secretText } from '../support/secret-forms.js';
import { type RunningCli, runCli, startCli } from '../support/start-cli.js';
import { startService } from '../support/start-service.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { SecretiveClients } from './secrets-of-logins.js';

/** The kinds of secrets that an output has, each once: what follows the colon is its form. */
function kindsIn(output: string | Buffer, secrets: readonly Secret[]): string[] {
  return [...new Set(secretsIn(bytesOf(output), secrets).map((each) => each.replace(/:.*/, '')))].toSorted();
}

/**
 * The bytes of both sides have these, and nothing else. The password is one that a client sent in the place of a name.
 */
const ofTheWire = [
  'NTLM proof',
  'NTLM response',
  'authenticator',
  'encrypted session key',
  'password',
  'ticket',
];

describe('no output has a secret', function () {
  // A heap is written and searched, and six processes start, on a machine that may have other work.
  this.timeout(300_000);

  const folder = useTemporaryFolder();

  it('of a server with logins over every carrier, but captures and transcripts, which have the bytes of the wire', async () => {
    const clients = new SecretiveClients();
    const file = (name: string): string => join(folder(), name);
    const config = clients.configure(folder());
    const written = ['--capture', file('capture.pcapng'), '--record', file('transcript.jsonl')];
    const local = ['--control', '0', '--control-file', file('control.json'), '--watch', '0', '--admin', '0'];
    await using server = await startCli(
      ['--config', config, '--http', '0', '--rpc', '0', '--credssp', '0', '--log-level', 'debug'].concat(
        written,
        local,
      ),
      { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder()}` },
    );
    const portOf = (carrier: string): Promise<number> =>
      server.record((record) => record['carrier'] === carrier).then((record) => record['port'] as number);
    await clients.overSmb(server.port);
    await clients.withTicket(server.port);
    await clients.overHttp(await portOf('http'));
    await clients.overRpc(await portOf('rpc'));
    await clients.overCredSsp(await portOf('credssp'));
    await until('every login has its record', () => loginsOf(server).length >= LOGINS, PATIENCE);
    const { secrets } = clients;
    assert.equal(new Set(secrets.map(({ name }) => name)).size, 12, 'every kind of secret was used');

    const control = JSON.parse(readFileSync(file('control.json'), 'utf8')) as { url: string; token: string };
    const answers = await everyAnswer(control);
    assert.ok(answers.includes('alice') && answers.includes('wrong-password'), answers);
    const watch = await server.record((record) => record['carrier'] === 'watch');
    const page = await everythingWatched(String(watch['url']), loginsOf(server).length);
    assert.ok(page.events.includes('wrong-password') && page.conversations.includes('SESSION_SETUP'));
    const admin = await adminAnswers(await portOf('admin'));
    const heap = await heapSnapshot(server, folder());
    await server.stop();

    const printed = JSON.stringify(server.records);
    const hidden: Record<string, string | Buffer> = {
      printed,
      log: server.log,
      answers,
      events: page.events,
      conversations: page.conversations,
      admin,
      explained: (
        await runCli(['explain', server.log.slice(-2000), 'System error 1326'], { timeout: PATIENCE })
      ).stdout,
    };
    // It knows no account, and shows a name as it was sent.
    const inspected = (await runCli(['inspect', file('capture.pcapng')], { timeout: PATIENCE })).stdout;
    assert.match(inspected, /NTLM AUTHENTICATE/);
    assert.deepEqual(kindsIn(inspected, secrets), ['password']);
    for (const [name, output] of Object.entries(hidden)) {
      assert.ok(output.length > 100, `${name} is there`);
      assert.deepEqual(secretsIn(bytesOf(output), secrets), [], name);
    }
    // The password of an account that the server keeps, and nothing of the sessions that have ended.
    assert.deepEqual(kindsIn(heap, secrets), ['password']);
    const tokens = [
      secretText('token of control', control.token),
      secretText('token of the page', tokenOf(watch)),
    ];
    for (const [name, output] of Object.entries({ ...hidden, printed: printedWithout(server, 'watch') })) {
      assert.deepEqual(secretsIn(bytesOf(output), tokens), [], name);
    }
    for (const output of [readFileSync(file('capture.pcapng')), page.captures]) {
      assert.deepEqual(kindsIn(output, secrets), ofTheWire);
    }
    assert.deepEqual(kindsIn(readFileSync(file('transcript.jsonl')), secrets), ofTheWire);
  });

  for (const [command, readable] of [
    ['audit', 'of audit, its --output, its --log-file and its report'],
    ['diagnose', 'of diagnose, whose --output and --log-file are read by people'],
  ] as const) {
    it(readable, async () => {
      const clients = new SecretiveClients();
      const [output, log, report] = [`${command}.out`, `${command}.log`, `${command}-report.json`].map(
        (name) => join(folder(), name),
      ) as [string, string, string];
      const more = command === 'audit' ? ['--json', '--report', report] : [];
      const files = ['--output', output, '--log-file', log, '--log-level', 'debug'];
      const args = ['--config', clients.configure(folder()), ...files, ...more];
      await using service = await startService(args, { command });
      await clients.overSmb(service.port);
      await clients.withTicket(service.port);
      await service.stop();
      const written = readFileSync(output, 'utf8');
      assert.match(written, command === 'audit' ? /"type":"Authentication"/ : /does not match its password/);
      assert.match(written, /\*\*\*/);
      const reported = command === 'audit' ? readFileSync(report) : Buffer.alloc(0);
      for (const each of [written, readFileSync(log), reported, service.stdout, service.stderr])
        assert.deepEqual(secretsIn(bytesOf(each), clients.secrets), []);
    });
  }

  it('of check-client, whose client prints its password', async () => {
    const { output, secrets } = await checkClient([]);
    assert.match(output, /The client wrote:/);
    assert.deepEqual(secretsIn(bytesOf(output), secrets), []);
  });

  it('of check-client and its reports, whose client gets in and prints its password', async function () {
    requireProgram(this, 'smbclient');
    const reports = ['json', 'xml', 'html'].map((form) => join(folder(), `scorecard.${form}`));
    const { output, secrets } = await checkClient(reports);
    assert.match(output, /^secure {2,}baseline\/default/m);
    assert.ok(secrets.length >= 2, 'the password of the account, and a wrong one');
    for (const each of [output, ...reports.map((path) => readFileSync(path))])
      assert.deepEqual(secretsIn(bytesOf(each), secrets), []);
  });

  /** Runs check-client with a client that prints and remembers each password; with reports, it logs in as well. */
  async function checkClient(reports: readonly string[]) {
    const told = join(folder(), 'told');
    const script = join(folder(), 'client.cjs');
    rmSync(told, { force: true });
    writeFileSync(script, scriptOf(told, reports.length > 0));
    const only = reports.length > 0 ? 'baseline/default,refusals/wrong-password' : 'baseline/default';
    const flags = ['--only', only, ...reports.flatMap((path) => ['--report', path])];
    const places = ['{port}', '{password}', '{host}', '{share}', '{user}', '{file}'];
    const { stdout, stderr } = await runCli(
      ['check-client', ...flags, '--', process.execPath, script, ...places],
      {
        timeout: PATIENCE,
      },
    );
    const passwords = [...new Set(readFileSync(told, 'utf8').trim().split('\n'))];
    for (const each of passwords) assert.ok(each.length >= 6, each);
    return { output: stdout + stderr, secrets: passwords.map((each) => secretText('password', each)) };
  }
});

function scriptOf(told: string, logsIn: boolean): string {
  const login = `
    const { spawnSync } = require('node:child_process');
    const args = ['//' + host + '/' + share, '-p', port, '-s', '/dev/null', '-U', user + '%' + password];
    const { status } = spawnSync('smbclient', [...args, '-c', 'get ' + file + ' -'], { stdio: 'inherit' });
    process.exitCode = status;`;
  return `
    const [, , port, password, host, share, user, file] = process.argv;
    require('node:fs').appendFileSync(${JSON.stringify(told)}, password + '\\n');
    console.log(process.argv.join(' '));
    ${logsIn ? login : ''}`;
}

/** Milliseconds of a step on a machine that has other work. */
const PATIENCE = 100_000;

function bytesOf(output: string | Buffer): Buffer {
  return typeof output === 'string' ? Buffer.from(output) : output;
}

/** Logins that {@link SecretiveClients} make in all. */
const LOGINS = 11;

function loginsOf(server: RunningCli) {
  return server.records.filter(({ type }) => type === 'Authentication');
}

function tokenOf(watch: Readonly<Record<string, unknown>>): string {
  return String(watch['url']).split('#')[1] ?? '';
}

function printedWithout(server: RunningCli, carrier: string): string {
  return JSON.stringify(server.records.filter((record) => record['carrier'] !== carrier));
}

/** Everything that the control API says. */
async function everyAnswer({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string;
}): Promise<string> {
  const paths = [
    'attempts',
    'trees',
    'incidents',
    'failures',
    'kdc',
    'accounts',
    'accounts/alice',
    'faults',
    'server',
    'clock',
  ];
  const headers = { authorization: `Bearer ${token}` };
  const answers = await Promise.all(
    paths.map(async (path) => (await fetch(`${url}/v1/${path}`, { headers })).text()),
  );
  return answers.join('\n');
}

/** Everything that the live page gets: its events, and the conversations and captures of each attempt. */
async function everythingWatched(address: string, attempts: number) {
  const { origin } = new URL(address);
  const headers = { authorization: `Bearer ${address.split('#')[1] ?? ''}` };
  const over = new AbortController();
  const stream = await fetch(`${origin}/watch/events?after=0`, { headers, signal: over.signal });
  let events = '';
  const decoder = new TextDecoder();
  for await (const bytes of stream.body ?? []) {
    events += decoder.decode(bytes as Uint8Array, { stream: true });
    if ((events.match(/^event: attempt$/gm) ?? []).length >= attempts && events.includes('event: posture'))
      break;
  }
  over.abort();
  const ids = [...new Set([...events.matchAll(/^data: \{"id":(\d+)/gm)].map(([, id]) => id))];
  const ask = (path: string): Promise<Response> => fetch(`${origin}/watch/attempts/${path}`, { headers });
  const conversations = await Promise.all(ids.map(async (id) => (await ask(`${id}/conversation`)).text()));
  const captures = await Promise.all(
    ids.map(async (id) => Buffer.from(await (await ask(`${id}/capture`)).arrayBuffer())),
  );
  return { events, conversations: conversations.join('\n'), captures: Buffer.concat(captures) };
}

async function adminAnswers(port: number): Promise<string> {
  const paths = ['livez', 'readyz?verbose', 'metrics'];
  const answers = paths.map(async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
    return `${path} ${answer.status} ${[...answer.headers].join()} ${await answer.text()}`;
  });
  return (await Promise.all(answers)).join('\n');
}

/** The heap of the server once its sessions have ended: every string and name in it. */
async function heapSnapshot(server: RunningCli, into: string): Promise<Buffer> {
  const changes = watchFolder(into);
  server.process.kill('SIGUSR2');
  let snapshot = '';
  for await (const { filename } of changes) {
    snapshot = filename ?? '';
    if (snapshot.endsWith('.heapsnapshot')) break;
  }
  // It is written in one turn, and the next one answers. The time that it takes is none of a client's making.
  await server.watchdog.memory();
  server.watchdog.longestTurn = 0;
  return readFileSync(join(into, snapshot));
}
