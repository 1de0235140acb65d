// Installs the package, starts the server, and leaves where it is for the steps behind.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, input, leave, linesOf, mask } from './runner.mjs';

/** Milliseconds in which the server must listen. */
const PATIENCE = 60_000;

const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'smb2-auth-server-'));
const records = join(folder, 'records.jsonl');
const log = join(folder, 'log.txt');
const controlFile = join(folder, 'control.json');
const portFile = join(folder, 'port');

try {
  const server = await start(install());
  leave('GITHUB_STATE', { pid: server.pid, records });
  const { url, token } = JSON.parse(readFileSync(controlFile, 'utf8'));
  mask(token);
  leave('GITHUB_OUTPUT', {
    host: '127.0.0.1',
    port: readFileSync(portFile, 'utf8').trim(),
    'control-url': url,
    'control-token': token,
    records,
    log,
  });
  // The server stays when this step is over.
  server.unref();
  process.exit();
} catch (error) {
  fail(error.message);
}

/** Installs the package into a folder of its own; returns the script of its command. */
function install() {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const project = join(folder, 'package');
  mkdirSync(project);
  const wanted = input('package') || `smb2-auth-server@${version}`;
  const args = ['install', '--prefix', project, '--ignore-scripts', '--no-audit', '--no-fund', wanted];
  const { status, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm could not install ${wanted}:\n${stderr}`);
  return join(project, 'node_modules/smb2-auth-server/build/src/cli/main.js');
}

/** Starts the server; returns its process once it listens. */
async function start(script) {
  const config = input('config');
  const users = linesOf('users');
  const listening = ['serve', '--json', '--port', input('port') || '0', '--port-file', portFile];
  const told = ['--control', '0', '--control-file', controlFile, '--ready-fd', '3'];
  const args = [
    ...listening,
    ...told,
    ...(config === '' ? [] : ['--config', config]),
    ...linesOf('shares').flatMap((share) => ['--share', share]),
    ...linesOf('arguments'),
  ];
  const server = spawn(process.execPath, [script, ...args], {
    detached: true,
    stdio: ['ignore', openSync(records, 'a', 0o600), openSync(log, 'a', 0o600), 'pipe'],
    // Other users of the machine see the command line, and not the variables.
    env: { ...process.env, ...(users.length > 0 && { SMB2_AUTH_USER: JSON.stringify(users) }) },
  });
  const ended = once(server, 'close').then(([code]) => `the server ended with exit code ${code}`);
  const late = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, `the server does not listen after ${PATIENCE / 1000} seconds`).unref();
  });
  const ready = once(server.stdio[3], 'data').then(() => undefined);
  const problem = await Promise.race([ready, ended, late]);
  if (problem === undefined) return server;
  server.kill();
  throw new Error(`${problem}\n${readFileSync(log, 'utf8')}`);
}
