import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { type Secret, secretsIn, secretText } from '../support/secret-forms.js';
import { type RunningCli, runCli, startCli } from '../support/start-cli.js';
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
    await using server = await startCli(
      [
        '--config',
        clients.configure(folder()),
        '--http',
        '0',
        '--rpc',
        '0',
        '--credssp',
        '0',
        '--capture',
        file('capture.pcapng'),
        '--record',
        file('transcript.jsonl'),
        '--log-level',
        'debug',
        '--control',
        '0',
        '--control-file',
        file('control.json'),
        '--watch',
        '0',
        '--admin',
        '0',
      ],
      { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder()}` },
    );
    const portOf = (carrier: string): Promise<number> =>
      server.record((record) => record['carrier'] === carrier).then((record) => record['port'] as number);
    await clients.overSmb(server.port);
    await clients.withTicket(server.port);
    await clients.overHttp(await portOf('http'));
    await clients.overRpc(await portOf('rpc'));
    await clients.overCredSsp(await portOf('credssp'));
    await until('every login has its record', () => loginsOf(server).length >= LOGINS, 60_000);
    const { secrets } = clients;
    assert.deepEqual(new Set(secrets.map(({ name }) => name)).size, 12, 'every kind of secret was used');

    const control = JSON.parse(readFileSync(file('control.json'), 'utf8')) as { url: string; token: string };
    const answers = await everyAnswer(control);
    assert.ok(answers.includes('alice') && answers.includes('wrong-password'), answers);
    const watched = await server.record((record) => record['carrier'] === 'watch');
    const page = await everythingWatched(String(watched['url']), loginsOf(server).length);
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
      explained: (await runCli(['explain', server.log.slice(-2000), 'System error 1326'])).stdout,
    };
    // It knows no account, and shows a name as it was sent.
    const inspected = (await runCli(['inspect', file('capture.pcapng')])).stdout;
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
      secretText('token of the page', tokenOf(watched)),
    ];
    for (const [name, output] of Object.entries({ ...hidden, printed: printedWithout(server, 'watch') })) {
      assert.deepEqual(secretsIn(bytesOf(output), tokens), [], name);
    }
    for (const output of [readFileSync(file('capture.pcapng')), page.captures]) {
      assert.deepEqual(kindsIn(output, secrets), ofTheWire);
    }
    assert.deepEqual(kindsIn(readFileSync(file('transcript.jsonl')), secrets), ofTheWire);
  });

  it('of audit and diagnose, reports included', async () => {
    for (const command of ['audit', 'diagnose'] as const) {
      const clients = new SecretiveClients();
      const report = join(folder(), `${command}.json`);
      const more = command === 'audit' ? ['--report', report] : [];
      await using server = await startCli(['--config', clients.configure(folder()), ...more], {}, command);
      await clients.overSmb(server.port);
      await clients.withTicket(server.port);
      await server.stop();
      const outputs = [JSON.stringify(server.records), server.log];
      if (command === 'audit') outputs.push(readFileSync(report, 'utf8'));
      assert.ok(outputs.every((output) => output.length > 0 || command === 'diagnose'));
      for (const output of outputs)
        assert.deepEqual(secretsIn(bytesOf(output), clients.secrets), [], command);
    }
  });

  it('of check-client, whose client prints its password', async () => {
    const told = join(folder(), 'told');
    const script = join(folder(), 'client.cjs');
    writeFileSync(
      script,
      `require('fs').appendFileSync(${JSON.stringify(told)}, process.argv[3] + '\\n'); console.log(process.argv.join(' '));`,
    );
    const flags = ['--only', 'baseline/default', '--', process.execPath, script, '{port}', '{password}'];
    const { stdout, stderr } = await runCli(['check-client', ...flags]);
    const passwords = [...new Set(readFileSync(told, 'utf8').trim().split('\n'))];
    assert.ok(
      passwords.every((each) => each.length >= 6),
      passwords.join(),
    );
    const secrets = passwords.map((each) => secretText('password', each));
    assert.match(stdout + stderr, /The client wrote:/);
    for (const output of [stdout, stderr]) assert.deepEqual(secretsIn(bytesOf(output), secrets), []);
  });
});

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
  const changes = watch(into);
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
