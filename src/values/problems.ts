import { z } from 'zod';
import {
  ConfigurationError,
  isPlain,
  jsonPath,
  type Label,
  type Path,
  type Problem,
} from './configuration-error.js';
import { expectedWord, unknownKey } from './expected-word.js';

/** A problem for each issue. Values are never repeated: one may be a password. */
export function problemsOfIssues(issues: readonly z.core.$ZodIssue[], label: Label): Problem[] {
  return leaves(issues).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: label([...issue.path, key]), message: messageOfKey(issue) }))
      : [{ path: label(issue.path), message: issue.message }],
  );
}

/** The words of an issue for which there are none. */
const NO_WORDS = 'Invalid input';

/** The issues of the alternative that a value was most likely meant to be, in the place of a union's own. */
function leaves(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    // A union with words of its own says more than one of its alternatives.
    if (issue.code !== 'invalid_union' || issue.message !== NO_WORDS) return [issue];
    const inner = issue.errors.map((each) =>
      leaves(each.map((one) => ({ ...one, path: [...issue.path, ...one.path] }))),
    );
    const [nearest] = inner.toSorted(
      (one, other) => depthOf(other) - depthOf(one) || one.length - other.length,
    );
    return nearest === undefined || nearest.length === 0 ? [issue] : nearest;
  });
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
}

/** The message of a single key is that of {@link expectation}. */
function messageOfKey({ keys, message }: z.core.$ZodIssueUnrecognizedKeys): string {
  return keys.length === 1 && message.startsWith('unknown key') ? message : 'unknown key';
}

/** How a value is checked that is checked once: to compile a function for it would take longer than the check. */
export const checkedOnce = { error: expectation, jitless: true } as const;

/** Lists the faults of a value; empty when it has none. */
export function problemsOf(schema: z.ZodType, value: unknown, place: Path = []): Problem[] {
  const { error } = schema.safeParse(value, checkedOnce);
  return problemsOfIssues(
    error?.issues ?? [...issuesOfEmptiness(schema, value)],
    (path) => jsonPath([...place, ...path]) || 'options',
  );
}

/**
 * The keys whose schemas a value needs: those that it has. About a value with a key that is not known, a message may
 * name any, so it needs all.
 */
export function keysToCheck<Key extends string>(value: unknown, known: readonly Key[]): readonly Key[] {
  if (typeof value !== 'object' || value === null) return known;
  for (const key in value) if (!known.includes(key as Key)) return known;
  return known.filter((key) => key in value);
}

/**
 * Finds objects without any key of their section, such as a promise or a `Map`. Such an object would count as a section
 * in which nothing is set, and its demands would be lost.
 */
function* issuesOfEmptiness(
  schema: z.core.$ZodType,
  value: unknown,
  path: Path = [],
): Generator<z.core.$ZodIssue> {
  if (typeof value !== 'object' || value === null) return;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    yield* issuesOfEmptiness(schema.unwrap(), value, path);
  }
  if (!(schema instanceof z.ZodObject)) return;
  const keys = Object.keys(schema.shape);
  if (!isPlain(value) && !keys.some((key) => key in value)) {
    const message = `expected an object with such keys as ${keys.slice(0, 2).join(', ')}; it has none`;
    yield { code: 'custom', path: [...path], message, input: value };
    return;
  }
  for (const key of keys) {
    const inner: unknown = (value as Readonly<Record<string, unknown>>)[key];
    yield* issuesOfEmptiness(schema.shape[key], inner, [...path, key]);
  }
}

/**
 * The schema of a section that true stands for as well, with its defaults, and that false leaves out. A union would say
 * of a mistake inside the section no more than that it is neither.
 */
export function booleanOr<Section extends z.ZodObject>(
  section: Section,
): z.ZodType<boolean | z.infer<Section>> {
  const { $schema: _, ...json } = z.toJSONSchema(section, { unrepresentable: 'any' });
  const schema = z
    .unknown()
    .superRefine((value, context) => {
      if (typeof value === 'boolean') return;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        context.addIssue({ code: 'custom', message: 'expected true, false or an object' });
        return;
      }
      const { error } = section.safeParse(value, checkedOnce);
      for (const issue of error?.issues ?? issuesOfEmptiness(section, value)) {
        const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
        const message = issue.code === 'unrecognized_keys' ? messageOfKey(issue) : issue.message;
        for (const key of keys) context.addIssue({ code: 'custom', path: [...issue.path, ...key], message });
      }
    })
    .meta({ anyOf: [{ type: 'boolean' }, json] });
  return schema as unknown as z.ZodType<boolean | z.infer<Section>>;
}

/**
 * Checks a value that a program passes in. No compiler tells a program in JavaScript that a key is misspelt, and an
 * unknown option must not count as absent.
 *
 * @param place the name of the value in messages; default `options`
 * @throws ConfigurationError with a problem for each fault
 */
export function insist(schema: z.ZodType, value: unknown, place: Path = []): void {
  const problems = problemsOf(schema, value, place);
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** The schema of a function. */
export const functionSchema = z.custom<(...input: never[]) => unknown>(
  (value) => typeof value === 'function',
  { error: 'expected a function' },
);

/** The schema of an object of any class with at least these functions. */
export function withFunctions(...names: readonly string[]) {
  return z.looseObject(Object.fromEntries(names.map((name) => [name, functionSchema])));
}

/** Words for a schema that has none of its own. */
export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return expectedWord(issue.values, issue.input);
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? unknownKey(issue.keys[0] ?? '', keysOf(issue.inst)) : undefined;
    case 'invalid_union':
      return discriminatorOf(issue);
    case 'too_small':
      return `expected ${amount(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `expected ${amount(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
    default:
      return undefined;
  }
}

function keysOf(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The words that the key can have which tells the alternatives apart. */
function discriminatorOf({ inst, input, discriminator }: z.core.$ZodRawIssue): string | undefined {
  if (!(inst instanceof z.ZodDiscriminatedUnion) || typeof discriminator !== 'string') return undefined;
  const given: unknown = Object(input)[discriminator];
  const words = inst.options.flatMap((option) => {
    const key: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return key instanceof z.ZodLiteral ? [...key.values] : [];
  });
  return expectedWord(words, given);
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function amount(origin: string, comparison: string, bound: number | bigint): string {
  switch (origin) {
    case 'string':
      return `${comparison} ${bound} ${Number(bound) === 1 ? 'character' : 'characters'}`;
    case 'array':
      return `${comparison} ${bound} ${Number(bound) === 1 ? 'entry' : 'entries'}`;
    default:
      return `${comparison} ${bound}`;
  }
}
