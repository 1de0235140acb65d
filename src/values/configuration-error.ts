/** One fault of a configuration. */
export interface Problem {
  /** The place as its user wrote it: `accounts[0].password`, a variable, a flag; empty: the whole. */
  readonly path: string;
  /** The fault there, in words. Never repeats a value, which may be a password. */
  readonly message: string;
}

/**
 * A configuration that cannot be used. `problems` lists each thing that is wrong, and the message has a line for each;
 * neither ever holds a secret.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** At least one; in the order in which they were found. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = Object.freeze(problems.map(({ path, message }) => Object.freeze({ path, message })));
  }
}

/** A problem in one line: `accounts[0].name: expected a text`. */
export function problemText({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** The keys that lead to a place in a configuration. */
export type Path = readonly PropertyKey[];

/** Names a place in a configuration the way its user wrote it: a JSON path, a variable, a flag. */
export type Label = (path: Path) => string;

/** `accounts[0].password`. */
export const jsonPath: Label = (path) =>
  path
    .map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth > 0 ? '.' : ''}${String(key)}`))
    .join('');

/** Whether an object is plain: of no class, in any realm. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
