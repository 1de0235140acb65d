import type { CarrierReasonText } from '../../text/reason-text.js';
import { rpcAccepted, rpcRefused, rpcUnrelated } from '../shown/rpc.js';
import type { RpcReason } from './carrier-reason.js';

/** Connections of RPC over TCP that came to no login. */
export const rpcReasons = {
  'not-rpc': {
    sentence: 'What connected does not speak DCE/RPC.',
    advice:
      'Something else is pointed at this port: correct the host and port in the program that the first bytes give away. A connection begins with a bind, version 5.0 (impacket: ncacn_ip_tcp:HOST[PORT]; rpcclient takes no port, and always asks the endpoint mapper at 135).',
    ...rpcUnrelated,
    section: '[MS-RPCE] 2.2.2.1',
  },
  'rpc-unauthenticated': {
    sentence: 'The client calls without having logged in, and anonymous calls are refused.',
    advice:
      'Let the client log in with its bind: rpcclient ncacn_ip_tcp:HOST[seal] -U USER, which needs the server at port 135 (--rpc 135); in impacket, rpctransport.set_credentials and dce.set_auth_level before dce.bind. Windows looks up endpoints without a login, which is granted in any case. To answer calls of nobody, set rpc.anonymous to "accept": whoever reaches the port may then call what needs no account.',
    ...rpcRefused,
    section: '[MS-RPCE] 3.3.1.5.2.2',
  },
  'rpc-without-login': {
    sentence: 'The client asked for what needs no login, and left without one.',
    advice:
      'Nothing to do: every client asks the endpoint mapper for a port first, and logs in on a connection of its own after that. If no such login follows, the client could not reach the port that it was told, or has no credentials.',
    ...rpcAccepted,
    section: '[MS-RPCE] 2.1.1.1',
  },
} as const satisfies Record<RpcReason, CarrierReasonText>;
