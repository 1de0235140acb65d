import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameload } from './generators.mjs';
import { exchanges, frameOf } from './programs/bare/frames.mjs';
import { serving } from './rounds.mjs';
import { makeFolder, removeFolder } from './temporary.mjs';

/**
 * One exchange with a bare server, by a client that computes nothing: after a second that does not count, one run.
 *
 * @param exchange `echo`, `put` or `get`
 * @param protection `signed` or `sealed`
 * @returns the result line of frameload.c as an object
 */
export async function exchangeAlone(contender, exchange, protection, inFlight, seconds) {
  const folder = makeFolder();
  const file = join(folder, 'frame');
  const { request, answer } = exchanges[exchange];
  const { length } = frameOf(protection, answer);
  try {
    writeFileSync(file, frameOf(protection, request));
    return await serving(contender, { work: [exchange, protection] }, async (server) => {
      await frameload(server, file, length, inFlight, 1);
      return await frameload(server, file, length, inFlight, seconds);
    });
  } finally {
    removeFolder(folder);
  }
}
