import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, Stop } from '../../support/project.mjs';
import { clientCore, serverCore, start, stop } from '../processes.mjs';
import { makeFolder, portWhenListening, removeFolder } from '../temporary.mjs';

/** More connections than any part opens. */
const CONNECTIONS = 20_000;
const account = { user: 'bench', password: 'bench', share: 'bench' };
/** The command of the CLI. */
export const cliProgram = join(root, 'build/src/cli/main.js');
/** Arguments of `serve` without which no login is possible. */
export const serveArguments = ['serve', '--port', '0', '--user', 'bench:bench', '--share', account.share];

const cliLimits = {
  SMB2_AUTH_LIMITS_CONNECTIONS: CONNECTIONS,
  SMB2_AUTH_LIMITS_CONNECTIONS_PER_ADDRESS: CONNECTIONS,
  SMB2_AUTH_LIMITS_UNAUTHENTICATED_CONNECTIONS_PER_ADDRESS: CONNECTIONS,
};
const libraryOptions = {
  accounts: [{ name: account.user, password: account.password }],
  shares: [{ name: account.share, temporary: true }],
  limits: {
    connections: CONNECTIONS,
    connectionsPerAddress: CONNECTIONS,
    unauthenticatedConnectionsPerAddress: CONNECTIONS,
  },
};

/** `serve --json`, with a reader of its lines on the core of the generator. */
export const cli = {
  title: 'CLI, lines read',
  isMissing: () => false,
  start: startCli,
};

/** The library in a process of its own, with nobody listening to its events. */
export const library = {
  title: 'library',
  isMissing: () => false,
  async start({ nodeFlags = [] } = {}) {
    const folder = makeFolder();
    const portFile = join(folder, 'port');
    const program = join(root, 'scripts/bench/programs/library.mjs');
    const args = [...nodeFlags, program, portFile, JSON.stringify(libraryOptions)];
    const launch = () => start(process.execPath, args, { core: serverCore });
    const { started, port } = await portWhenListening(folder, portFile, launch);
    return { ...account, ...started, port, stop: () => stopAll([started], folder) };
  },
};

/**
 * @param flags further ones of `serve`
 * @param core where it runs; undefined for every core
 * @param ipc whether it has a channel to this process
 * @param controller of a domain that it is a member of, whose user logs in
 */
async function startCli({
  nodeFlags = [],
  flags = [],
  core = serverCore,
  ipc = false,
  readerCore = clientCore,
  controller,
} = {}) {
  const folder = makeFolder();
  const membership = controller === undefined ? [] : ['--config', membershipFile(folder, controller)];
  const portFile = join(folder, 'port');
  const pipe = join(folder, 'lines');
  if (spawnSync('mkfifo', [pipe]).status !== 0) throw new Stop('The program mkfifo is missing.');
  // Opened for both, a named pipe waits for no other side.
  const lines = openSync(pipe, 'r+');
  const reader = start('cat', [pipe], { core: readerCore });
  const listen = [
    ...serveArguments,
    '--port-file',
    portFile,
    '--json',
    '--log-level',
    'error',
    ...membership,
    ...flags,
  ];
  const stdio = ['ignore', lines, 'inherit', ...(ipc ? ['ipc'] : [])];
  const launch = () =>
    start(process.execPath, [...nodeFlags, cliProgram, ...listen], { core, stdio, env: cliLimits });
  const { started, port } = await portWhenListening(folder, portFile, launch);
  closeSync(lines);
  const user = { ...account, ...controller?.user };
  return { ...user, ...started, port, stop: () => stopAll([started, reader], folder) };
}

function membershipFile(folder, { address, domain, dnsName, machine }) {
  const file = join(folder, 'member.json');
  const machinePasswordFile = 'machine-password';
  writeFileSync(join(folder, machinePasswordFile), machine.password, { mode: 0o600 });
  const membership = { name: domain, dnsName, machineAccount: machine.name, machinePasswordFile };
  writeFileSync(file, JSON.stringify({ domain: { ...membership, controllers: [address] } }));
  return file;
}

async function stopAll(processes, folder) {
  for (const each of processes) await stop(each);
  removeFolder(folder);
}
