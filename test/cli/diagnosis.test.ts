import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Catalogue } from '../../src/posture/catalogue.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';
import { run } from '../support/run.js';
import { cliPath, runCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { readVectors } from '../support/vectors.js';

const account = ['--user', 'alice:secret', '--share', 'files'];

/** A client that logs in well, and one that does not. */
async function twoLogins(port: number): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await tryLogin(client, { response: 'ntlmv1' });
  const session = await login(client);
  await client.treeConnect('files', { session });
  client.close();
}

describe('serve --capture', () => {
  const folder = useTemporaryFolder();

  it('writes what passes, for its owner only, and keys only when asked', async () => {
    const file = join(folder(), 'plain.pcapng');
    writeFileSync(file, 'of an earlier run', { mode: 0o644 });
    {
      await using server = await startCli([...account, '--capture', file]);
      await twoLogins(server.port);
    }
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!existsSync(`${file}.keys`));
    const { stdout, code } = await runCli(['inspect', file, '--password', 'secret']);
    assert.match(stdout, /Proof +right[\s\S]*SMB2 TREE_CONNECT response/);
    assert.equal(code, 1, 'an NTLMv1 login is marked as refused');
  });

  it('--capture-keys writes them beside it, and warns', async () => {
    const file = join(folder(), 'keys.pcapng');
    await using server = await startCli([...account, '--capture', file, '--capture-keys']);
    await twoLogins(server.port);
    await server.stop();
    assert.match(readFileSync(`${file}.keys`, 'utf8'), /^[0-9a-f]{16},[0-9a-f]{32},"",""\n$/);
    assert.equal(statSync(`${file}.keys`).mode & 0o777, 0o600);
    assert.match(server.log, /warn: .*keys\.pcapng\.keys will hold session keys/);
  });

  for (const [args, words] of [
    [['--capture-keys'], /--capture-keys: needs --capture/],
    [['--output', 'same', '--capture', './same'], /^--capture: is the file of --output, too\n$/],
    [
      ['--capture', '/nonexistent/x.pcapng'],
      /--capture: cannot be written \(ENOENT: no such file or directory\)/,
    ],
  ] as const) {
    it(`exit code 2 for ${args.join(' ')}`, async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', '--timeout', '0.01', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, words);
    });
  }
});

