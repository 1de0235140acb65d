import type { CarrierSymptoms, RpcClientShows } from '../../text/reason-text.js';

/** The messages of the clients of RPC over TCP, and the statuses that rpcclient prints. */
export interface RpcShown {
  readonly clientShows: RpcClientShows;
  readonly symptoms: Pick<CarrierSymptoms, 'status'>;
}

function shown(rpcclient: string, status: readonly string[], impacket: string): RpcShown {
  return { clientShows: { rpcclient, impacket }, symptoms: { status } };
}

/** The login was right, and the calls are answered. */
export const rpcAccepted: RpcShown = shown('no error', [], 'no error');

/** A bind_nak or a fault 5: the same for every refusal, since RPC has no NTSTATUS. */
export const rpcRefused: RpcShown = shown(
  '“result was WERR_ACCESS_DENIED” or NT_STATUS_ACCESS_DENIED after a call; with SPNEGO already after its bind, “cli_rpc_pipe_bind failed with error NT_STATUS_ACCESS_DENIED”',
  ['STATUS_ACCESS_DENIED'],
  '“rpc_s_access_denied”',
);

/** The connection ended under the client. */
export const rpcConnectionLost: RpcShown = shown(
  'NT_STATUS_CONNECTION_DISCONNECTED or NT_STATUS_CONNECTION_RESET',
  ['STATUS_CONNECTION_DISCONNECTED', 'STATUS_CONNECTION_RESET'],
  'an exception of its socket, such as “Connection reset by peer”',
);

/** The client ended the connection by itself. */
export const rpcLeftByItself: RpcShown = shown('its own reason', [], 'its own reason');

/** The peer is no client of RPC. */
export const rpcUnrelated: RpcShown = shown('does not arise', [], 'does not arise');
