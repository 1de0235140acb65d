// npm run bench: logins per second, CPU per login and memory per connection, measured with the load generator
// smbload.c. A benchmark, never a test: nothing here passes or fails.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, watch } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { prepare } from './support/prepare.mjs';
import { isOnPath, main, root, Stop } from './support/project.mjs';

const source = resolve(root, process.env.SMBLOAD_SOURCE ?? '../shared/tools/smbload.c');
const generator = join(root, 'build/bench/smbload');
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const account = { name: 'bench', password: 'bench' };
const share = 'bench';
/**
 * Enough connections to exceed the memory that the server freed after its warm-up, which would hide a part of theirs.
 */
const heldConnections = 8000;
const limits = {
  SMB2_AUTH_LIMITS_CONNECTIONS: String(heldConnections),
  SMB2_AUTH_LIMITS_CONNECTIONS_PER_ADDRESS: String(heldConnections),
  SMB2_AUTH_LIMITS_UNAUTHENTICATED_CONNECTIONS_PER_ADDRESS: String(heldConnections),
};
const session = ['-m', 'session'];

/** Flags of node that collect garbage four times a second, since the memory in use is compared before and after. */
const collectingGarbage = ['--expose-gc', '--import', 'data:text/javascript,setInterval(gc,250).unref()'];

await main(async () => {
  await prepare();
  buildGenerator();
  const pinned = isOnPath('taskset') && availableParallelism() > 1;
  console.log(
    `${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}; ` +
      (pinned ? 'server on core 0, generator on core 1' : 'not pinned: taskset or a second core is missing'),
  );
  const logins = [];
  for (const clients of [1, 8, 64]) {
    logins.push(
      await measure(pinned, [...session, '-c', clients, '-t', seconds], [...session, '-c', 8, '-t', 2]),
    );
  }
  // The server serves a load once before its memory is measured: a cold process also grows by the initial size of its
  // heap.
  const warmUp = [...session, '-c', 64, '-t', seconds];
  const hold = ['-m', 'hold', '-c', heldConnections, '-t', seconds];
  const held = await measure(pinned, hold, warmUp, collectingGarbage);
  printLogins(logins);
  printMemory(held);
  printErrors([...logins, held]);
});

function buildGenerator() {
  if (!existsSync(source)) {
    throw new Stop(`The load generator is missing: no ${source}. Name its source in SMBLOAD_SOURCE.`);
  }
  if (existsSync(generator) && statSync(generator).mtimeMs > statSync(source).mtimeMs) return;
  const compiler = ['cc', 'gcc', 'clang'].find(isOnPath);
  if (!compiler)
    throw new Stop('A C compiler is needed to build the load generator (Debian: apt-get install gcc).');
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  const { status, stderr } = spawnSync(compiler, ['-O2', '-o', generator, source, '-lcrypto'], {
    encoding: 'utf8',
  });
  if (status === 0) return;
  if (/openssl\/|-lcrypto/.test(stderr)) {
    throw new Stop(
      'The load generator needs the headers of OpenSSL (Debian: apt-get install libssl-dev libc6-dev).',
    );
  }
  throw new Stop(`The load generator does not compile:\n${stderr}`);
}

/** One run of the generator against a server of its own; the result line as an object. */
async function measure(pinned, load, warmUp, nodeFlags = []) {
  const folder = mkdtempSync(join(tmpdir(), 'smb2-bench-'));
  const portFile = join(folder, 'port');
  const listen = ['--port', '0', '--port-file', portFile, '--json', '--log-level', 'error'];
  const offer = ['--user', `${account.name}:${account.password}`, '--share', share];
  const serve = [...nodeFlags, join(root, 'build/src/cli/main.js'), 'serve', ...listen, ...offer];
  const listening = appearanceOf(portFile, folder);
  // Records are made and written as usual, but no reader takes processor time from the server.
  const server = spawnOn(pinned && 0, process.execPath, serve, 'ignore', limits);
  const ended = new Promise((exited) => server.once('exit', exited));
  try {
    await Promise.race([listening, ended]);
    if (server.exitCode !== null) throw new Stop(`The server ended with exit code ${server.exitCode}.`);
    const port = readFileSync(portFile, 'utf8').trim();
    const target = ['-p', port, '-u', account.name, '-P', account.password, '-s', share, '-k', server.pid];
    const generate = (what) =>
      outputOf(spawnOn(pinned && 1, generator, [...target, ...what].map(String), 'pipe'));
    await generate(warmUp);
    const line = await generate(load);
    return Object.fromEntries(
      line
        .trim()
        .split(' ')
        .map((pair) => pair.split('=')),
    );
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** `taskset` replaces itself by the program, so the process id is the program's. */
function spawnOn(core, program, args, stdout, env = {}) {
  const command = core === false ? [program, ...args] : ['taskset', '-c', String(core), program, ...args];
  return spawn(command[0], command.slice(1), {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, ...env },
  });
}

function appearanceOf(file, folder) {
  return new Promise((appeared) => {
    const watcher = watch(folder, () => {
      if (!existsSync(file)) return;
      watcher.close();
      appeared();
    });
    watcher.unref();
  });
}

function outputOf(child) {
  return new Promise((ended, failed) => {
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('error', failed);
    child.once('close', () =>
      text === '' ? failed(new Stop('The load generator printed no result.')) : ended(text),
    );
  });
}

function printLogins(results) {
  const rows = results.map((result) => [
    result.c,
    result.rate,
    result.cpu_srv,
    result.srv_util,
    result.p50,
    result.p99,
    result.cpu_cli,
    result.errors,
  ]);
  printTable(
    [
      'clients',
      'logins/s',
      'server µs/login',
      'server load',
      'p50 µs',
      'p99 µs',
      'client µs/login',
      'errors',
    ],
    rows,
  );
}

function printMemory(result) {
  const [before, after] = result.rss_kb.split('->').map(Number);
  printTable(
    ['idle connections', 'server before', 'server after', 'per connection'],
    [[result.done, `${before} KB`, `${after} KB`, `${((after - before) / result.done).toFixed(1)} KB`]],
  );
}

function printErrors(results) {
  const count = (key) => results.reduce((sum, result) => sum + Number(result[key]), 0);
  const [errors, signatures, stuck] = [count('errors'), count('badsig'), count('stuck')];
  if (errors + signatures + stuck === 0) return;
  console.log(
    `\n${errors} errors, ${signatures} bad signatures on replies, ${stuck} connections never finished.`,
  );
}

function printTable(heads, rows) {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells) => cells.map((cell, column) => String(cell).padStart(widths[column])).join('  ');
  console.log(
    ['', line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n'),
  );
}
