import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isOnPath, root, Stop } from '../support/project.mjs';
import { resultOf } from './figures.mjs';
import { clientCore, outputOf } from './processes.mjs';

const folder = join(root, 'build/bench');
const programs = join(root, 'scripts/bench/programs');
const compiled = (name) => join(folder, name);
/** One error in a hundred is a figure of something else than what was asked for. */
const TOLERATED_ERRORS = 0.01;

/**
 * Compiles the load generators, unless they are newer than their sources.
 *
 * @throws Stop with what is missing
 */
export function buildGenerators() {
  if (process.platform !== 'linux') throw new Stop('The load generators need Linux (epoll and /proc).');
  mkdirSync(folder, { recursive: true });
  compile('smbload', ['-lcrypto']);
  compile('floorload', []);
  compile('frameload', []);
}

function compile(name, libraries) {
  const source = join(programs, `${name}.c`);
  const isNewerThan = (file) => statSync(compiled(name)).mtimeMs > statSync(file).mtimeMs;
  if (existsSync(compiled(name)) && [source, join(programs, 'cpu-time.h')].every(isNewerThan)) return;
  const compiler = ['cc', 'gcc', 'clang'].find(isOnPath);
  if (!compiler)
    throw new Stop('A C compiler is needed to build the load generators (Debian: apt-get install gcc).');
  const args = ['-O2', '-o', compiled(name), source, ...libraries];
  const { status, stderr } = spawnSync(compiler, args, { encoding: 'utf8' });
  if (status === 0) return;
  if (/openssl\/|-lcrypto/.test(stderr))
    throw new Stop(
      'The load generator needs the headers of OpenSSL (Debian: apt-get install libssl-dev libc6-dev).',
    );
  throw new Stop(`${name}.c does not compile:\n${stderr}`);
}

/**
 * One run of smbload.c against a server.
 *
 * @param load its options for the kind of load
 * @param core of the generator; undefined for every core
 * @returns its result line as an object, empty when it printed none
 */
export function smbload(server, load, core = clientCore) {
  const { port, pid, user, password, share, domain } = server;
  const member = domain === undefined ? [] : ['-d', domain];
  const target = ['-p', port, '-u', user, '-P', password, ...member, '-s', share, '-k', pid];
  return loaded('smbload', server, [...target, ...load], core);
}

/**
 * The logins that a process serves before it is measured, in so many seconds at most: V8 optimizes code that has run
 * often, and a server has most of its life behind that.
 */
const WARMING_LOGINS = 10_000;
const WARMING_SECONDS = 12;

/** Serves the logins that come before a measurement, for each of so many processes. */
export function warmUp(server, core, processes = 1) {
  const [logins, seconds] = [WARMING_LOGINS * processes, WARMING_SECONDS * processes];
  return smbload(server, ['-m', 'session', '-c', 8, '-n', logins, '-t', seconds], core);
}

/** One run of floorload.c against a bare server. */
export function floorload(server, clients, seconds) {
  return loaded('floorload', server, [server.port, clients, seconds, server.pid], clientCore);
}

/**
 * One run of frameload.c against a bare server.
 *
 * @param file has the frame that is sent
 * @param answerLength of the frame that answers it
 */
export function frameload(server, file, answerLength, inFlight, seconds) {
  const { port, pid } = server;
  return loaded('frameload', server, [port, file, answerLength, inFlight, seconds, pid], clientCore);
}

/** @throws Stop when the server ends meanwhile; a generator would wait for it for minutes */
async function loaded(name, server, args, core) {
  const options = { core, stdio: ['ignore', 'pipe', 'ignore'], mayFail: true, until: server.ended };
  const line = await outputOf(compiled(name), args, options);
  if (server.hasEnded()) throw new Stop('the server ended');
  return resultOf(line);
}

/**
 * Says what went wrong in a run; undefined for one that can be counted.
 */
export function faultOf({ done = 0, errors = 0, badsig = 0, stuck = 0 }) {
  if (done > 0 && errors + badsig + stuck <= done * TOLERATED_ERRORS) return undefined;
  return `${done} done, ${errors} errors, ${badsig} bad signatures on replies, ${stuck} never finished`;
}

/** The rate of a run; undefined, with a note, for one that cannot be counted. */
export function rateOf(result, title, note) {
  const fault = faultOf(result);
  if (fault === undefined) return result.rate;
  note(`${title}: ${fault}`);
  return undefined;
}
