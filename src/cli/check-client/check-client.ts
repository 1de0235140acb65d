import { ConfigurationError, defaultNames } from '../../config/index.js';
import { casesFor } from '../../scorecard/cases/all-cases.js';
import { worseThan } from '../../scorecard/report/compare.js';
import { caseLine, type Paint, renderSummary } from '../../scorecard/report/render-table.js';
import { type Scorecard, scorecardOf } from '../../scorecard/report/scorecard.js';
import { CannotJudge, scoreClient } from '../../scorecard/score.js';
import { isBad } from '../../scorecard/verdict.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { printable, printableJson } from '../../text/printable.js';
import { systemErrorText } from '../../values/system-error.js';
import { isError } from '../../values/realm.js';
import { ExitCode } from '../exit-code.js';
import type { CheckClientFlags, OriginOf } from '../flags.js';
import { packageVersion } from '../package-folder.js';
import { type CheckClientOptions, readOptions } from './options.js';
import { painter } from './paint.js';
import { writeReports } from './report-files.js';
import { runnerOf } from './run-command.js';
import { makeShareFolder, SHARED_FILE } from './share-folder.js';

/** Signals that end the check with the clients that run; a second one does not leave them behind. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the user's client on every case, and says how it did. */
export async function checkClient(
  command: readonly string[],
  flags: CheckClientFlags,
  originOf: OriginOf,
): Promise<ExitCode> {
  const paint = painter(process.stdout);
  if (flags.list) return listCases(flags);
  let options: CheckClientOptions;
  try {
    options = readOptions(command, flags, originOf);
  } catch (error) {
    return refuse(error);
  }
  const aborting = new AbortController();
  const abort = (): void => aborting.abort(new Error('interrupted'));
  // Clients have groups of their own: the terminal that is closed does not tell them.
  for (const signal of endings) process.on(signal, abort);
  try {
    const scorecard = await score(options, flags, paint, aborting.signal);
    writeReports(options.reports, scorecard, originOf);
    process.stdout.write(
      flags.json ? `${printableJson(scorecard)}\n` : `${renderSummary(scorecard, paint)}\n`,
    );
    return verdictOf(scorecard, options);
  } catch (error) {
    if (aborting.signal.aborted) return ExitCode.FAILED;
    return explain(error, options);
  } finally {
    for (const signal of endings) process.off(signal, abort);
  }
}

async function score(
  { command, carrier, cases, timeoutSeconds, jobs, crashWords, realm, server }: CheckClientOptions,
  { json }: CheckClientFlags,
  paint: Paint,
  signal: AbortSignal,
): Promise<Scorecard> {
  const word = (): string => systemRuntime.randomBytes(9).toString('hex');
  const results = await scoreClient(
    {
      carrier,
      credentials: {
        user: 'alice',
        password: `Pw1-${word()}`,
        wrongPassword: `No2-${word()}`,
        domain: 'WORKGROUP',
        share: 'files',
        file: SHARED_FILE,
      },
      runClient: runnerOf({
        command,
        timeoutMilliseconds: timeoutSeconds * 1000,
        ...(crashWords && { crashWords }),
        signal,
      }),
      makeFolder: makeShareFolder,
      ...(realm !== undefined && {
        realm: { name: realm, host: server.names?.dnsName ?? defaultNames.dnsName },
      }),
      ...server,
    },
    cases,
    {
      jobs,
      signal,
      onResult: ({ case: { id }, verdict, because }, done) => {
        if (!json) process.stdout.write(`${caseLine({ verdict, id, because }, paint)}\n`);
        else if (process.stderr.isTTY) process.stderr.write(`\r${done}/${cases.length}`);
      },
    },
  );
  return scorecardOf({ version: packageVersion(), now: systemRuntime.now(), carrier, command }, results);
}

function listCases({ carrier = 'smb', testRealm }: CheckClientFlags): ExitCode {
  const cases = casesFor(carrier === 'http' ? 'http' : 'smb', { kerberos: testRealm !== undefined });
  process.stdout.write(cases.map(({ id, title }) => `${id.padEnd(40)}  ${title}\n`).join(''));
  return ExitCode.OK;
}

/** Without a baseline every verdict against the client fails; with one, those that got worse. */
function verdictOf(scorecard: Scorecard, { baseline }: CheckClientOptions): ExitCode {
  if (baseline === undefined) {
    return scorecard.cases.some(({ verdict }) => isBad(verdict)) ? ExitCode.FAILED : ExitCode.OK;
  }
  const worse = worseThan(baseline, scorecard);
  for (const { id, before, now } of worse) {
    process.stderr.write(`Worse than the baseline: ${id} was ${before ?? 'not there'}, and is ${now}.\n`);
  }
  return worse.length === 0 ? ExitCode.OK : ExitCode.FAILED;
}

function refuse(error: unknown): ExitCode {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${printable(error.message)}\n`);
  return ExitCode.USAGE;
}

function explain(error: unknown, { command }: CheckClientOptions): ExitCode {
  if (error instanceof CannotJudge) {
    const output = error.output.split(/\r?\n/).map((line) => `  | ${printable(line)}`);
    process.stderr.write(`${printable(error.message)}\n\nThe client wrote:\n${output.join('\n')}\n`);
    return ExitCode.FAILED;
  }
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${printable(error.message)}\n`);
    return ExitCode.FAILED;
  }
  if (isError(error) && (error as NodeJS.ErrnoException).syscall?.startsWith('spawn')) {
    const program = printable(command[0] ?? '');
    process.stderr.write(`COMMAND: ${program} cannot be started (${systemErrorText(error)})\n`);
    return ExitCode.USAGE;
  }
  throw error;
}
