import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOnPath, Stop } from '../../support/project.mjs';
import { exchangeAlone } from '../exchange-alone.mjs';
import { ratio, shown, transfersOf } from '../figures.mjs';
import { rateOf } from '../generators.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { clientCore, outputOf } from '../processes.mjs';
import { PAYLOAD, PAYLOADS_IN_FLIGHT } from '../programs/bare/frames.mjs';
import { serving } from '../rounds.mjs';
import { makeFolder, removeFolder } from '../temporary.mjs';

const MEGABYTES = 300;
const protections = { signed: 'sign', sealed: 'encrypt' };
const ways = ['put', 'get'];
/** A server is measured warm, as with logins: V8 compiles what a transfer runs during the first three or four. */
const TRANSFERS_BEFORE = 4;
/** Garbage that waits for its collection is no growth; what keeps a tenth of the bytes is. */
const GROWTH_MEGABYTES = 30;

/** One file of 300 MB by smbclient, there and back, with the memory of the server meanwhile. */
export const bulk = {
  name: 'bulk',
  contenders: ['cli', 'nodeAlone', 'smbd'],
  isMissing: () => !isOnPath('smbclient') && 'smbclient is not installed (Debian: smbclient)',

  async measure(contender, { seconds }, note) {
    if (contender.isBare) return await measureAlone(contender, seconds, note);
    const folder = makeFolder();
    try {
      const file = writeSource(folder);
      return await serving(contender, {}, async (server) => {
        const figures = {};
        for (const [protection, flag] of Object.entries(protections)) {
          for (let done = 0; done < TRANSFERS_BEFORE; done++) await transfer(server, flag, file);
          const before = memoryOf(server.pid);
          const [put, get] = await transfer(server, flag, file, note);
          const { now, highest } = memoryOf(server.pid);
          Object.assign(figures, {
            [`put ${protection}`]: put,
            [`get ${protection}`]: get,
            [`before ${protection}`]: before.now,
            [`after ${protection}`]: now,
            [`highest ${protection}`]: highest,
          });
        }
        return figures;
      });
    } finally {
      removeFolder(folder);
    }
  },

  rows: ({ nodeAlone, ...medians }) => [
    ...rowsOf(`${MEGABYTES} MB by smbclient`, medians),
    ...rowsOf('its frames by a client that computes nothing', { nodeAlone }),
    [
      'server memory before / highest / after, sealed, MB',
      // smbd serves each connection in a process of its own, which is gone with its memory.
      of({ cli: medians.cli }, (figures) =>
        ['before', 'highest', 'after'].map((when) => shown(figures?.[`${when} sealed`])).join(' / '),
      ),
    ],
  ],

  goals: ({ cli, nodeAlone, smbd }) => [
    ...Object.keys(protections).flatMap((protection) =>
      ways.map((way) => {
        const figure = `${way} ${protection}`;
        const times = (one) => ratio(one?.[figure], smbd?.[figure]);
        return atLeast(`${figure} against smbd`, times(cli), 1, ' ×', times(nodeAlone));
      }),
    ),
    ...Object.keys(protections).map((protection) =>
      atMost(
        `memory of the server during ${MEGABYTES} MB, ${protection}`,
        cli && cli[`highest ${protection}`] - cli[`before ${protection}`],
        GROWTH_MEGABYTES,
        ' MB more',
      ),
    ),
  ],
};

function rowsOf(title, medians) {
  const both = (figures, protection) =>
    ways.map((way) => shown(figures?.[`${way} ${protection}`])).join(' / ');
  return Object.keys(protections).map((protection) => [
    `${title}, ${protection}: put / get, MB/s`,
    of(medians, (figures) => both(figures, protection)),
  ]);
}

/**
 * Node alone receives and sends frames as smbclient has them, without a file behind it. Its client computes nothing,
 * which smbclient does, so these rates are bounds that no server reaches.
 */
async function measureAlone(contender, seconds, note) {
  const figures = {};
  for (const protection of Object.keys(protections))
    for (const way of ways) {
      const result = await exchangeAlone(contender, way, protection, PAYLOADS_IN_FLIGHT, seconds);
      const rate = rateOf(result, `${way} ${protection}`, note);
      figures[`${way} ${protection}`] = rate && (rate * PAYLOAD) / 1e6;
    }
  return figures;
}

/** A file of bytes that no program can shorten. */
function writeSource(folder) {
  const file = join(folder, 'source');
  const block = randomBytes(1_000_000);
  for (let written = 0; written < MEGABYTES; written += 1) writeFileSync(file, block, { flag: 'a' });
  return file;
}

async function transfer({ port, user, password, share }, protection, file, note = () => {}) {
  const login = ['-p', port, '-U', `${user}%${password}`, '-s', '/dev/null', '-m', 'SMB3'];
  const commands = `put ${file} bench.bin; get bench.bin /dev/null; del bench.bin`;
  const args = [`//127.0.0.1/${share}`, ...login, `--client-protection=${protection}`, '-c', commands];
  const output = await outputOf('smbclient', args, { core: clientCore, mayFail: true });
  const transfers = transfersOf(output);
  if (transfers.length < ways.length) note(`smbclient, ${protection}: ${output.trim().split('\n').at(-1)}`);
  return transfers;
}

/** Megabytes in memory now, and the most since the last call. */
function memoryOf(pid) {
  if (!existsSync(`/proc/${pid}/status`)) throw new Stop('the server ended');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [now, highest] = ['VmRSS', 'VmHWM'].map(
    (name) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6,
  );
  // [proc(5)] clear_refs: 5 sets the highest amount back to that of now.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return { now, highest };
}

function of(medians, text) {
  return Object.fromEntries(
    Object.entries(medians).map(([contender, figures]) => [contender, text(figures)]),
  );
}
