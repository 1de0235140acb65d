import {
  type Configuration,
  ConfigurationError,
  readConfigurationFile,
  readEnvironment,
  readFlags,
  resolveConfiguration,
  type ServeConfiguration,
} from '../../config/index.js';
import { LONGEST_DELAY } from '../../runtime/runtime.js';
import type { Invocation, OriginOf, ServerFlags } from '../flags.js';

/**
 * Flags over environment over file.
 *
 * @param defaults what a command has instead of the usual ones
 * @throws ConfigurationError
 */
export function configure(
  flags: ServerFlags,
  { originOf, flagVariables }: Invocation,
  defaults: Configuration = {},
): ServeConfiguration {
  return resolveConfiguration([
    { value: defaults, label: String },
    ...(flags.config === undefined ? [] : [readConfigurationFile(nameOfFile(flags.config, originOf))]),
    readEnvironment(process.env, flagVariables),
    readFlags(
      {
        ...flags,
        user: severalOf(flags.user, originOf('user'), /^[^:]*:.*,[^,:]+:/s),
        share: severalOf(flags.share, originOf('share'), /,/),
        ccache: severalOf(flags.ccache, originOf('ccache'), /,/),
      },
      originOf,
    ),
  ]);
}

/**
 * A flag can be given several times and a variable once: a variable holds one text as it is, or several as a JSON list.
 *
 * @param doubtful matches a text that looks like several with commas between them, which is refused; a JSON list with
 * that one text says that it is meant
 */
function severalOf(
  texts: readonly string[] | undefined,
  origin: string,
  doubtful: RegExp,
): readonly string[] | undefined {
  const [text = ''] = texts ?? [];
  if (!origin.startsWith('SMB2_AUTH_') || texts === undefined) return texts;
  if (!text.trimStart().startsWith('[')) {
    if (!doubtful.test(text)) return texts;
    throw new ConfigurationError([
      { path: origin, message: 'expected one, or several as a JSON list: ["…", "…"]' },
    ]);
  }
  const list = parsedList(text);
  if (list !== undefined) return list;
  throw new ConfigurationError([{ path: origin, message: 'expected a JSON list of texts: ["…", "…"]' }]);
}

function parsedList(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

/** An empty variable of a script is an error of its own, not a file without a name. */
function nameOfFile(path: string, originOf: OriginOf): string {
  if (path !== '') return path;
  throw new ConfigurationError([{ path: originOf('config'), message: 'expected a file' }]);
}

/** The longest delay that a timer takes, in seconds. */
const LONGEST_TIMEOUT = Math.floor(LONGEST_DELAY / 1000);

/**
 * The value of `--timeout` in seconds.
 *
 * @throws ConfigurationError
 */
export function readTimeout(text: string, originOf: OriginOf): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= LONGEST_TIMEOUT) return seconds;
  throw new ConfigurationError([
    {
      path: originOf('timeout'),
      message: `expected a number of seconds, more than 0 and at most ${LONGEST_TIMEOUT}`,
    },
  ]);
}
