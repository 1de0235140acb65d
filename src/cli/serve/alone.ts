import type { ServeConfiguration } from '../../config/index.js';
import { bothTaps } from '../../server/both-taps.js';
import type { Inherited } from '../../server/carriers/listeners.js';
import type { Server, ServerParts } from '../../server/create-server.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import type { Log } from '../log.js';
import type { FurtherListener, Reporter } from '../output/reporter.js';
import { openAccounts } from './accounts.js';
import { bind } from './bind.js';
import { captureTo, openCapture } from './capture.js';
import { tellDomain } from './domain.js';
import type { LocalParts, LocalSockets } from './local-parts.js';
import { prepareServer } from './prepare-server.js';
import { openRecord } from './record.js';
import type { Lines } from './outputs.js';
import { rereading } from './reread.js';
import type { Serving } from './serving.js';

/** The command that a server is opened for. */
export interface ServeRequest {
  readonly flags: ServerFlags;
  readonly originOf: OriginOf;
  readonly configuration: ServeConfiguration;
  readonly log: Log;
  readonly reporter: Reporter;
  /** Takes the server before it listens. */
  readonly watch: (parts: ServerParts) => void;
  /** Where records go. */
  readonly lines: Lines;
  /** Sockets that are bound already. */
  readonly inherited: Inherited;
  /** The same for the parts of ports of this machine. */
  readonly localSockets: LocalSockets;
}

/**
 * Opens the server in this process.
 *
 * @returns the exit code when it does not listen, which was said on stderr
 * @throws ConfigurationError
 */
export async function serveAlone(request: ServeRequest): Promise<Serving | ExitCode> {
  const { flags, originOf, configuration, log, reporter, watch, inherited } = request;
  const local = await prepareLocal(request);
  const capture = openCapture(flags, originOf, log);
  const record = openRecord(flags, originOf, log);
  const accounts = await openAccounts(configuration, log, local?.accounts);
  const captured = capture && captureTo(capture, originOf('capture'), log);
  const parts = prepareServer(configuration, log, {
    accounts,
    tap: captured && local?.tap ? bothTaps(captured, local.tap) : (captured ?? local?.tap),
    record,
    runtime: local?.runtime,
    shared: undefined,
    inherited,
  });
  const { server } = parts;
  reporter.watch(server);
  local?.create(parts, accounts, log);
  watch(parts);
  tellLimits(server, log);
  tellDomain(server, configuration, log);
  if ((await bind(server, configuration)) === undefined) return ExitCode.BIND;
  const closeServer = async (): Promise<void> => {
    await local?.close();
    await server.close();
  };
  let listeners: readonly FurtherListener[] | undefined;
  try {
    listeners = local === undefined ? [] : await local.open();
  } catch (error) {
    await closeServer();
    throw error;
  }
  if (listeners === undefined) {
    await closeServer();
    return ExitCode.BIND;
  }
  return {
    addresses: server.addresses,
    realm: server.realm,
    local: listeners,
    failed: new Promise(() => {}),
    reopen: () => capture?.reopen(),
    reread: rereading(configuration, { accounts, parts }),
    close: async () => {
      await closeServer();
      await capture?.close();
      record?.close();
    },
    abandon: () => {},
  };
}

/** Logs, at level debug, each limit that a client reaches. */
export function tellLimits(server: Server, log: Log): void {
  server.on('limit', ({ limit, value, remote: { address, port } }) =>
    log.debug(`limits.${limit} = ${value} was reached by ${address} port ${port}`),
  );
}

/**
 * The parts that flags ask for on ports of this machine, whose modules are loaded for it alone; undefined: none.
 *
 * @throws ConfigurationError
 */
async function prepareLocal(request: ServeRequest): Promise<LocalParts | undefined> {
  const { flags, originOf, configuration, log, localSockets } = request;
  if ((flags.control ?? flags.watch ?? flags.admin) === undefined) return undefined;
  const { LocalParts: Parts, servedParts } = await import('./local-parts.js');
  return new Parts(await servedParts(flags, originOf, configuration, log), originOf, localSockets);
}
