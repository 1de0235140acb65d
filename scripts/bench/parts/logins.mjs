import { ratio, shown } from '../figures.mjs';
import { faultOf, floorload, smbload, warmUp } from '../generators.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const clientCounts = [1, 8, 64];
const LATENCY_LIMIT = 3;
/** A bare server has done as many logins by then as the others at the end of their warm-up. */
const BARE_WARMING_SECONDS = 3;

/** Logins from connect() to TREE_CONNECT's answer, each on a connection of its own, as fast as they go. */
export const logins = {
  name: 'logins',
  contenders: ['cli', 'library', 'floor', 'nodeAlone', 'smbd', 'impacket'],
  isMissing: () => false,

  async measure(contender, { seconds }, note) {
    return await serving(contender, {}, async (server) => {
      const load = (clients) =>
        contender.isBare
          ? floorload(server, clients, seconds)
          : smbload(server, ['-m', 'session', '-c', clients, '-t', seconds]);
      await (contender.isBare ? floorload(server, 8, BARE_WARMING_SECONDS) : warmUp(server));
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

  goals: ({ cli, library, floor, nodeAlone, smbd, impacket }) => {
    const share = (title, ours, percent, clients) =>
      atLeast(
        `logins of the ${title} against the floor, ${clients} clients`,
        percentOf(ours, floor, clients),
        percent,
        ' %',
        percentOf(nodeAlone, floor, clients),
      );
    const times = (title, other, factor) =>
      atLeast(
        `logins of the library against ${title}, 8 clients`,
        ratio(library?.rateat8, other?.rateat8),
        factor,
        ' ×',
        ratio(nodeAlone?.rateat8, other?.rateat8),
      );
    const late = (title, ours) =>
      atMost(
        `p99 against p50, ${title}, 64 clients`,
        lateness(ours),
        LATENCY_LIMIT,
        ' ×',
        lateness(nodeAlone),
      );
    return [
      ...[8, 64].flatMap((clients) => [
        share('CLI', cli, 40, clients),
        share('library', library, 60, clients),
      ]),
      times('smbd', smbd, 100),
      times('impacket', impacket, 15),
      late('CLI', cli),
      late('library', library),
    ];
  },
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

function lateness(figures) {
  return ratio(figures?.p99at64, figures?.p50at64);
}
