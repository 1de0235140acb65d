import {
  type ConnectionRequest,
  Protocol,
  REDIRECTED_AUTHENTICATION_MODE_REQUIRED,
} from './connection-request.js';
import { encodeTpkt } from './tpkt.js';

/** The code of RDP_NEG_FAILURE of a server that has CredSSP alone ([MS-RDPBCGR] 2.2.1.2.2). */
const HYBRID_REQUIRED_BY_SERVER = 5;

/** The result of the negotiation; neither: the client takes no negotiation data, and is left without an answer. */
export interface NegotiationAnswer {
  /** HYBRID or HYBRID_EX. */
  readonly selectedProtocol?: number;
  /** A code of RDP_NEG_FAILURE. */
  readonly failureCode?: number;
}

const CONNECTION_CONFIRM = 0xd0;
const SOURCE_REFERENCE = 0x1234;
const TYPE_RDP_NEG_RSP = 2;
const TYPE_RDP_NEG_FAILURE = 3;

/** REDIRECTED_AUTHENTICATION_MODE_SUPPORTED of RDP_NEG_RSP's flags ([MS-RDPBCGR] 2.2.1.2.1). */
const REDIRECTED_AUTHENTICATION_MODE_SUPPORTED = 0x10;

/** AUTHZ_SUCCESS and AUTHZ_ACCESS_DENIED of the Early User Authorization Result PDU ([MS-RDPBCGR] 2.2.10.2). */
const Authorization = { SUCCESS: 0, ACCESS_DENIED: 5 } as const;

/** Chooses the protocol: CredSSP, with an early authorization result where the client takes one. */
export function answerNegotiation({ negotiation }: ConnectionRequest): NegotiationAnswer {
  // "negotiation data MUST NOT be sent to the client" that sent none ([MS-RDPBCGR] 3.3.5.3.1).
  if (negotiation === undefined) return {};
  const { requestedProtocols } = negotiation;
  if ((requestedProtocols & Protocol.HYBRID_EX) !== 0) return { selectedProtocol: Protocol.HYBRID_EX };
  if ((requestedProtocols & Protocol.HYBRID) !== 0) return { selectedProtocol: Protocol.HYBRID };
  return { failureCode: HYBRID_REQUIRED_BY_SERVER };
}

/**
 * Encodes a Connection Confirm PDU ([MS-RDPBCGR] 2.2.1.2); undefined: the connection ends without one.
 *
 * @param requestFlags flags of the client's RDP_NEG_REQ
 */
export function encodeConnectionConfirm(
  { selectedProtocol, failureCode }: NegotiationAnswer,
  requestFlags = 0,
): Buffer | undefined {
  const value = selectedProtocol ?? failureCode;
  if (value === undefined) return undefined;
  const type = selectedProtocol === undefined ? TYPE_RDP_NEG_FAILURE : TYPE_RDP_NEG_RSP;
  const flags = selectedProtocol === undefined ? 0 : flagsFor(requestFlags);
  const data = Buffer.from([type, flags, 8, 0, 0, 0, 0, 0]);
  data.writeUInt32LE(value, 4);
  return encodeTpkt(CONNECTION_CONFIRM, SOURCE_REFERENCE, data);
}

/**
 * TSRemoteGuardCreds are taken, and a client of Remote Credential Guard goes on only where it is told so. Empty
 * credentials are not: RESTRICTED_ADMIN_MODE_SUPPORTED is never set.
 */
function flagsFor(requestFlags: number): number {
  const isGuarded = (requestFlags & REDIRECTED_AUTHENTICATION_MODE_REQUIRED) !== 0;
  return isGuarded ? REDIRECTED_AUTHENTICATION_MODE_SUPPORTED : 0;
}

/** The Early User Authorization Result PDU ([MS-RDPBCGR] 2.2.10.2). */
export function encodeAuthorizationResult(granted: boolean): Buffer {
  const result = Buffer.alloc(4);
  result.writeUInt32LE(granted ? Authorization.SUCCESS : Authorization.ACCESS_DENIED);
  return result;
}
