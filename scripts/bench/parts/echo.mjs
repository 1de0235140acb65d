import { exchangeAlone } from '../exchange-alone.mjs';
import { ratio, shown } from '../figures.mjs';
import { rateOf, smbload } from '../generators.mjs';
import { atLeast } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const protections = { signed: '-S', sealed: '-E' };
const inFlight = [1, 32];
const cases = Object.entries(protections).flatMap(([protection, flag]) =>
  inFlight.map((requests) => ({ protection, flag, requests, figure: `${protection}at${requests}` })),
);

/** ECHO requests on one connection with one session: the cost of a message. */
export const echo = {
  name: 'echo',
  contenders: ['cli', 'nodeAlone', 'smbd'],
  isMissing: () => false,

  async measure(contender, { seconds }, note) {
    if (contender.isBare) return await measureAlone(contender, seconds, note);
    return await serving(contender, {}, async (server) => {
      const figures = {};
      for (const { protection, flag, requests, figure } of cases) {
        const load = ['-m', 'echo', flag, '-q', requests, '-c', 1];
        await smbload(server, [...load, '-t', 1]);
        const result = await smbload(server, [...load, '-t', seconds]);
        figures[figure] = rateOf(result, `ECHO ${protection}, ${requests} in flight`, note);
      }
      return figures;
    });
  },

  rows: (medians) =>
    Object.keys(protections).map((protection) => [
      `${protection} ECHO/s at ${inFlight.join(' / ')} in flight`,
      Object.fromEntries(
        Object.entries(medians).map(([contender, figures]) => [
          contender,
          inFlight.map((requests) => shown(figures[`${protection}at${requests}`])).join(' / '),
        ]),
      ),
    ]),

  goals: ({ cli, nodeAlone, smbd }) =>
    cases.map(({ protection, requests, figure }) =>
      atLeast(
        `ECHO ${protection} against smbd, ${requests} in flight`,
        ratio(cli?.[figure], smbd?.[figure]),
        1,
        ' ×',
        ratio(nodeAlone?.[figure], smbd?.[figure]),
      ),
    ),
};

async function measureAlone(contender, seconds, note) {
  const figures = {};
  for (const { protection, requests, figure } of cases) {
    const result = await exchangeAlone(contender, 'echo', protection, requests, seconds);
    figures[figure] = rateOf(result, `ECHO ${protection}, ${requests} in flight`, note);
  }
  return figures;
}
