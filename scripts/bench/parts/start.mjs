import { once } from 'node:events';
import { cliProgram, serveArguments } from '../contenders/ours.mjs';
import { median, ratio, shown } from '../figures.mjs';
import { atMost } from '../goals.mjs';
import { outputOf, start as startProgram, stop } from '../processes.mjs';

const TRIES = 5;
const STARTS_OF_NODE = 2.5;

/** From the call of the program to its first line, which `serve` prints when it listens. */
export const start = {
  name: 'start',
  contenders: ['cli'],
  isMissing: () => false,

  async measure() {
    const times = { node: [], help: [], listening: [] };
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      times.node.push(await timeToEnd(['-e', '0']));
      times.help.push(await timeToEnd([cliProgram, '--help']));
      times.listening.push(
        await timeToFirstLine([cliProgram, ...serveArguments, '--json', '--log-level', 'error']),
      );
    }
    return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
  },

  rows: ({ cli }) => [
    ['start to listening, ms', { cli: shown(cli?.listening) }],
    ['`--help` / `node -e 0`, ms', { cli: `${shown(cli?.help)} / ${shown(cli?.node)}` }],
  ],

  goals: ({ cli }) => [
    atMost('start to listening against node -e 0', ratio(cli?.listening, cli?.node), STARTS_OF_NODE, ' ×'),
  ],
};

async function timeToEnd(args) {
  const begin = performance.now();
  await outputOf(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return performance.now() - begin;
}

async function timeToFirstLine(args) {
  const begin = performance.now();
  const started = startProgram(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(started.child.stdout, 'data'), started.ended]);
  const time = started.hasEnded() ? undefined : performance.now() - begin;
  await stop(started);
  return time;
}
