import { join } from 'node:path';
import { root } from '../../support/project.mjs';
import { serverCore, start, stop } from '../processes.mjs';
import { makeFolder, portWhenListening, removeFolder } from '../temporary.mjs';

const program = join(root, 'scripts/bench/programs/floor.mjs');

/** A bare server of node:net, with as many exchanges as a login, of its sizes. */
export const floor = {
  title: 'floor: node:net',
  isBare: true,
  isMissing: () => false,
  start: () => startBare(['floor']),
};

/**
 * The same with the calls of node:crypto that SMB forces, and nothing else: the most that Node allows.
 *
 * `work` is that of programs/floor.mjs: `['login']`, or an exchange and its protection.
 */
export const nodeAlone = {
  title: 'Node alone: net, crypto',
  isBare: true,
  isMissing: () => false,
  start: ({ work = ['login'] } = {}) => startBare(work),
};

async function startBare(work) {
  const folder = makeFolder();
  const portFile = join(folder, 'port');
  const launch = () => start(process.execPath, [program, portFile, ...work], { core: serverCore });
  const { started, port } = await portWhenListening(folder, portFile, launch);
  return {
    ...started,
    port,
    async stop() {
      await stop(started);
      removeFolder(folder);
    },
  };
}
