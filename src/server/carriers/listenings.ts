import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedOptions } from '../resolve-options.js';
import { type Shared, SocketConnection } from '../socket-connection.js';
import { httpListening } from './http.js';
import type { Listening } from './listeners.js';

/** The listeners that the options ask for, in the order by which the first one names the server. */
export function listeningsOf(
  resolved: ResolvedOptions,
  state: ServerState,
  shared: Shared,
): readonly Listening[] {
  const { servesSmb, http, logger } = resolved;
  return [
    ...(servesSmb ? [smbListening(resolved, state, shared)] : []),
    ...(http ? [httpListening(http, state, logger)] : []),
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
