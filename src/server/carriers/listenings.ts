import type { AccountStore } from '../../auth/account.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedRpc } from '../resolve-carriers.js';
import type { ResolvedOptions } from '../resolve-options.js';
import type { NamedService } from '../rpc-services.js';
import { type Shared, SocketConnection } from '../socket-connection.js';
import { balancersOf } from './balancers.js';
import type { Listening } from './listeners.js';
import { serveRpc } from './rpc.js';
import type { Surroundings } from './stream-protocol.js';

/** The parts of a server that its listeners are made of. */
export interface CarrierParts extends Shared {
  readonly services: readonly NamedService[];
  readonly accounts: AccountStore;
}

/** The listeners that the options ask for, in the order by which the first one names the server. */
export async function listeningsOf(
  resolved: ResolvedOptions,
  state: ServerState,
  parts: CarrierParts,
): Promise<readonly Listening[]> {
  const { servesSmb, credssp, http, rpc, logger } = resolved;
  const surroundings = { server: state, decisions: parts.decisions, openings: parts.openings };
  // Loaded where they are asked for: most servers start without.
  const loadCredSsp = () => import('./credssp.js');
  const loadHttp = () => import('./http.js');
  return [
    ...(servesSmb ? [smbListening(resolved, state, parts)] : []),
    ...(credssp
      ? [await (await loadCredSsp()).credSspListening(credssp, surroundings, parts.accounts, logger)]
      : []),
    ...(http ? [await (await loadHttp()).httpListening(http, surroundings, logger)] : []),
    ...(rpc ? [rpcListening(rpc, servesSmb, surroundings, parts.services)] : []),
  ];
}

function smbListening(
  { host, port, proxyProtocol }: ResolvedOptions,
  state: ServerState,
  shared: Shared,
): Listening {
  return {
    carrier: 'smb',
    host,
    port,
    balancers: balancersOf(proxyProtocol),
    serve: (...accepted) => new SocketConnection(accepted, state, shared),
  };
}

function rpcListening(
  { host, port, anonymous, proxyProtocol }: ResolvedRpc,
  hasPipes: boolean,
  surroundings: Surroundings,
  services: readonly NamedService[],
): Listening {
  const serve = serveRpc({ anonymous, hasPipes }, surroundings, services);
  return { carrier: 'rpc', host, port, balancers: balancersOf(proxyProtocol), serve };
}