describe('diagnose', () => {
  /** A client that types a wrong password and a wrong share, twice each, then none of it. */
  async function somebodyTries(port: number): Promise<void> {
    const client = await SmbClient.connect(port);
    await negotiate(client);
    for (const password of ['Secret', 'secret\n']) await tryLogin(client, { password });
    await tryLogin(client, { response: 'ntlmv1' });
    const session = await login(client);
    for (const share of ['file', 'file', 'files']) await client.treeConnect(share, { session });
    client.close();
  }

  it('says what to type into the device, and that nobody came', async () => {
    const { stdout, code } = await runCli(['diagnose', '--port', '0', ...account, '--timeout', '0.3']);
    assert.equal(code, 0);
    assert.match(stdout, /^Listening on 127\.0\.0\.1:\d+\n\n! No device can come: 127\.0\.0\.1/);
    assert.match(stdout, /path {6}\\\\127\.0\.0\.1\\files\n[\s\S]*user {6}alice\n/);
    assert.match(stdout, /\nNobody connected\. /);
  });

  it('has a paragraph for each login, and a summary with shares at the end', async () => {
    const child = spawn(process.execPath, [
      cliPath,
      'diagnose',
      '--port',
      '0',
      '--log-level',
      'error',
      ...account,
    ]);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    await until('the line to paste is printed', () => text.includes('smbclient'));
    await somebodyTries(Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1]));
    await until('the tree connect is told', () => text.includes('GRANTED'));
    child.kill('SIGINT');
    await once(child, 'close');
    const summary = text.slice(text.indexOf('\nSummary\n'));
    assert.match(
      summary,
      /127\.0\.0\.1 {2}“alice” {2}1 of 4 accepted\n {2}2 × mangled-password, 1 × ntlmv1-refused, 1 × accepted/,
    );
    assert.match(
      summary,
      /the last was\s+accepted\n {2}mangled-password: The account exists[\s\S]*?\n {2}→ [\s\S]*\n {2}ntlmv1-refused: The client/,
    );
    assert.match(
      summary,
      /\nShares\n127\.0\.0\.1 {2}“file” to “alice” {2}0 of 2 granted\n {2}2 × share-not-found\n {2}The login succeeded; [^→]*\s“files”\s[^→]*\n {2}→ /,
    );
    assert.match(summary, /127\.0\.0\.1 {2}“files” to “alice” {2}1 of 1 granted/);
  });

  it('with --json the summary is the last record, and people read stderr', async () => {
    const server = await startCli(account, {}, 'diagnose');
    await somebodyTries(server.port);
    await server.stop();
    assert.match(server.log, /Type into a client on this machine:/);
    type Words = Partial<Record<'advice' | 'explanation', string>>;
    const { clients, shares } = server.records.at(-1) as unknown as Record<string, Words[]>;
    const [row] = clients ?? [];
    assert.match(row?.explanation ?? '', /The proof is right with /);
    assert.deepEqual(clients, [
      {
        client: '127.0.0.1',
        account: 'alice',
        attempts: 4,
        accepted: 1,
        reasons: { 'mangled-password': 2, 'ntlmv1-refused': 1, accepted: 1 },
        last: 'accepted',
        explanation: row?.explanation,
        advice: row?.advice,
      },
    ]);
    const wanted = { client: '127.0.0.1', account: 'alice' };
    assert.deepEqual(shares, [
      {
        ...wanted,
        share: 'file',
        requests: 2,
        granted: 0,
        reasons: { 'share-not-found': 2 },
        last: 'share-not-found',
        explanation: shares?.[0]?.explanation,
        advice: shares?.[0]?.advice,
      },
      { ...wanted, share: 'files', requests: 1, granted: 1, reasons: { granted: 1 }, last: 'granted' },
    ]);
    assert.ok(shares?.[0]?.advice);
  });

  it('looks into a wrong password from wherever it came, unless it is told not to', async () => {
    const untold = await runCli(['diagnose', '--port', '0', ...account, '--timeout', '0.1']);
    assert.doesNotMatch(untold.stdout, /diagnosis\.variants/);
    const env = { SMB2_AUTH_DIAGNOSIS_VARIANTS: 'loopback' };
    const told = await runCli(['diagnose', '--port', '0', ...account, '--timeout', '0.1'], { env });
    assert.match(told.stdout, /diagnosis\.variants/);
  });
});

