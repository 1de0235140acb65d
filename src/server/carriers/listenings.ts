import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedOptions } from '../resolve-options.js';
import type { NamedService } from '../rpc-services.js';
import { type Shared, SocketConnection } from '../socket-connection.js';
import type { Listening } from './listeners.js';
import { rpcListening } from './rpc.js';

/** The parts that the listeners of a server share. */
interface ServerParts extends Shared {
  /** The services of the pipes, which RPC over TCP has, too. */
  readonly services: readonly NamedService[];
}

/** The listeners that the options ask for, in the order by which the first one names the server. */
export async function listeningsOf(
  resolved: ResolvedOptions,
  state: ServerState,
  parts: ServerParts,
): Promise<readonly Listening[]> {
  const { servesSmb, rpc } = resolved;
  return [
    ...(servesSmb ? [smbListening(resolved, state, parts)] : []),
    ...(rpc ? [rpcListening({ ...rpc, hasPipes: servesSmb }, state, parts.services)] : []),
  ];
}

function smbListening({ host, port }: ResolvedOptions, state: ServerState, shared: Shared): Listening {
  return {
    carrier: 'smb',
    host,
    port,
    serve: (socket, id, held) => new SocketConnection(id, socket, state, held, shared),
  };
}
