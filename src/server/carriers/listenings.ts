import type { AccountStore } from '../../auth/account.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedOptions } from '../resolve-options.js';
import type { NamedService } from '../rpc-services.js';
import { type Shared, SocketConnection } from '../socket-connection.js';
import { credSspListening } from './credssp.js';
import type { Listening } from './listeners.js';
import { serveRpc } from './rpc.js';

/** The parts of a server that its listeners are made of. */
export interface CarrierParts extends Shared {
  readonly services: readonly NamedService[];
  readonly accounts: AccountStore;
}

/** The listeners that the options ask for, in the order by which the first one names the server. */
export function listeningsOf(
  resolved: ResolvedOptions,
  state: ServerState,
  parts: CarrierParts,
): readonly Listening[] {
  const { host, port, servesSmb, rpc, credssp, logger } = resolved;
  const listenings: Listening[] = [];
  if (servesSmb) {
    listenings.push({
      carrier: 'smb',
      host,
      port,
      serve: (socket, id, held) => new SocketConnection(id, socket, state, held, parts),
    });
  }
  if (credssp !== undefined) listenings.push(credSspListening(credssp, state, parts.accounts, logger));
  if (rpc !== undefined) {
    const serve = serveRpc({ anonymous: rpc.anonymous, hasPipes: servesSmb }, state, parts.services);
    listenings.push({ carrier: 'rpc', host: rpc.host, port: rpc.port, serve });
  }
  return listenings;
}
