// npm run scorecards: tries well-known clients, and writes src/scorecard/SCORECARDS.md with what was seen.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './support/prepare.mjs';
import { isOnPath, main, root, Stop } from './support/project.mjs';

const python = '/usr/bin/python3';
const require = createRequire(import.meta.url);
const script = (name) => join(root, 'scripts/scorecards', name);

/** The first line that a command prints, from the first digit on. */
function versionOf(program, args) {
  const { stdout = '' } = spawnSync(program, args, { encoding: 'utf8' });
  return /\d[^\s]*/.exec(stdout)?.[0] ?? 'unknown version';
}

const impacketVersion = () =>
  versionOf(python, ['-c', 'from importlib.metadata import version; print(version("impacket"))']);

/** The last line of Node.js when an exception ends it that nobody caught. */
const CRASH_OF_NODE = String.raw`^Node\.js v\S+`;

/** A client of the npm registry; some hash with MD4 of OpenSSL, which it has as a legacy only. */
function npmClient(name, { flags = [], remark }) {
  const placeholders = ['{host}', '{port}', '{user}', '{password}', '{domain}', '{share}', '{file}'];
  return {
    name,
    remark,
    flags: [...flags, '--crash-words', CRASH_OF_NODE],
    isThere: () => true,
    version: () => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version,
    command: ['node', '--openssl-legacy-provider', script('npm-client.mjs'), name, ...placeholders],
  };
}

/** @param folder for a configuration file */
function clientsIn(folder) {
  const lenient = join(folder, 'lenient.json');
  writeFileSync(lenient, JSON.stringify({ policy: { ntlm: { echoTargetInfo: false } } }));
  const ntlmv1 = {
    flags: ['--accept-ntlmv1'],
    remark:
      'It speaks NTLMv1, which the server was told to accept (`--accept-ntlmv1`): a weakness of its own.',
  };
  return [
    {
      name: 'smbclient',
      flags: [],
      isThere: () => isOnPath('smbclient'),
      version: () => versionOf('smbclient', ['--version']),
      command: [
        ...'smbclient //{host}/{share} -p {port} -s /dev/null -U {user}%{password} -c'.split(' '),
        'get {file} -; put /etc/hostname written.txt',
      ],
    },
    {
      name: 'impacket',
      flags: [],
      isThere: () => spawnSync(python, ['-c', 'import impacket']).status === 0,
      version: impacketVersion,
      command: [
        python,
        script('impacket-client.py'),
        ...'{host} {port} {user} {password} {share} {file}'.split(' '),
      ],
    },
    {
      name: 'curl',
      flags: ['--carrier', 'http'],
      remark:
        'curl speaks SMB1 alone, so it was tried with NTLM over HTTP. It had no `--max-time`, and has none by itself.',
      isThere: () => isOnPath('curl'),
      version: () => versionOf('curl', ['--version']),
      command: ['curl', '-sS', '--fail', '--ntlm', '-u', '{user}:{password}', '{url}'],
    },
    npmClient('node-smb2', {
      flags: ['--config', lenient],
      remark: 'It repeats no names of the CHALLENGE, so `policy.ntlm.echoTargetInfo` was false.',
    }),
    npmClient('v9u-smb2', {}),
    npmClient('@awo00/smb2', ntlmv1),
    npmClient('@marsaud/smb2', ntlmv1),
  ];
}

/** Tries one client; its scorecard, or the cause why it has none. */
async function scoreOf({ name, command, flags }, folder) {
  const report = join(folder, `${name.replaceAll(/\W/g, '-')}.json`);
  const args = [
    join(root, 'build/src/cli/main.js'),
    'check-client',
    '--jobs',
    '6',
    // Longer than smbclient's own time limits, one behind the other.
    '--timeout',
    '60',
    ...flags,
    '--report',
    report,
  ];
  const child = spawn(process.execPath, [...args, '--', ...command], { stdio: ['ignore', 'ignore', 'pipe'] });
  let cause = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (cause += text));
  const [code] = await once(child, 'close');
  if (code > 1) throw new Stop(cause);
  try {
    return { card: JSON.parse(readFileSync(report, 'utf8')) };
  } catch {
    return { cause };
  }
}

await main(async () => {
  await prepare();
  const { renderPage } = await import(
    pathToFileURL(join(root, 'build/src/scorecard/report/render-page.js')).href
  );
  const only = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'smb2-scorecards-'));
  try {
    const chosen = clientsIn(folder).filter(({ name }) => only.length === 0 || only.includes(name));
    const missing = chosen.filter((client) => !client.isThere());
    if (missing.length > 0) throw new Stop(`Not installed: ${missing.map(({ name }) => name).join(', ')}`);
    const scored = await Promise.all(
      chosen.map(async (client) => {
        const { name, remark } = client;
        const scores = await scoreOf(client, folder);
        console.log(`${name}: ${JSON.stringify(scores.card?.totals ?? scores.cause)}`);
        return { name, remark, version: client.version(), ...scores };
      }),
    );
    if (only.length > 0) return;
    writeFileSync(join(root, 'src/scorecard/SCORECARDS.md'), renderPage(scored));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
