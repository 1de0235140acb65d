// npm run bench: logins, messages, bytes, memory and the start, beside bare servers of Node, smbd and impacket. Nothing
// here passes or fails, so it is no test. npm run bench -- --help says how it is called.
import { contenders } from './bench/contenders/index.mjs';
import { buildGenerators } from './bench/generators.mjs';
import { describeMachine } from './bench/machine.mjs';
import { askedFor, usage } from './bench/options.mjs';
import { parts, usualParts } from './bench/parts/index.mjs';
import { report } from './bench/report.mjs';
import { measureInRounds } from './bench/rounds.mjs';
import { prepare } from './support/prepare.mjs';
import { main } from './support/project.mjs';

await main(async () => {
  const names = parts.map(({ name }) => name);
  const asked = askedFor(process.argv.slice(2), names, usualParts);
  if (asked.isHelp) {
    console.log(usage(names, usualParts));
    return;
  }
  await prepare();
  buildGenerators();
  const notes = new Set();
  const note = (sentence) => notes.add(sentence);
  const chosen = parts.filter(({ name }) => asked.parts.includes(name));
  const wanted = Object.keys(contenders).filter((name) =>
    chosen.some((part) => part.contenders.includes(name)),
  );
  const present = wanted.filter((name) => isHere(contenders[name], note));
  const results = [];
  for (const part of chosen) {
    const reason = await part.isMissing();
    if (reason) note(`${part.name}: ${reason}`);
    else {
      results.push({ part, ...(await measureInRounds(part, present, asked, note)) });
      await part.finish?.();
    }
  }
  console.log(report({ machine: describeMachine(), asked, results, present, notes: [...notes] }));
});

function isHere(contender, note) {
  const reason = contender.isMissing();
  if (reason) note(`${reason}: its column is left out`);
  return !reason;
}
