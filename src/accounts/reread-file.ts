import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { functionSchema, insist, withFunctions } from '../values/problems.js';
import { checkedTime, systemRuntime, type Runtime } from '../runtime/runtime.js';
import { systemErrorText } from '../values/system-error.js';
import { AccountError } from '../auth/account-definition.js';

/** How a store of accounts in a file reports, and what it takes from its surroundings. */
export interface AccountFileOptions {
  /** Told, once for each edit, what in the file cannot be used; holds no secret. */
  readonly onProblem: (problem: string) => void;
  /** The clock by which the file is looked at once a second at most; default: that of the system. */
  readonly runtime?: Pick<Runtime, 'monotonic'>;
}

const optionsSchema = z.looseObject({
  onProblem: functionSchema,
  runtime: withFunctions('monotonic').optional(),
} satisfies Record<keyof AccountFileOptions, z.ZodType>);

/** Reads one more file that the content depends on; it is watched from then on. */
export type ReadFile = (path: string) => Promise<string>;

/** Makes the content out of the file's text; the message of its error may begin with the file and the place in it. */
export type Parse<T> = (text: string, read: ReadFile) => T | Promise<T>;

/** A file is looked at no more often than this, however many logins there are. */
const CHECK_INTERVAL_MS = 1000;

/** The last good content of a watched file. */
export interface CurrentContent<T> {
  /** The content; never rejects. */
  (): Promise<T>;
  /** Why the file as it is cannot be used, as of the last look at it; undefined: it can. Holds no secret. */
  trouble(): Promise<string | undefined>;
}

/**
 * Reads a file and, from then on, reads it again when it changed. It is looked at when someone asks, so that there is
 * no timer to keep a process alive; a content that cannot be used leaves the last good one in force.
 * @throws AccountError when the file cannot be used at first, since then there is no last good content
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export async function rereadWhenChanged<T>(
  path: string,
  parse: Parse<T>,
  options: AccountFileOptions,
): Promise<CurrentContent<T>> {
  insist(optionsSchema, options);
  const { onProblem, runtime = systemRuntime } = options;
  const first = await load(path, parse);
  if (first.content instanceof AccountError) throw first.content;
  let content: T = first.content;
  let trouble: string | undefined;
  let { fingerprints } = first;
  let checkedAt = checkedTime(runtime.monotonic(), 'monotonic');
  let checking: Promise<void> | undefined;

  const check = async (): Promise<void> => {
    if (!(await haveChanged(fingerprints))) return;
    const loaded = await load(path, parse);
    fingerprints = loaded.fingerprints;
    if (loaded.content instanceof AccountError) {
      trouble = loaded.content.message;
      onProblem(`${trouble}; the accounts read before stay in force`);
    } else {
      trouble = undefined;
      content = loaded.content;
    }
  };
  const look = async (): Promise<void> => {
    const now = checkedTime(runtime.monotonic(), 'monotonic');
    if (now - checkedAt >= CHECK_INTERVAL_MS) {
      checkedAt = now;
      checking ??= check().finally(() => (checking = undefined));
    }
    await checking;
  };
  const current = async (): Promise<T> => {
    await look();
    return content;
  };
  return Object.assign(current, {
    trouble: async () => {
      await look();
      return trouble;
    },
  });
}

async function haveChanged(fingerprints: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [path, before] of fingerprints) if ((await fingerprintOf(path)) !== before) return true;
  return false;
}

/** The content, or why there is none, and what the files looked like just before they were read. */
async function load<T>(
  path: string,
  parse: Parse<T>,
): Promise<{ content: T | AccountError; fingerprints: ReadonlyMap<string, string> }> {
  const fingerprints = new Map<string, string>();
  const read: ReadFile = async (file) => {
    fingerprints.set(file, await fingerprintOf(file));
    try {
      return decodeUtf8(await readFile(file));
    } catch (error) {
      throw new AccountError(`${file === path ? '' : `${file} `}cannot be read (${describe(error)})`);
    }
  };
  try {
    return { content: await parse(await read(path), read), fingerprints };
  } catch (error) {
    const text = describe(error);
    // A message that names the line begins with the file already.
    return {
      content: new AccountError(text.startsWith(`${path}:`) ? text : `${path}: ${text}`),
      fingerprints,
    };
  }
}

/** Changes whenever a file is written, replaced, removed or created. */
async function fingerprintOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    return describe(error);
  }
}

/** Only errors known to quote nothing from a file are told in their own words. */
function describe(error: unknown): string {
  if (error instanceof AccountError) return error.message;
  return systemErrorText(error) ?? 'cannot be used';
}

/**
 * The text without its byte order mark. Other encodings are refused: each letter that is none in UTF-8 would become the
 * same U+FFFD, so that a password written in Latin-1 or UTF-16 could be guessed by its length.
 */
function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AccountError('not in UTF-8');
  }
}

/** The lines that say something, with their numbers from 1: not the empty ones, nor those that begin with `#`. */
export function* linesOf(text: string): Generator<{ readonly line: string; readonly number: number }> {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line !== '' && !line.startsWith('#')) yield { line, number: index + 1 };
  }
}
