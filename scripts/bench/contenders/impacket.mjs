import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/project.mjs';
import { serverCore, start, stop } from '../processes.mjs';
import { makeFolder, portWhenListening, removeFolder } from '../temporary.mjs';

/** The interpreter that Debian's impacket is installed for. */
const python = '/usr/bin/python3';
const account = { user: 'bench', password: 'bench', share: 'BENCH' };

/** A server of impacket, with the same account. */
export const impacket = {
  title: 'impacket',
  isMissing: () => impacketVersion() === undefined && 'impacket is not installed (Debian: python3-impacket)',
  async start() {
    const folder = makeFolder();
    const [portFile, shared] = [join(folder, 'port'), join(folder, 'shared')];
    mkdirSync(shared);
    const program = join(root, 'scripts/bench/programs/impacket-server.py');
    const args = [program, portFile, account.user, account.password, account.share, shared];
    // It prints a traceback for each connection that ends early.
    const options = { core: serverCore, stdio: ['ignore', 'ignore', 'ignore'] };
    const { started, port } = await portWhenListening(folder, portFile, () => start(python, args, options));
    return {
      ...account,
      ...started,
      port,
      async stop() {
        await stop(started);
        removeFolder(folder);
      },
    };
  },
};

/** Its version; undefined where it is not installed. */
export function impacketVersion() {
  const script = 'from importlib.metadata import version; import impacket; print(version("impacket"))';
  const { status, stdout } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
