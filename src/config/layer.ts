import { upperCaseUtf16 } from '../bytes/index.js';
import { configurationSchema, type Configuration } from './schema.js';
import { ConfigurationError, describeIssues, expectation, type Label } from '../problems.js';

/** What one source says: a file, the environment, or the flags. */
export interface Layer {
  readonly value: Configuration;
  readonly label: Label;
  /** The file that holds the accounts, which is read again when it changes. */
  readonly accountsFile?: string;
}

/**
 * Checks what a source says.
 *
 * @throws ConfigurationError
 */
export function parseLayer(value: unknown, label: Label): Layer {
  const parsed = configurationSchema.safeParse(value, { error: expectation });
  if (!parsed.success) throw new ConfigurationError(describeIssues(parsed.error.issues, label));
  return { value: parsed.data, label };
}

/**
 * Puts a stronger source over a weaker one: sections key by key, accounts and shares name by name, any other value as
 * a whole.
 */
export function override(weaker: Configuration, stronger: Configuration): Configuration {
  const merged = overrideKeys(weaker, stronger) as Configuration;
  const accounts = overrideNamed(weaker.accounts, stronger.accounts);
  const shares = overrideNamed(weaker.shares, stronger.shares);
  return { ...merged, ...(accounts && { accounts }), ...(shares && { shares }) };
}

function overrideKeys(weaker: object, stronger: object): object {
  const merged: Record<string, unknown> = { ...weaker };
  for (const [key, value] of Object.entries(stronger)) {
    const under = merged[key];
    merged[key] = isSection(under) && isSection(value) ? overrideKeys(under, value) : value;
  }
  return merged;
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function overrideNamed<Entry extends { name: string }>(
  weaker: Entry[] | undefined,
  stronger: Entry[] | undefined,
): Entry[] | undefined {
  if (!weaker || !stronger) return stronger ?? weaker;
  const names = new Set(stronger.map(({ name }) => upperCaseUtf16(name)));
  return [...weaker.filter(({ name }) => !names.has(upperCaseUtf16(name))), ...stronger];
}
