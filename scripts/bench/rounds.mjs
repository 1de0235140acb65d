import { Stop } from '../support/project.mjs';
import { contenders } from './contenders/index.mjs';
import { medians } from './figures.mjs';

/**
 * Measures one part: in each round every contender once, one after the other, so that a busy minute of the machine hits
 * all alike. A contender that fails is left out of the other rounds, and costs the others nothing.
 *
 * @param present the contenders that can run here, by name
 * @param note is called with a sentence about a figure that could not be counted
 * @param known every contender, by its name
 * @param tell is called with each step as it begins
 * @returns for each contender the figures of each round and their medians
 */
export async function measureInRounds(
  part,
  present,
  asked,
  note,
  { known = contenders, tell = console.error } = {},
) {
  const rounds = Object.fromEntries(
    part.contenders.filter((name) => present.includes(name)).map((name) => [name, []]),
  );
  const failed = new Set();
  const count = part.rounds ?? asked.rounds;
  for (let round = 1; round <= count; round += 1)
    for (const name of Object.keys(rounds)) {
      if (failed.has(name)) continue;
      const { title } = known[name];
      tell(`${part.name}: round ${round} of ${count}, ${title} …`);
      const say = (sentence) => note(`${title}, ${sentence}`);
      try {
        rounds[name].push(await part.measure(known[name], asked, say));
      } catch (error) {
        failed.add(name);
        say(`${part.name}: it failed in round ${round}, and is left out of the others: ${firstLine(error)}`);
      }
    }
  const middles = Object.entries(rounds).map(([name, figures]) => [name, medians(figures)]);
  return { rounds, medians: Object.fromEntries(middles) };
}

/** A Stop says what is to be known; another error is a fault, whose stack says where. */
function firstLine(error) {
  if (!(error instanceof Stop)) console.error(error);
  return error.message.split('\n', 1)[0].replace(/[.:]$/, '');
}

/** Starts a contender, hands it to `work`, and stops it whatever happens. */
export async function serving(contender, options, work) {
  const server = await contender.start(options);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
