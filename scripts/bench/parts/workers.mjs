import { availableParallelism } from 'node:os';
import { cliProgram } from '../contenders/ours.mjs';
import { ratio, shown } from '../figures.mjs';
import { faultOf, smbload, warmUp } from '../generators.mjs';
import { atLeast } from '../goals.mjs';
import { everyCore, outputOf } from '../processes.mjs';
import { serving } from '../rounds.mjs';

const WORKERS = 2;
const CLIENTS = 64;
const TIMES = 1.6;

/** Logins of two workers against one, with servers, reader and generator on whatever core is free. */
export const workers = {
  name: 'workers',
  contenders: ['cli'],

  async isMissing() {
    if (availableParallelism() < WORKERS) return `this machine has fewer than ${WORKERS} cores`;
    const help = await outputOf(process.execPath, [cliProgram, 'serve', '--help']);
    return !help.includes('--workers') && 'serve has no --workers';
  },

  async measure(contender, { seconds }, note) {
    const figures = {};
    for (const count of [1, WORKERS]) {
      const options = { core: everyCore, readerCore: everyCore, flags: ['--workers', count] };
      const result = await serving(contender, options, async (server) => {
        await warmUp(server, everyCore, count);
        return await smbload(server, ['-m', 'session', '-c', CLIENTS, '-t', seconds], everyCore);
      });
      const fault = faultOf(result);
      if (fault === undefined)
        Object.assign(figures, {
          [`rate${count}`]: result.rate,
          [`cpu${count}`]: result.cpu_srv,
          [`client${count}`]: result.cpu_cli,
        });
      else note(`${count} workers: ${fault}`);
    }
    return figures;
  },

  rows: ({ cli }) => [
    [
      `logins/s with 1 / ${WORKERS} workers, on ${availableParallelism()} cores beside the generator`,
      { cli: `${shown(cli?.rate1)} / ${shown(cli?.[`rate${WORKERS}`])}` },
    ],
    [
      `CPU per login of server / generator with ${WORKERS} workers, µs`,
      { cli: `${shown(cli?.[`cpu${WORKERS}`])} / ${shown(cli?.[`client${WORKERS}`])}` },
    ],
    [
      'times one worker that these cores allow beside the generator',
      { cli: shown(ceilingOf(cli?.cpu1, cli?.client1)) },
    ],
  ],

  goals: ({ cli }) => [
    atLeast(
      `logins of ${WORKERS} workers against one`,
      ratio(cli?.[`rate${WORKERS}`], cli?.rate1),
      TIMES,
      ' ×',
    ),
  ],
};

/**
 * One worker has a core for itself while the generator has another; several share all cores with it. So on two cores a
 * generator that needs a fourth of the server's time per login leaves room for 1.6 times the logins.
 */
export function ceilingOf(server, generator, cores = availableParallelism()) {
  const busiest = Math.max(server, generator);
  return Math.min(WORKERS, (cores * busiest) / (server + generator));
}
