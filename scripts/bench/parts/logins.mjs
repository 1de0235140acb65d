import { ratio, shown } from '../figures.mjs';
import { faultOf, floorload, smbload, warmUp } from '../generators.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const clientCounts = [1, 8, 64];
const LATENCY_LIMIT = 3;
const titles = { cli: 'CLI', library: 'library' };

/** Logins from connect() to TREE_CONNECT's answer, each on a connection of its own, as fast as they go. */
export const logins = {
  name: 'logins',
  contenders: ['cli', 'library', 'floor', 'smbd', 'impacket'],
  isMissing: () => false,

  async measure(contender, { seconds }, note) {
    return await serving(contender, {}, async (server) => {
      const load = (clients) =>
        server.user === undefined
          ? floorload(server, clients, seconds)
          : smbload(server, ['-m', 'session', '-c', clients, '-t', seconds]);
      await (server.user === undefined ? floorload(server, 8, 1) : warmUp(server));
      const figures = {};
      for (const clients of clientCounts) {
        const result = await load(clients);
        const fault = faultOf(result);
        if (fault !== undefined) note(`${clients} clients: ${fault}`);
        else Object.assign(figures, figuresOf(clients, result));
      }
      return figures;
    });
  },

  rows: (medians) => [
    [`logins/s at ${clientCounts.join(' / ')} clients`, each(medians, 'rate')],
    ['logins/s, % of the floor', shareOfFloor(medians)],
    ['server CPU per login, µs', each(medians, 'cpu')],
    ['p50 of a login, µs', each(medians, 'p50')],
    ['p99 of a login, µs', each(medians, 'p99')],
  ],

  goals: ({ cli, library, floor, smbd, impacket }) => [
    ...[8, 64].flatMap((clients) => [
      share('CLI', clients, cli, floor, 40),
      share('library', clients, library, floor, 60),
    ]),
    times('library against smbd', library, smbd, 100),
    times('library against impacket', library, impacket, 15),
    ...Object.entries({ cli, library }).map(([name, figures]) =>
      atMost(
        `p99 against p50, ${titles[name]}, 64 clients`,
        ratio(figures?.p99at64, figures?.p50at64),
        LATENCY_LIMIT,
        ' ×',
      ),
    ),
  ],
};

function figuresOf(clients, { rate, p50, p99, cpu_srv: cpu }) {
  return Object.fromEntries(
    Object.entries({ rate, p50, p99, cpu }).map(([name, value]) => [`${name}at${clients}`, value]),
  );
}

function each(medians, name) {
  return cells(medians, (figures, clients) => figures[`${name}at${clients}`]);
}

function shareOfFloor({ floor, ...others }) {
  return cells(others, (figures, clients) => percentOf(figures, floor, clients));
}

/** One cell for each contender, with a figure for each number of clients. */
function cells(medians, figureOf) {
  return Object.fromEntries(
    Object.entries(medians).map(([contender, figures]) => [
      contender,
      clientCounts.map((clients) => shown(figureOf(figures, clients))).join(' / '),
    ]),
  );
}

function percentOf(ours, floor, clients) {
  const reached = ratio(ours?.[`rateat${clients}`], floor?.[`rateat${clients}`]);
  return reached === undefined ? undefined : reached * 100;
}

function share(title, clients, ours, floor, percent) {
  const goal = `logins of the ${title} against the floor, ${clients} clients`;
  return atLeast(goal, percentOf(ours, floor, clients), percent, ' %');
}

function times(title, ours, other, factor) {
  return atLeast(`logins of the ${title}, 8 clients`, ratio(ours?.rateat8, other?.rateat8), factor, ' ×');
}
