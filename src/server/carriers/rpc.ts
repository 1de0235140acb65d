import { AssociationGroups } from '../../rpc/index.js';
import { rpcLogins, type NamedService } from '../rpc-services.js';
import { RpcConnection, type RpcListener } from './rpc-connection.js';
import type { Serve } from './served-connection.js';
import { StreamConnection } from './stream-connection.js';
import type { Surroundings } from './stream-protocol.js';

/** The options of the listener. */
export type RpcOptions = Pick<RpcListener, 'anonymous' | 'hasPipes'>;

/**
 * Serves RPC over TCP: the services, the endpoint mapper and the management interface on one port.
 *
 * @param services those of the pipes
 */
export function serveRpc(
  options: RpcOptions,
  surroundings: Surroundings,
  services: readonly NamedService[],
): Serve {
  const listener = {
    ...options,
    services,
    startLogin: rpcLogins(surroundings.server),
    groups: new AssociationGroups(),
  };
  return (...accepted) =>
    new StreamConnection(
      'rpc',
      accepted,
      surroundings,
      (transport) => new RpcConnection(transport, listener),
    );
}