describe('flags for old devices', () => {
  async function oldLogin(flags: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string[]> {
    const server = await startCli([...account, ...flags], env, 'serve');
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    await tryLogin(client, { response: 'ntlmv1' });
    await tryLogin(client, { user: 'mallory' });
    client.close();
    await server.stop();
    const records = server.records.filter(({ type }) => type === 'Authentication');
    return records.map((record) => {
      const { diagnosis } = record['Authentication'] as { diagnosis: { reason: string } };
      return diagnosis.reason;
    });
  }

  it('are off', async () => {
    assert.deepEqual(await oldLogin([]), ['ntlmv1-refused', 'unknown-account']);
  });

  it('--accept-ntlmv1 and --accept-guest let in what they say', async () => {
    assert.deepEqual(await oldLogin(['--accept-ntlmv1']), ['accepted', 'unknown-account']);
    const [first, second] = await oldLogin(['--accept-guest']);
    assert.equal(first, 'ntlmv1-refused');
    assert.notEqual(second, 'unknown-account');
  });

  it('--preset starts from another server, also as a variable', async () => {
    assert.deepEqual(await oldLogin(['--preset', 'legacy-printer']), ['accepted', 'unknown-account']);
    const variable = { SMB2_AUTH_PRESET: 'legacy-printer' };
    assert.deepEqual(await oldLogin([], variable), ['accepted', 'unknown-account']);
  });

  it('exit code 2 for a preset there is none of', async () => {
    const { code, stderr } = await runCli(['serve', '--port', '0', '--preset', 'printer']);
    assert.equal(code, 2);
    assert.match(stderr, /--preset.*Allowed choices are .*legacy-printer/);
  });

  it('--help says what each costs', async () => {
    const stdout = (await runCli(['diagnose', '--help'])).stdout.replaceAll(/\s+/g, ' ');
    assert.match(stdout, /--accept-ntlmv1 .*can compute the NT hash of its password/);
    assert.match(stdout, /--accept-guest .*nothing of such a session is signed or encrypted/);
  });
});

describe('audit', () => {
  const briefly = ['audit', '--port', '0', '--timeout', '0.05'];
  const folder = useTemporaryFolder();

  it('writes the report on SIGUSR1 and at the end, and fails on what it is told to', async () => {
    const report = join(folder(), 'report.json');
    const server = await startCli([...account, '--report', report, '--fail-on', 'guest,ntlmv1'], {}, 'audit');
    await twoLogins(server.port);
    await server.record(({ type }) => type === 'Authorization');
    server.process.kill('SIGUSR1');
    await until('the report is written', () => existsSync(report));
    const ended = await server.stop();
    assert.deepEqual(ended, { code: 1, signal: null });
    assert.match(server.log, /127\.0\.0\.1: ntlmv1: Uses NTLMv1/);
    const { clients } = JSON.parse(readFileSync(report, 'utf8')) as {
      clients: { client: string; findings: string[] }[];
    };
    assert.deepEqual(
      clients.map(({ client }) => client),
      ['127.0.0.1'],
    );
  });

  it('a report that cannot be written any more does not end the server, and is exit code 1', async () => {
    const gone = join(folder(), 'gone');
    mkdirSync(gone);
    await using server = await startCli([...account, '--report', join(gone, 'report.json')], {}, 'audit');
    rmSync(gone, { recursive: true });
    server.process.kill('SIGUSR1');
    await twoLogins(server.port);
    assert.deepEqual(await server.stop(), { code: 1, signal: null });
    assert.match(server.log, /^--report: cannot be written \(ENOENT: no such file or directory\)$/m);
    assert.doesNotMatch(server.log, /^ {4}at /m);
  });

  it('a report does not take the place of a device, or of a link to one', async () => {
    const report = join(folder(), 'stdout');
    symlinkSync('/dev/null', report);
    const format = ['--format', 'json', '--timeout', '1'];
    const { code, stderr } = await runCli(['audit', '--port', '0', ...format, '--report', report]);
    assert.equal(code, 2);
    assert.match(stderr, /^--report: cannot be written \(not a regular file\)$/m);
    assert.equal(readlinkSync(report), '/dev/null');
  });

  it('without a file the report alone goes to stdout', async () => {
    const { code, stdout, stderr } = await runCli([...briefly, '--format', 'csv']);
    assert.equal(code, 0);
    assert.match(stdout, /^client,findings,attempts/);
    assert.match(stderr, /"type":"listening"/);
  });

  it('exit code 1 when nobody came, unless nobody was expected', async () => {
    const { code, stderr } = await runCli([...briefly, '--fail-on', 'ntlmv1']);
    assert.equal(code, 1);
    assert.match(stderr, /^0 of 1 expected clients showed how they log in$/m);
    assert.equal((await runCli([...briefly, '--expect-clients', '2'])).code, 1);
    assert.equal((await runCli([...briefly, '--fail-on', 'ntlmv1', '--expect-clients', '0'])).code, 0);
  });

  it('exit code 0 when those came who were expected, and nothing of it was found', async () => {
    const server = await startCli([...account, '--fail-on', 'guest', '--expect-clients', '1'], {}, 'audit');
    await twoLogins(server.port);
    await server.record(({ type }) => type === 'Authorization');
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it('--help names what --fail-on takes', async () => {
    const { stdout } = await runCli(['audit', '--help']);
    for (const code of new Catalogue(defaultMechanismWords).codes) assert.ok(stdout.includes(code), code);
  });

  for (const [args, words] of [
    [['--fail-on', 'ntlmv3'], /^--fail-on: 'ntlmv3' is not one of smb1/m],
    [['--expect-clients', 'some'], /^--expect-clients: expected a number of clients/m],
    [['--format', 'pdf'], /--format: expected one of json, csv, sarif, html/],
    [['--report', 'report.doc'], /--report: expected one of json/],
    [
      ['--report', '/no/such/folder/report.json'],
      /^--report: cannot be written \(ENOENT: no such file or directory\)$/m,
    ],
  ] as const) {
    it(`exit code 2 for ${args.join(' ')}`, async () => {
      const { code, stderr } = await runCli(['audit', '--port', '0', '--timeout', '0.05', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, words);
    });
  }
});

describe('inspect', () => {
  const folder = useTemporaryFolder();
  const negotiateMessage = '4e544c4d5353500001000000978208e2';

  it('takes text, a file of text, and a file of bytes', async () => {
    const asText = join(folder(), 'message.txt');
    const asBytes = join(folder(), 'message.bin');
    writeFileSync(asText, `NTLM ${Buffer.from(negotiateMessage, 'hex').toString('base64')}\n`);
    writeFileSync(asBytes, Buffer.from(negotiateMessage, 'hex'));
    for (const input of [negotiateMessage, asText, asBytes]) {
      const { code, stdout } = await runCli(['inspect', input]);
      assert.equal(code, 0);
      assert.match(stdout, /^NTLM NEGOTIATE_MESSAGE\n {2}NegotiateFlags {2}UNICODE, OEM/);
    }
  });

  it('--json is one object', async () => {
    const { stdout } = await runCli(['inspect', '--json', negotiateMessage]);
    const { sections } = JSON.parse(stdout) as { sections: { title: string }[] };
    assert.equal(sections[0]?.title, 'NTLM NEGOTIATE_MESSAGE');
  });

  it('exit code 1 for what is refused, 2 for what is no input', async () => {
    assert.equal((await runCli(['inspect', '4e544c4d5353500001000000'])).code, 1);
    const { code, stderr } = await runCli(['inspect', 'no-such.pcapng']);
    assert.equal(code, 2);
    assert.match(stderr, /neither a file, nor hexadecimal, nor base64/);
    const memory = '/proc/self/mem';
    if (!existsSync(memory)) return;
    const unreadable = await runCli(['inspect', memory]);
    assert.deepEqual(
      [unreadable.code, unreadable.stderr],
      [2, '“/proc/self/mem” cannot be read (EIO: i/o error)\n'],
    );
  });

  it('--keytab decrypts a login with Kerberos; JSON has the same', async () => {
    const { captures, keytabs } = readVectors('kerberos-logins.json') as Record<
      string,
      Record<string, string>
    >;
    const [capture, keytab] = [join(folder(), 'domain.pcapng'), join(folder(), 'domain.keytab')];
    writeFileSync(capture, Buffer.from(captures?.['domain'] ?? '', 'base64'));
    writeFileSync(keytab, Buffer.from(keytabs?.['domain'] ?? '', 'base64'));
    const { code, stdout } = await runCli(['inspect', '--keytab', keytab, capture]);
    assert.equal(code, 0);
    assert.match(stdout, /Client +alice@AD\.LAB\.TEST[\s\S]*User +ADLAB\\alice[\s\S]*the signature is right/);
    const json = await runCli(['inspect', '--json', '--keytab', keytab, capture]);
    assert.match(json.stdout, /\{"name":"User","value":"ADLAB\\\\alice"\}/);
  });

  it('a keytab that cannot be used is exit code 2 and is named', async () => {
    const keytab = join(folder(), 'broken.keytab');
    writeFileSync(keytab, Buffer.from([5, 3, 0, 0]));
    for (const [file, why] of [
      [keytab, /is no keytab that can be read/],
      [join(folder(), 'none.keytab'), /cannot be read \(ENOENT/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(['inspect', '--keytab', file, negotiateMessage]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.ok(stderr.startsWith(`--keytab: ${file}: `), stderr);
      assert.match(stderr, why);
    }
  });

  it('is content with a reader who has seen enough', async () => {
    const script = '"$0" "$1" inspect "$2" | true';
    const { stderr } = await run('/bin/sh', ['-c', script, process.execPath, cliPath, negotiateMessage]);
    assert.equal(stderr, '');
  });

  it('exit code 1 for output that the disk did not take', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const script = '"$0" "$1" inspect "$2" >/dev/full';
    const { code } = await run('/bin/sh', ['-c', script, process.execPath, cliPath, negotiateMessage]);
    assert.equal(code, 1);
  });
});
