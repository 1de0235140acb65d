import { contenders } from './contenders/index.mjs';
import { medians } from './figures.mjs';

/**
 * Measures one part: in each round every contender once, one after the other, so that a busy minute of the machine hits
 * all alike.
 *
 * @param present the contenders that can run here, by name
 * @param note is called with a sentence about a figure that could not be counted
 * @returns for each contender the figures of each round and their medians
 */
export async function measureInRounds(part, present, asked, note) {
  const measured = part.contenders.filter((name) => present.includes(name));
  const rounds = Object.fromEntries(measured.map((name) => [name, []]));
  for (let round = 1; round <= asked.rounds; round += 1)
    for (const name of measured) {
      console.error(`${part.name}: round ${round} of ${asked.rounds}, ${contenders[name].title} …`);
      const say = (sentence) => note(`${contenders[name].title}, ${sentence}`);
      rounds[name].push(await part.measure(contenders[name], asked, say));
    }
  const middles = Object.entries(rounds).map(([name, figures]) => [name, medians(figures)]);
  return { rounds, medians: Object.fromEntries(middles) };
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
