import { once } from 'node:events';
import { readFlags } from '../../config/index.js';
import { coloursFor } from '../../diagnosis/output/paragraph.js';
import { replayToOther, replayToOwnServer } from '../../replay/replay-client.js';
import { replayAsServer } from '../../replay/replay-server.js';
import type { ReplayMeans } from '../../replay/replayed-server.js';
import { type ConnectionReport, isAsRecorded } from '../../replay/report.js';
import { printable, quoted } from '../../text/printable.js';
import { LONGEST_TRANSCRIPT, readTranscript, type Recording } from '../../transcript/read-transcript.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import { systemErrorText } from '../../values/system-error.js';
import { ExitCode } from '../exit-code.js';
import type { ReplayFlags } from '../flags.js';
import { createLog, type Log } from '../log.js';
import { readBoundedFile, TooLong } from '../bounded-file.js';
import { AnnouncedFile } from '../serve/announced-file.js';
import { ReplayPrinter } from './print.js';

/** Milliseconds to wait for an answer longer than the recorded server took. */
const PATIENCE_MILLISECONDS = 5000;

/** Plays a transcript; exit code 1 when something is not as recorded. */
export async function replay(file: string, flags: ReplayFlags): Promise<ExitCode> {
  const log = createLog('warn', process.stderr);
  try {
    const recording = readTranscript(textOf(file), quoted(file));
    const numbers = chosenNumbers(recording, flags.connection);
    const printer = new ReplayPrinter(
      process.stdout,
      flags.json === true,
      coloursFor(process.stdout, process.env),
    );
    printer.head(recording, numbers.size);
    const means = meansOf(flags, log);
    const options = { numbers, realTime: flags.realTime === true, patience: PATIENCE_MILLISECONDS };
    const reports =
      flags.as === 'server'
        ? await serve(recording, means, { ...options, flags, printer })
        : await play(recording, means, options, flags.to);
    if (flags.as !== 'server') for (const report of reports) printer.report(report, 'answer');
    printer.end(reports);
    return reports.length > 0 && reports.every(isAsRecorded) ? ExitCode.OK : ExitCode.FAILED;
  } catch (error) {
    return complain(error);
  }
}

function complain(error: unknown): ExitCode {
  const reason = systemErrorText(error);
  if (!(error instanceof ConfigurationError) && reason === undefined) throw error;
  const text = error instanceof ConfigurationError ? error.message : `cannot be played (${reason})`;
  process.stderr.write(`${text.split('\n').map(printable).join('\n')}\n`);
  return error instanceof ConfigurationError ? ExitCode.USAGE : ExitCode.FAILED;
}

/** @throws ConfigurationError when the file cannot be read, or is longer than a transcript can be */
function textOf(file: string): string {
  try {
    return readBoundedFile(file, LONGEST_TRANSCRIPT).toString('latin1');
  } catch (error) {
    if (error instanceof TooLong) {
      const message = `expected a transcript of at most ${LONGEST_TRANSCRIPT} bytes`;
      throw new ConfigurationError([{ path: quoted(file), message }]);
    }
    throw new ConfigurationError([
      { path: quoted(file), message: `cannot be read (${systemErrorText(error)})` },
    ]);
  }
}

/** @throws ConfigurationError when the recording has no such connection */
function chosenNumbers({ lines }: Recording, wanted: readonly string[] | undefined): Set<number> {
  const there = lines.flatMap((line) => (line.event === 'opened' ? [line.connection] : []));
  if (wanted === undefined) return new Set(there);
  const unknown = wanted.filter((text) => !there.map(String).includes(text));
  if (unknown.length === 0) return new Set(there.filter((number) => wanted.includes(String(number))));
  const known = there.length === 0 ? 'none' : `1 to ${Math.max(...there)}`;
  throw new ConfigurationError([
    {
      path: '--connection',
      message: `the recording has no connection ${unknown.map((text) => quoted(text)).join(', ')}: it has ${known}`,
    },
  ]);
}

function meansOf({ user, keytab, port, as, to }: ReplayFlags, log: Log): ReplayMeans {
  if (to !== undefined && as === 'server')
    throw new ConfigurationError([{ path: '--to', message: 'is for --as client' }]);
  const { value } = readFlags({ user, port }, (name) => `--${name}`);
  return { accounts: value.accounts ?? [], keytab, port: value.listen?.port ?? 0, logger: log };
}

type Options = Parameters<typeof replayToOwnServer>[2];

function play(
  recording: Recording,
  means: ReplayMeans,
  options: Options,
  to: string | undefined,
): Promise<ConnectionReport[]> {
  if (to === undefined) return replayToOwnServer(recording, means, options);
  return replayToOther(recording, targetOf(to), options);
}

/** @throws ConfigurationError unless it is `HOST:PORT` */
function targetOf(text: string): { host: string; port: number } {
  const { host = '', port = '' } = /^\[?(?<host>[^\]]+?)\]?:(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (host !== '' && Number(port) > 0 && Number(port) < 65536) return { host, port: Number(port) };
  throw new ConfigurationError([{ path: '--to', message: 'expected HOST:PORT' }]);
}

interface Serving extends Options {
  readonly flags: ReplayFlags;
  readonly printer: ReplayPrinter;
}

/** Serves until every recorded connection was played, or a signal. */
async function serve(
  recording: Recording,
  means: ReplayMeans,
  { flags, printer, numbers, realTime }: Serving,
): Promise<ConnectionReport[]> {
  const reports: ConnectionReport[] = [];
  const portFile = flags.portFile === undefined ? undefined : new AnnouncedFile(flags.portFile);
  const over = new AbortController();
  const stop = (): void => over.abort();
  const side = await replayAsServer(recording, means, {
    numbers,
    realTime,
    told: (report) => {
      reports.push(report);
      printer.report(report, 'message of the client');
      if (reports.length === numbers.size) stop();
    },
  });
  try {
    process.once('SIGINT', stop).once('SIGTERM', stop);
    portFile?.announce(String(side.port));
    printer.listening(side.port, side.isReal);
    if (!over.signal.aborted) await once(over.signal, 'abort');
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    portFile?.remove();
    await side.close();
  }
  return reports;
}
