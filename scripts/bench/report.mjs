import { contenders } from './contenders/index.mjs';
import { machineLine } from './machine.mjs';
import { markdownTable, textTable } from './tables.mjs';

const NOTHING = '–';
const verdicts = { true: 'yes', false: 'no', undefined: NOTHING };

/**
 * All that was measured, as text, Markdown or JSON.
 *
 * @param results for each part that ran the part itself, the medians, and the figures of each round
 * @param notes sentences about what is missing
 */
export function report({ machine, asked, results, present, notes }) {
  const measured = present.filter((name) => results.some(({ medians }) => hasFigures(medians[name])));
  const goals = results.flatMap(({ part, medians }) => part.goals(medians));
  if (asked.format === 'json') return json({ machine, asked, results, notes, goals });
  const table = asked.format === 'markdown' ? markdownTable : textTable;
  const sections = [
    `${machineLine(machine)}; ${roundsLine(asked)}`,
    table(['', ...measured.map((name) => contenders[name].title)], figureRows(results, measured)),
    table(['what to reach', 'wanted', 'measured', 'reached', 'Node alone'], goals.map(goalRow)),
    notes.map((note) => `- ${note}.`).join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function json({ machine, asked, results, notes, goals }) {
  const { rounds, seconds } = asked;
  const measured = results.map(({ part, medians, rounds: each }) => [part.name, { medians, rounds: each }]);
  return JSON.stringify(
    { machine, rounds, seconds, parts: Object.fromEntries(measured), goals, notes },
    null,
    2,
  );
}

/** A server that died in every part has no column. */
function hasFigures(figures = {}) {
  return Object.values(figures).some(Number.isFinite);
}

function figureRows(results, present) {
  return results.flatMap(({ part, medians }) =>
    part.rows(medians).map(([title, cells]) => [title, ...present.map((name) => cells[name] ?? NOTHING)]),
  );
}

function goalRow({ goal, wanted, measured, reached, alone }) {
  return [goal, wanted, measured, verdicts[reached], alone];
}

function roundsLine({ rounds, seconds }) {
  return rounds === 1 ? `one round of ${seconds} s` : `medians of ${rounds} rounds of ${seconds} s`;
}
