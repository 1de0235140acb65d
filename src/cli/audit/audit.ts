import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { ConfigurationError } from '../../config/index.js';
import { problemText, type Problem } from '../../values/configuration-error.js';
import { Catalogue } from '../../posture/catalogue.js';
import { judge } from '../../posture/judge.js';
import { Posture } from '../../posture/posture.js';
import { renderReport, type ReportFormat, reportFormats } from '../../posture/render.js';
import { defaultMechanismWords } from '../../server/default-words.js';
import { printable } from '../../text/printable.js';
import { isError } from '../../values/realm.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { systemErrorText } from '../../values/system-error.js';
import type { AuditFlags, Invocation, OriginOf } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import { createReporter } from '../output/reporter.js';
import { packageVersion } from '../package-folder.js';
import { checkReplaceable, replaceFile } from '../serve/replace-file.js';
import type { Lines } from '../serve/outputs.js';
import { serve } from '../serve/serve.js';

const catalogue = new Catalogue(defaultMechanismWords);

/** Serves, and reports at the end and on SIGUSR1 how safely each client logs in. */
export async function audit(flags: AuditFlags, invocation: Invocation): Promise<ExitCode> {
  const { originOf } = invocation;
  const posture = new Posture(catalogue);
  const options = (): AuditOptions => readOptions(flags, originOf);
  const report = (lines: Lines): ExitCode => tryWriteReport(posture, options(), originOf, lines);
  return serve(flags, invocation, {
    reporter: (lines) => createReporter(attemptsTo(flags, lines), flags.json ?? lines.isTTY !== true),
    prepare: () => checkPath(options(), originOf),
    alone: { origin: 'audit', why: 'its report is made in one process' },
    watch: (server) => server.on('attempt-completed', (record) => posture.add(record)),
    report,
    finish: (lines) => {
      const written = report(lines);
      const verdict = tellVerdict(posture, options());
      return written === ExitCode.OK ? verdict : written;
    },
  });
}

/** A table, a page or a SARIF file on stdout must not begin with the lines of logins. */
function attemptsTo({ report, format = 'json' }: AuditFlags, lines: Lines): Lines {
  return report === undefined && format !== 'json' ? process.stderr : lines;
}

interface AuditOptions {
  readonly path: string | undefined;
  readonly format: ReportFormat;
  readonly failOn: readonly string[];
  readonly expectClients: number | undefined;
}

function readOptions(
  { report, format, failOn, expectClients }: AuditFlags,
  originOf: OriginOf,
): AuditOptions {
  try {
    return {
      path: report,
      format: readFormat(
        format ?? (extname(report ?? '').slice(1) || 'json'),
        format === undefined ? 'report' : 'format',
        originOf,
      ),
      failOn: failOn === undefined ? [] : catalogue.parseFailOn(failOn),
      expectClients: expectClients === undefined ? undefined : readCount(expectClients, originOf),
    };
  } catch (error) {
    if (!isError(error) || error.name !== 'RangeError') throw error;
    throw new ConfigurationError([{ path: originOf('failOn'), message: error.message }]);
  }
}

function readCount(text: string, originOf: OriginOf): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new ConfigurationError([
    { path: originOf('expectClients'), message: 'expected a number of clients, 0 to 9999' },
  ]);
}

function readFormat(text: string, name: 'report' | 'format', originOf: OriginOf): ReportFormat {
  const format = reportFormats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new ConfigurationError([
    { path: originOf(name), message: `expected one of ${reportFormats.join(', ')}` },
  ]);
}

/** Checks now that the report can be written, not after a day of auditing. */
function checkPath({ path }: AuditOptions, originOf: OriginOf): void {
  if (path === undefined) return;
  try {
    accessSync(dirname(path), constants.W_OK);
    checkReplaceable(path);
  } catch (error) {
    throw new ConfigurationError([unwritable(error, originOf)]);
  }
}

/** The server goes on without a report that cannot be written. */
function tryWriteReport(posture: Posture, options: AuditOptions, originOf: OriginOf, lines: Lines): ExitCode {
  try {
    writeReport(posture, options, lines);
    return ExitCode.OK;
  } catch (error) {
    process.stderr.write(`${problemText(unwritable(error, originOf))}\n`);
    return ExitCode.FAILED;
  }
}

function unwritable(error: unknown, originOf: OriginOf): Problem {
  return { path: originOf('report'), message: `cannot be written (${systemErrorText(error)})` };
}

function writeReport(posture: Posture, { path, format }: AuditOptions, lines: Lines): void {
  const rows = posture.rows();
  const version = packageVersion();
  const text = renderReport(
    { catalogue, rows, version, generatedAt: systemRuntime.now(), omitted: posture.omitted },
    format,
  );
  if (path === undefined) lines.write(text);
  else replaceFile(path, (temporary) => writeFileSync(temporary, text, { flag: 'wx' }));
}

/** Exit code 1, with the reasons on stderr, when the clients are not as demanded. */
function tellVerdict(posture: Posture, options: AuditOptions): ExitCode {
  const failures = judge(posture.rows(), posture.omitted, catalogue, options);
  for (const { text } of failures) process.stderr.write(`${printable(text)}\n`);
  return failures.length === 0 ? ExitCode.OK : ExitCode.FAILED;
}
