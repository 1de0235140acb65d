import { ConfigurationError, isPlain, jsonPath, type Path, type Problem } from './configuration-error.js';
import { expectedWord, unknownKey } from './expected-word.js';
import { isBytes } from './realm.js';

/**
 * Finds what is wrong with a value; nothing: it can be used. The rules of this file need no library, so that a program
 * that takes the acceptors alone loads none.
 *
 * @param place where the value stands
 */
export type Rule = (value: unknown, place: Path) => readonly Problem[];

/**
 * For what a program passes in: no compiler has told one in JavaScript that a key is misspelt, and an option that is
 * not understood must not count as one that was not given.
 *
 * @param place what the value is called there; default `options`
 * @throws ConfigurationError with a problem for each thing that is not as the rule has it
 */
export function obey(rule: Rule, value: unknown, place: Path = []): void {
  const problems = rule(value, place);
  if (problems.length === 0) return;
  throw new ConfigurationError(problems.map(({ path, message }) => ({ path: path || 'options', message })));
}

/** A problem of the value at a place. */
export function problemAt(place: Path, message: string): Problem {
  return { path: jsonPath(place), message };
}

/** A rule that a test decides. */
export function fits(test: (value: unknown) => boolean, message: string): Rule {
  return (value, place) => (test(value) ? [] : [problemAt(place, message)]);
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

export const aFunction = fits(isFunction, 'expected a function');
export const aBoolean = fits((value) => typeof value === 'boolean', 'expected true or false');
export const aText = fits((value) => typeof value === 'string', 'expected a text');
const aNumber = fits((value) => typeof value === 'number' && Number.isFinite(value), 'expected a number');

export const aFilledText = both(
  aText,
  fits((value) => value !== '', 'expected at least 1 character'),
);

export const aPositiveNumber = both(
  aNumber,
  fits((value) => Number(value) > 0, 'expected more than 0'),
);

/** Asked of a number. */
export function atMost(most: number): Rule {
  return fits((value) => Number(value) <= most, `expected at most ${most}`);
}

export function aWholeNumber(least: number, most: number): Rule {
  return both(
    both(aNumber, fits(Number.isSafeInteger, 'expected a whole number')),
    both(
      fits((value) => Number(value) >= least, `expected at least ${least}`),
      atMost(most),
    ),
  );
}

/** One of some words. */
export function oneOf(...words: readonly string[]): Rule {
  return (value, place) =>
    typeof value === 'string' && words.includes(value) ? [] : [problemAt(place, expectedWord(words, value))];
}

/** A form that a text can have, for a rule and for a schema alike. */
export interface TextForm {
  readonly pattern: RegExp;
  readonly expected: string;
}

export function textOf({ pattern, expected }: TextForm): Rule {
  return both(
    aText,
    fits((value) => pattern.test(String(value)), expected),
  );
}

/** The second rule is asked where the first finds nothing wrong. */
export function both(first: Rule, second: Rule): Rule {
  return (value, place) => {
    const problems = first(value, place);
    return problems.length > 0 ? problems : second(value, place);
  };
}

/** A rule for what may be absent, or undefined. */
export function optional(rule: Rule): Rule {
  return (value, place) => (value === undefined ? [] : rule(value, place));
}

/** A rule for what may be null. */
export function nullable(rule: Rule): Rule {
  return (value, place) => (value === null ? [] : rule(value, place));
}

export function listOf(entry: Rule, least = 0): Rule {
  return (value, place) => {
    if (!Array.isArray(value)) return [problemAt(place, 'expected a list')];
    const entries: readonly unknown[] = value;
    if (entries.length < least)
      return [problemAt(place, `expected at least ${least} ${least === 1 ? 'entry' : 'entries'}`)];
    return Array.from(entries, (each, index) => entry(each, [...place, index])).flat();
  };
}

/** A `Uint8Array` of so many bytes. */
export function bytesOf(length: number, message = `expected ${length} bytes`): Rule {
  return fits((value) => isBytes(value) && value.length === length, message);
}

/** An object of whatever class that has at least these functions. */
export function withFunctions(...names: readonly string[]): Rule {
  return objectWith(Object.fromEntries(names.map((name) => [name, aFunction])));
}

/** An object that may have other keys beside these. */
export function objectWith(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, place) => (isRecord(value) ? problemsOfKeys(value, rules, place) : [noObject(place)]);
}

/** An object that has these keys and no other. A key that must be there is one whose rule refuses undefined. */
export function onlyWith(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, place) => {
    if (!isRecord(value)) return [noObject(place)];
    const keys = Object.keys(rules);
    // A promise or a Map has none of the keys: it would count as an object in which nothing is demanded.
    if (!isPlain(value) && !keys.some((key) => key in value)) {
      const examples = keys.slice(0, 2).join(', ');
      return [problemAt(place, `expected an object with such keys as ${examples}; it has none`)];
    }
    const problems = [...problemsOfKeys(value, rules, place)];
    for (const key in value) {
      if (!Object.hasOwn(rules, key)) problems.push(problemAt([...place, key], unknownKey(key, keys)));
    }
    return problems;
  };
}

function problemsOfKeys(
  value: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
  place: Path,
): readonly Problem[] {
  return Object.entries(rules).flatMap(([key, rule]) => rule(value[key], [...place, key]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noObject(place: Path): Problem {
  return problemAt(place, 'expected an object');
}
