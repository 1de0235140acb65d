import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root, Stop } from '../../support/project.mjs';
import { serverCore, start, stop } from '../processes.mjs';
import { findFreePort, makeFolder, removeFolder } from '../temporary.mjs';
import { startMember } from './smbd-member.mjs';

const program = '/usr/sbin/smbd';
/** smbd logs in accounts of the machine only, and every machine has this one. */
const account = { user: 'root', password: 'bench', share: 'bench' };
const PATIENCE_MILLISECONDS = 50;
const START_MILLISECONDS = 30_000;

/** Samba's file server on a free port, with a folder of its own for all that it writes. */
export const smbd = {
  title: 'smbd',
  isMissing() {
    if (!existsSync(program)) return 'smbd is not installed (Debian: samba)';
    return process.getuid() !== 0 && 'smbd needs root, to become the user who logs in';
  },
  /** @param controller of a domain that it is a member of; without one it has an account of its own */
  async start({ controller } = {}) {
    const begun = await (controller === undefined ? startAlone() : startMember(controller));
    const { started, port } = begun;
    const limit = performance.now() + START_MILLISECONDS;
    while (!(await answers(port))) {
      if (started.hasEnded()) throw new Stop('smbd ended before it listened');
      if (performance.now() > limit) {
        await begun.stop();
        throw new Stop('smbd did not listen in time');
      }
      await wait(PATIENCE_MILLISECONDS);
    }
    return { ...begun.account, ...started, port, stop: () => begun.stop() };
  },
};

async function startAlone() {
  const folder = makeFolder();
  const port = await findFreePort();
  for (const name of ['private', 'state', 'shared']) mkdirSync(join(folder, name), { mode: 0o700 });
  writeFileSync(join(folder, 'private/smbpasswd'), await passwordEntry(), { mode: 0o600 });
  writeFileSync(join(folder, 'smb.conf'), configuration(folder, port));
  const args = ['--foreground', '--no-process-group', '-s', join(folder, 'smb.conf')];
  const started = start(program, args, { core: serverCore, stdio: ['ignore', 'ignore', 'ignore'] });
  return {
    started,
    port,
    account,
    async stop() {
      await stop(started);
      removeFolder(folder);
    },
  };
}

/** The version of Samba; undefined where it is not installed. */
export function sambaVersion() {
  if (!existsSync(program)) return undefined;
  const { stdout = '' } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout.replace(/^Version /, '').trim();
}

async function passwordEntry() {
  const { ntHashOfPassword } = await import(pathToFileURL(join(root, 'build/src/auth/nt-hash.js')).href);
  const hash = ntHashOfPassword(account.password).toString('hex').toUpperCase();
  return `${account.user}:0:${'X'.repeat(32)}:${hash}:[U          ]:LCT-65000000:\n`;
}

/** Everything else is as Samba has it by default. */
function configuration(folder, port) {
  const directories = ['lock', 'state', 'cache', 'pid'].map((name) => `${name} directory = ${folder}/state`);
  const lines = [
    '[global]',
    'server role = standalone server',
    `private dir = ${folder}/private`,
    ...directories,
    `ncalrpc dir = ${folder}/state`,
    `log file = ${folder}/log`,
    `passdb backend = smbpasswd:${folder}/private/smbpasswd`,
    `smb ports = ${port}`,
    'interfaces = 127.0.0.1',
    'bind interfaces only = yes',
    'disable spoolss = yes',
    `[${account.share}]`,
    `path = ${folder}/shared`,
    'read only = no',
  ];
  return `${lines.join('\n')}\n`;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
