import type { TranscriptLine } from '../transcript/format.js';
import type { Recording } from '../transcript/read-transcript.js';
import { systemErrorText } from '../values/system-error.js';
import { differenceOf, type Leniency } from './difference.js';
import { differenceOfFiles } from './file-answers.js';
import { playClient, type PlayedConnection, type Target } from './play-client.js';
import { createReplayedServer, type ReplayedServer, type ReplayMeans } from './replayed-server.js';
import { type ConnectionReport, type FoundDifference, isAsRecorded } from './report.js';
import type { ReplayedSurroundings, Watcher } from './surroundings.js';
import { scriptsOf } from './script.js';
import { serverChoices, Translation } from './translation.js';
import { Unsealing } from './unsealing.js';
import { Waiting } from './waiting.js';

/** How a recording is played. */
export interface PlayOptions {
  /** Numbers of the connections; default: all. */
  readonly numbers: ReadonlySet<number>;
  readonly realTime: boolean;
  /** Milliseconds to wait for an answer longer than the recorded server took. */
  readonly patience: number;
}

/** Plays the client's side to the server of the recording, made anew in this process: every byte must be the same. */
export async function replayToOwnServer(
  recording: Recording,
  means: ReplayMeans,
  options: PlayOptions,
): Promise<ConnectionReport[]> {
  const opened = new Set<number>();
  const received = new Map<number, number>();
  const accepted = new Waiting();
  const watcher: Watcher = {
    opened: (connection) => {
      opened.add(connection);
      accepted.tell();
    },
    received: (connection, bytes) => {
      received.set(connection, (received.get(connection) ?? 0) + bytes.length);
      accepted.tell();
    },
    closed: (connection) => {
      received.set(connection, Infinity);
      accepted.tell();
    },
  };
  const { server, surroundings } = await listeningServer(recording, means, options, watcher);
  try {
    const played = await playClient(recording, options.numbers, {
      ...options,
      targets: server.addresses,
      opened: (connection) => accepted.until(() => opened.has(connection), options.patience),
      delivered: (connection, bytes) =>
        accepted.until(() => (received.get(connection) ?? 0) >= bytes, options.patience),
    });
    return reportsOf(recording, played, surroundings);
  } finally {
    await server.close();
  }
}

/** A bind over TCP is told the port of RPC, so that the recorded one is taken where it is free. */
async function listeningServer(
  recording: Recording,
  means: ReplayMeans,
  { numbers }: PlayOptions,
  watcher: Watcher,
): Promise<ReplayedServer> {
  const opened = recording.lines.find((line) => line.event === 'opened' && line.carrier === 'rpc');
  const rpcPort = opened?.event === 'opened' ? opened.local.port : 0;
  const replayed = createReplayedServer(recording, [...numbers], { ...means, rpcPort }, watcher);
  try {
    await replayed.server.listen();
    return replayed;
  } catch (error) {
    await replayed.server.close();
    if (rpcPort === 0 || systemErrorText(error) === undefined) throw error;
    const other = createReplayedServer(recording, [...numbers], means, watcher);
    await other.server.listen();
    return other;
  }
}

/**
 * Plays the client's side to any server. Its own choices may differ from the recorded ones, and so may everything that
 * follows from them.
 */
export async function replayToOther(
  recording: Recording,
  target: Target,
  options: PlayOptions,
): Promise<ConnectionReport[]> {
  const translation = new Translation();
  const played = await playClient(recording, options.numbers, {
    ...options,
    targets: { smb: target },
    translate: (connection, bytes) => translation.request(connection, bytes),
    answered: (connection, recorded, got) => translation.learn(connection, recorded, got),
  });
  return played.map((one) => reportOf(one, (expected, got) => differenceOf(expected, got, serverChoices)));
}

/** Reports about each connection, for which some differences are only the want of a secret. */
function reportsOf(
  recording: Recording,
  played: readonly PlayedConnection[],
  surroundings: ReplayedSurroundings,
): ConnectionReport[] {
  const withoutSecret = new Set<string>();
  const isPart = recording.lines.some(
    (line) => line.event === 'opened' && !played.some(({ connection }) => connection === line.connection),
  );
  const scripts = new Map(scriptsOf(recording).map((script) => [script.connection, script]));
  return played.map((one) => {
    const { connection } = one;
    const unsealing = new Unsealing(scripts.get(connection)?.messages ?? [], surroundings.sessionKeys);
    let files = 0;
    const report = reportOf(one, (expected, got) => {
      const [wanted, there] = unsealing.open(expected, got);
      const difference =
        differenceOf(expected, got) && (differenceOf(wanted, there) ?? differenceOf(expected, got));
      if (difference === undefined || !differenceOfFiles(wanted, there)) return difference;
      files += 1;
      return undefined;
    });
    const notes = [...report.notes];
    if (files > 0)
      notes.push(`${files} answers differ only in what the file system says of files, such as times`);
    const invented = surroundings.invented.get(connection) ?? 0;
    if (invented > 0) notes.push(`the server drew ${invented} times more than it did when it was recorded`);
    if (isPart && !isAsRecorded(report))
      notes.push(
        'other connections of the recording were not played: numbers that the server counts over all of them differ',
      );
    const name = surroundings.unproved.get(connection);
    const session = sessionsOf(recording, connection);
    if (name !== undefined) for (const id of session) withoutSecret.add(id);
    const depends = name !== undefined || session.some((id) => withoutSecret.has(id));
    if (isAsRecorded(report) || !depends) return { ...report, notes };
    const who = name === undefined ? 'the account of its session' : name;
    const equal = report.first === undefined ? report.compared : report.first.number - 1;
    notes.push(
      `the recording has no secret of ${who}: ${equal} of ${report.recorded} answers can be compared, and they are as recorded; the others cannot be compared without --user NAME:PASSWORD`,
    );
    return { ...report, compared: equal, unequal: 0, first: undefined, faults: [], notes };
  });
}

/** SessionIds in the headers that a connection received, as hexadecimal digits in wire order. */
function sessionsOf({ lines }: Recording, connection: number): string[] {
  const isReceived = (line: TranscriptLine): boolean =>
    line.event === 'received' && line.connection === connection;
  const found = lines.filter(isReceived).map((line) => {
    const bytes = line.event === 'received' ? line.bytes : '';
    // Behind the four bytes of the frame, an SMB2 header has its SessionId at offset 40.
    return bytes.slice(8, 16) === 'fe534d42' ? bytes.slice(88, 104) : '';
  });
  return [...new Set(found)].filter((id) => id !== '' && id !== '0000000000000000');
}

function reportOf(
  { connection, recorded, got, faults, notes }: PlayedConnection,
  compare: (expected: Buffer, got: Buffer, lenient?: Leniency) => ReturnType<typeof differenceOf>,
): ConnectionReport {
  let first: FoundDifference | undefined;
  let unequal = 0;
  const compared = Math.min(recorded.length, got.length);
  for (let index = 0; index < compared; index++) {
    const difference = compare(recorded[index] ?? NOTHING, got[index] ?? NOTHING);
    if (difference === undefined) continue;
    unequal += 1;
    first ??= { number: index + 1, ...difference };
  }
  const more = got.length - recorded.length;
  const beyond = more > 0 ? [`the server sent ${more} messages more than the recorded one`] : [];
  return {
    connection,
    recorded: recorded.length,
    compared,
    unequal,
    first,
    faults: [...faults, ...beyond],
    notes,
  };
}

const NOTHING = Buffer.alloc(0);
