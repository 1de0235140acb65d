import { parseArgs } from 'node:util';
import { Stop } from '../support/project.mjs';

const numbers = { rounds: '3', seconds: '5', sessions: '200000' };
const flags = ['json', 'markdown', 'long', 'help'];

/** How the benchmark is called. */
export function usage(parts, usual) {
  const long = parts.filter((part) => !usual.includes(part));
  return `Usage: npm run bench -- [PART …] [OPTION …]

Measures this server beside others, and prints how far every goal is reached. Nothing passes or fails.

Parts: ${parts.join(', ')}. Without one: all but ${long.join(', ')}.

  --long        all parts: ${long.join(', ')} takes several minutes more
  --rounds N    rounds of each part, of which the medians are printed (${numbers.rounds}; ${long.join(', ')}: one)
  --seconds N   of each measurement (${numbers.seconds})
  --sessions N  logins of growth (${numbers.sessions})
  --markdown    prints tables in Markdown
  --json        prints the figures of every round as JSON
  --help        prints this`;
}

/**
 * Reads the command line.
 *
 * @param parts the names of all parts
 * @param usual the parts that run when none is named
 * @throws Stop for an unknown option or part, and for a number that is none
 */
export function askedFor(args, parts, usual) {
  const { values, positionals } = parsed(args);
  const unknown = positionals.find((part) => !parts.includes(part));
  if (unknown !== undefined) throw new Stop(`There is no part "${unknown}". Parts: ${parts.join(', ')}.`);
  if (values.json && values.markdown) throw new Stop('--json and --markdown exclude each other.');
  const all = values.long ? parts : usual;
  return {
    parts: positionals.length > 0 ? parts.filter((part) => positionals.includes(part)) : all,
    rounds: positive(values, 'rounds', /^\d+$/),
    seconds: positive(values, 'seconds', /^\d+(\.\d+)?$/),
    sessions: positive(values, 'sessions', /^\d+$/),
    isHelp: values.help,
    format: (values.json && 'json') || (values.markdown && 'markdown') || 'text',
  };
}

function parsed(args) {
  const bare = flags.map((name) => [name, { type: 'boolean', default: false }]);
  const valued = Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: value }]);
  try {
    return parseArgs({ args, options: Object.fromEntries([...bare, ...valued]), allowPositionals: true });
  } catch (error) {
    throw new Stop(error.message);
  }
}

function positive(values, name, pattern) {
  const number = pattern.test(values[name]) ? Number(values[name]) : 0;
  if (number > 0) return number;
  throw new Stop(`--${name} wants a number above 0, not "${values[name]}".`);
}
