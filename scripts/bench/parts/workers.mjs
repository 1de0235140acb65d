import { availableParallelism } from 'node:os';
import { cliProgram } from '../contenders/ours.mjs';
import { ratio, shown } from '../figures.mjs';
import { faultOf, smbload } from '../generators.mjs';
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
        const load = ['-m', 'session', '-c', CLIENTS, '-t', seconds];
        await smbload(server, load, everyCore);
        return await smbload(server, load, everyCore);
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
      'CPU per login of server / generator, 2 workers, µs',
      { cli: `${shown(cli?.cpu2)} / ${shown(cli?.client2)}` },
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
