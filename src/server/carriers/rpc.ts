import { AssociationGroups } from '../../rpc/index.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedRpc } from '../resolve-carriers.js';
import { rpcLogins, type NamedService } from '../rpc-services.js';
import type { Listening } from './listeners.js';
import { RpcConnection, type RpcListener } from './rpc-connection.js';
import { StreamConnection } from './stream-connection.js';

/** The options of the listener. */
type RpcOptions = ResolvedRpc & Pick<RpcListener, 'hasPipes'>;

/**
 * Serves RPC over TCP: the services, the endpoint mapper and the management interface on one port.
 *
 * @param services those of the pipes
 */
export function rpcListening(
  { host, port, anonymous, hasPipes }: RpcOptions,
  state: ServerState,
  services: readonly NamedService[],
): Listening {
  const groups = new AssociationGroups();
  const listener = { services, startLogin: rpcLogins(state), groups, anonymous, hasPipes };
  return {
    carrier: 'rpc',
    host,
    port,
    serve: (...accepted) =>
      new StreamConnection('rpc', accepted, state, (transport) => new RpcConnection(transport, listener)),
  };
}
