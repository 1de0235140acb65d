import type { Recording } from '../transcript/read-transcript.js';
import { ClientComparison } from './client-comparison.js';
import { type PlayingServer, playServer } from './play-server.js';
import { createReplayedServer, type ReplayMeans } from './replayed-server.js';
import type { ConnectionReport } from './report.js';
import { type Script, scriptsOf } from './script.js';

/** How the server's side is played, and to whom. */
export interface ServeOptions {
  /** Numbers of the connections, each played to one client in the order of the recording. */
  readonly numbers: ReadonlySet<number>;
  readonly realTime: boolean;
  /** Called with the report about each connection that is over. */
  readonly told: (report: ConnectionReport) => void;
}

/** A server that plays a recording. */
export interface RecordedSide extends PlayingServer {
  /** Whether it is a real server with the recorded surroundings; otherwise it repeats the recorded bytes. */
  readonly isReal: boolean;
}

/**
 * Listens on loopback as the server of a recording. A client chooses its own random values, so that the recorded proof
 * of a password tells nothing about its login. With the secret of each account that logged in, a real server answers
 * with the recorded randomness and clock; without, the recorded bytes are repeated, and their signatures are wrong.
 */
export async function replayAsServer(
  recording: Recording,
  means: ReplayMeans,
  options: ServeOptions,
): Promise<RecordedSide> {
  const scripts = scriptsOf(recording).filter(({ connection }) => options.numbers.has(connection));
  if (!hasSecrets(recording, means)) {
    const smb = scripts.filter(({ carrier }) => carrier === 'smb');
    return { ...(await playServer(smb, { ...options, port: means.port })), isReal: false };
  }
  return { ...(await serveReally(recording, means, scripts, options)), isReal: true };
}

/** Whether the secret of every account that was found is in the recording, or given. */
function hasSecrets({ lines }: Recording, { accounts }: ReplayMeans): boolean {
  const given = new Set(accounts.map(({ name }) => name.toUpperCase()));
  return lines.every((line) => {
    if (line.event !== 'account' || line.found === null) return true;
    return line.found.ntHash !== undefined || given.has(line.found.name.toUpperCase());
  });
}

async function serveReally(
  recording: Recording,
  means: ReplayMeans,
  scripts: readonly Script[],
  { told }: ServeOptions,
): Promise<PlayingServer> {
  const comparisons = new Map(scripts.map((script) => [script.connection, new ClientComparison(script)]));
  const numbers = scripts.map(({ connection }) => connection);
  const { server } = createReplayedServer(recording, numbers, means, {
    received: (connection, bytes) => void comparisons.get(connection)?.received(bytes),
    closed: (connection) => {
      const comparison = comparisons.get(connection);
      if (comparison !== undefined) told(comparison.report());
    },
  });
  const { port } = await server.listen();
  return { port, close: () => server.close() };
}
