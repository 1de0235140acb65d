// npm run fuzz -- --minutes 30: gives changed inputs to everything that takes bytes of others, and changed sessions to
// live servers. Prints the seeds, what was done, and each crash as test/fuzz/vectors/ keeps it.
import { parseArgs } from 'node:util';
import { prepare } from './support/prepare.mjs';
import { main, root, Stop } from './support/project.mjs';

const MINUTES = 2;

await main(async () => {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, 'as-built': { type: 'boolean' } },
  });
  const minutes = numberOf('--minutes', values.minutes ?? String(MINUTES));
  const seed = numberOf('--seed', values.seed ?? String(Date.now() % 2 ** 31));
  // The tests of this command are part of what was built just before.
  if (!values['as-built']) await prepare();
  // The vectors are found from the folder of the project.
  process.chdir(root);
  const { fuzzFor } = await import('../build/test/fuzz/run.js');
  console.log(`${minutes} minutes, seed ${seed}`);
  const crashes = await fuzzFor(minutes * 60_000, seed, (line) => console.log(line));
  console.log(`${crashes} crashes`);
  if (crashes > 0) throw new Stop('Each crash becomes a line of a file in test/fuzz/vectors/.');
});

function numberOf(option, text) {
  const number = Number(text);
  if (!(number >= 0) || text.trim() === '') throw new Stop(`${option} expects a number, not ${text}`);
  return number;
}
