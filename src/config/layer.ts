import { upperCaseUtf16 } from '../bytes/index.js';
import { configurationSchema, type Configuration } from './schema.js';
import { ConfigurationError, type Label } from '../values/configuration-error.js';
import { checkedOnce, problemsOfIssues } from '../values/problems.js';

/** The keys that one source sets: a file, the environment, or the flags. */
export interface Layer {
  readonly value: Configuration;
  readonly label: Label;
  /** The file that holds the accounts, which is read again when it changes. */
  readonly accountsFile?: string;
  /** The flags that every listener takes that can. */
  readonly everywhere?: Everywhere;
}

/** Flags that belong to no section of their own; the label names them under the key `everywhere`. */
export interface Everywhere {
  /** Address of all listeners that have none of their own, where SMB is left out. */
  readonly host?: string;
  /** HTTP speaks TLS. */
  readonly tls?: true;
  /** Certificate of every listener that speaks TLS. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

/**
 * Checks the value of one source.
 *
 * @throws ConfigurationError
 */
export function parseLayer(value: unknown, label: Label): Layer {
  const parsed = configurationSchema(value).safeParse(value, checkedOnce);
  if (!parsed.success) throw new ConfigurationError(problemsOfIssues(parsed.error.issues, label));
  return { value: parsed.data, label };
}

/**
 * Puts a stronger source over a weaker one: sections key by key, accounts and shares name by name and then key by key,
 * any other value as a whole.
 */
export function override(weaker: Configuration, stronger: Configuration): Configuration {
  const merged = overrideKeys(weaker, stronger) as Configuration;
  const accounts = overrideNamed(weaker.accounts, stronger.accounts, secrets);
  const shares = overrideNamed(weaker.shares, stronger.shares, places);
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

/** An entry has one of these keys, so the key of the stronger source replaces all of them. */
const secrets = ['password', 'passwordFile', 'ntHash'];
const places = ['path', 'temporary'];

/**
 * A key that the stronger source does not set keeps the value of the weaker one: another directory for a share does not
 * open the share to everybody, and another password does not enable a disabled account.
 */
function overrideNamed<Entry extends { name: string }>(
  weaker: Entry[] | undefined,
  stronger: Entry[] | undefined,
  alternatives: readonly string[],
): Entry[] | undefined {
  if (!weaker || !stronger) return stronger ?? weaker;
  const byName = new Map(weaker.map((entry) => [upperCaseUtf16(entry.name), entry]));
  const merged = stronger.map((entry) => {
    const key = upperCaseUtf16(entry.name);
    const under = byName.get(key);
    byName.delete(key);
    const kept = Object.entries(under ?? {}).filter(([name]) => !alternatives.includes(name));
    return { ...Object.fromEntries(kept), ...entry };
  });
  return [...byName.values(), ...merged];
}
