import { join } from 'node:path';
import { root } from '../../support/project.mjs';
import { serverCore, start, stop } from '../processes.mjs';
import { makeFolder, portWhenListening, removeFolder } from '../temporary.mjs';

/** A bare server of node:net, with as many exchanges as a login, of its sizes. */
export const floor = {
  title: 'floor',
  isMissing: () => false,
  async start() {
    const folder = makeFolder();
    const portFile = join(folder, 'port');
    const program = join(root, 'scripts/bench/programs/floor.mjs');
    const launch = () => start(process.execPath, [program, portFile], { core: serverCore });
    const { started, port } = await portWhenListening(folder, portFile, launch);
    return {
      port,
      pid: started.pid,
      async stop() {
        await stop(started);
        removeFolder(folder);
      },
    };
  },
};
