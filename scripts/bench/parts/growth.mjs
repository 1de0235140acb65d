import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, Stop } from '../../support/project.mjs';
import { shown } from '../figures.mjs';
import { faultOf, smbload } from '../generators.mjs';
import { atMost } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const GROWTH_PERCENT = 5;
const CLIENTS = 64;
/** A tenth of the logins comes before the first look: each memory that is filled once and bounded is full by then. */
const WARM_UP_SHARE = 0.1;
/** No run takes as long; it ends with its number of logins. */
const LIMIT_SECONDS = 3600;
const heap = pathToFileURL(join(root, 'scripts/bench/programs/heap.mjs')).href;
const nodeFlags = ['--expose-gc', '--import', heap];

/** The heap after a collection, before and after many logins. */
export const growth = {
  name: 'growth',
  contenders: ['cli'],
  // A heap after a collection is no matter of a busy minute.
  rounds: 1,
  isMissing: () => false,

  async measure(contender, { sessions }, note) {
    return await serving(contender, { nodeFlags, ipc: true }, async (server) => {
      const logIn = (count) =>
        smbload(server, ['-m', 'session', '-c', CLIENTS, '-t', LIMIT_SECONDS, '-n', count]);
      await logIn(Math.ceil(sessions * WARM_UP_SHARE));
      const before = await heapOf(server);
      const result = await logIn(sessions);
      const after = await heapOf(server);
      const fault = faultOf(result);
      if (fault === undefined) return { before, after, logins: result.done };
      note(`${sessions} logins: ${fault}`);
      return {};
    });
  },

  rows: ({ cli }) => [
    [
      `heap before / after ${shown(cli?.logins)} logins, MB`,
      { cli: `${megabytes(cli?.before)} / ${megabytes(cli?.after)}` },
    ],
  ],

  goals: ({ cli }) => [
    atMost(
      `growth of the heap over ${shown(cli?.logins)} logins`,
      cli && ((cli.after - cli.before) / cli.before) * 100,
      GROWTH_PERCENT,
      ' %',
    ),
  ],
};

async function heapOf({ child }) {
  const ended = () => {
    throw new Stop('the server ended');
  };
  if (!child.connected) ended();
  const answered = once(child, 'message');
  child.send('heap');
  const [{ heapUsed }] = await Promise.race([answered, once(child, 'disconnect').then(ended)]);
  return heapUsed;
}

function megabytes(bytes) {
  return shown(bytes / 1e6);
}
