import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from '../../support/project.mjs';
import { contenders } from '../contenders/index.mjs';
import { growthOf, shown } from '../figures.mjs';
import { faultOf, smbload } from '../generators.mjs';
import { atMost } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const KILOBYTES_PER_LOGIN = 16;
/**
 * Our server gets enough connections to exceed the memory that it freed after its warm-up, which would hide a part of
 * theirs; the others get as many as they take. Pages that processes share count once for all of them (pss).
 */
const held = {
  cli: { connections: 8000, figure: 'rss_kb' },
  smbd: { connections: 64, figure: 'pss_kb' },
  impacket: { connections: 200, figure: 'rss_kb' },
};
/** The server collects its garbage once a second, so that a second look finds none. */
const STILL_SECONDS = 3;
const collecting = pathToFileURL(join(root, 'scripts/bench/programs/collecting.mjs')).href;
const nodeFlags = ['--expose-gc', '--import', collecting];

/** Logins that stay, and do nothing: the growth of the server for each. */
export const memory = {
  name: 'memory',
  contenders: Object.keys(held),
  isMissing: () => false,

  async measure(contender, { seconds }, note) {
    const [name] = Object.entries(contenders).find(([, value]) => value === contender);
    const { connections, figure } = held[name];
    return await serving(contender, { nodeFlags }, async (server) => {
      // A cold process also grows by the initial size of its heap.
      await smbload(server, ['-m', 'session', '-c', Math.min(64, connections), '-t', seconds]);
      const result = await smbload(server, ['-m', 'hold', '-c', connections, '-t', STILL_SECONDS]);
      const fault = faultOf(result);
      if (fault === undefined) return { kilobytes: growthOf(result[figure]) / result.done };
      note(`${connections} idle logins: ${fault}`);
      return {};
    });
  },

  rows: (medians) => [
    [
      'memory per idle login, KB',
      Object.fromEntries(Object.entries(medians).map(([name, { kilobytes }]) => [name, shown(kilobytes)])),
    ],
  ],

  goals: ({ cli }) => [atMost('memory per idle login', cli?.kilobytes, KILOBYTES_PER_LOGIN, ' KB')],
};
