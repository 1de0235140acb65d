import { availableParallelism } from 'node:os';
import { ConfigurationError, readConfigurationFile, resolveConfiguration } from '../../config/index.js';
import { checkedCarriers, type CheckedCarrier, type ScorecardCase } from '../../scorecard/case.js';
import { casesFor, casesNamed } from '../../scorecard/cases/all-cases.js';
import { placeholderNames, unknownPlaceholders } from '../../scorecard/placeholders.js';
import { type Baseline, readBaseline } from '../../scorecard/report/compare.js';
import type { Surroundings } from '../../scorecard/try-client.js';
import { isError } from '../../values/realm.js';
import { systemErrorText } from '../../values/system-error.js';
import { readBoundedFile, TooLong } from '../bounded-file.js';
import type { CheckClientFlags, OriginOf } from '../flags.js';
import { readTimeout } from '../serve/configure.js';
import { type ReportFile, readReportFiles } from './report-files.js';

/** The flags of `check-client`, read and checked. */
export interface CheckClientOptions {
  readonly command: readonly string[];
  readonly carrier: CheckedCarrier;
  readonly cases: readonly ScorecardCase[];
  readonly timeoutSeconds: number;
  readonly jobs: number;
  readonly crashWords: RegExp | undefined;
  readonly reports: readonly ReportFile[];
  readonly baseline: Baseline | undefined;
  readonly realm: string | undefined;
  readonly server: Pick<Surroundings, 'policy' | 'authPolicy' | 'names'>;
}

const DEFAULT_TIMEOUT = '30';
const MOST_JOBS = 64;

/** @throws ConfigurationError */
export function readOptions(
  command: readonly string[],
  flags: CheckClientFlags,
  originOf: OriginOf,
): CheckClientOptions {
  const wrong = (name: Parameters<OriginOf>[0], message: string): ConfigurationError =>
    new ConfigurationError([{ path: originOf(name), message }]);
  if (command.length === 0)
    throw new ConfigurationError([{ path: 'COMMAND', message: 'expected a command behind --' }]);
  const unknown = unknownPlaceholders(command);
  if (unknown.length > 0) {
    const known = placeholderNames.map((name) => `{${name}}`).join(', ');
    throw new ConfigurationError([
      { path: 'COMMAND', message: `there is no {${unknown.join('}, {')}}; there are ${known}` },
    ]);
  }
  const {
    carrier: carrierText = 'smb',
    jobs = String(Math.min(availableParallelism(), 4)),
    testRealm,
  } = flags;
  const carrier = checkedCarriers.find((known) => known === carrierText);
  if (carrier === undefined) throw wrong('carrier', `expected one of ${checkedCarriers.join(', ')}`);
  if (!/^\d{1,2}$/.test(jobs) || Number(jobs) < 1 || Number(jobs) > MOST_JOBS)
    throw wrong('jobs', `expected a number, 1 to ${MOST_JOBS}`);
  // The rule of the realm itself, told before the first server is made.
  if (testRealm !== undefined && !/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?$/.test(testRealm))
    throw wrong('testRealm', 'expected a name such as EXAMPLE.TEST');
  const all = casesFor(carrier, { kerberos: testRealm !== undefined });
  return {
    command,
    carrier,
    cases: flags.only === undefined ? all : namedCases(all, flags.only, originOf),
    timeoutSeconds: readTimeout(flags.timeout ?? DEFAULT_TIMEOUT, originOf),
    jobs: Number(jobs),
    crashWords: flags.crashWords === undefined ? undefined : readWords(flags.crashWords, originOf),
    reports: readReportFiles(flags.report ?? [], originOf),
    baseline: flags.baseline === undefined ? undefined : readBaselineFile(flags.baseline, originOf),
    realm: testRealm,
    server: readServer(flags),
  };
}

function namedCases(all: readonly ScorecardCase[], text: string, originOf: OriginOf): ScorecardCase[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return orProblem('only', originOf, () => {
    if (words.length === 0) throw new RangeError('expected groups, ids, or beginnings of ids with *');
    return casesNamed(all, words);
  });
}

function readWords(text: string, originOf: OriginOf): RegExp {
  try {
    return new RegExp(text, 'm');
  } catch {
    throw new ConfigurationError([
      { path: originOf('crashWords'), message: 'expected a regular expression' },
    ]);
  }
}

/** The longest baseline; a report of all cases has a hundredth of it. */
const MOST_BYTES = 64 * 1024 * 1024;

function readBaselineFile(path: string, originOf: OriginOf): Baseline {
  return orProblem('baseline', originOf, () => {
    try {
      return readBaseline(readBoundedFile(path, MOST_BYTES).toString('utf8'));
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      throw new RangeError('expected a scorecard, which is never so long', { cause: error });
    }
  });
}

/** The policy and the names that a configuration gives to every server. */
function readServer({ config, preset, acceptNtlmv1 }: CheckClientFlags): CheckClientOptions['server'] {
  const file = config === undefined ? [] : [readConfigurationFile(config)];
  const flags = {
    value: {
      policy: {
        ...(preset !== undefined && { preset }),
        ...(acceptNtlmv1 && { ntlm: { v1: 'accept' as const, require128: false } }),
      },
    },
    label: String,
  };
  const { policy, authPolicy, names } = resolveConfiguration([...file, flags]);
  return { policy, authPolicy, names };
}

function orProblem<T>(name: Parameters<OriginOf>[0], originOf: OriginOf, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = isError(error) && error.name === 'RangeError' ? error.message : undefined;
    throw new ConfigurationError([
      { path: originOf(name), message: message ?? `cannot be read (${systemErrorText(error)})` },
    ]);
  }
}
