import { encodePdu, PfcFlags, TRAILER_LENGTH } from '../../../src/rpc/pdu/index.js';
import type { Sealing, SealingFault } from './channel-crypto.js';

/** auth_type of the Netlogon security provider ([MS-RPCE] 2.2.1.1.7), and privacy. */
export const netlogonSecurity = { type: 0x44, level: 6 } as const;

const HEADER = 24;
const SIGNATURE = 56;

/** How an answer goes out. */
export interface Outgoing {
  readonly callId: number;
  readonly contextId: number;
  /** Largest PDU that the client takes, in bytes. */
  readonly maximum: number;
  readonly sealing?: Sealing | undefined;
  /** auth_context_id of the client. */
  readonly securityContext: number;
  readonly fault?: SealingFault;
}

/** The PDUs of an answer, in fragments where it is too large for one. */
export function responseOf(stub: Buffer, out: Outgoing): Buffer[] {
  const room = (out.maximum - HEADER - TRAILER_LENGTH - SIGNATURE) & ~15;
  const pdus: Buffer[] = [];
  let at = 0;
  do {
    const isLast = at + room >= stub.length;
    const flags = (at === 0 ? PfcFlags.FIRST_FRAG : 0) | (isLast ? PfcFlags.LAST_FRAG : 0);
    pdus.push(fragmentOf(stub.subarray(at, at + room), stub.length - at, flags, out));
    at += room;
  } while (at < stub.length);
  return pdus;
}

function fragmentOf(stub: Buffer, allocHint: number, flags: number, out: Outgoing): Buffer {
  const { callId, contextId, sealing, securityContext } = out;
  const body = { kind: 'response', allocHint, contextId } as const;
  if (sealing === undefined) return encodePdu({ flags, callId, body: { ...body, stub } });
  const padding = (16 - (stub.length % 16)) % 16;
  const sealed = sealing.seal(Buffer.concat([stub, Buffer.alloc(padding)]), out.fault);
  const security = { ...netlogonSecurity, contextId: securityContext, token: sealed.signature };
  const pdu = encodePdu({ flags, callId, body: { ...body, stub: sealed.stub }, security });
  // The padding is sealed too, so that the encoder does not know it.
  pdu.writeUInt8(padding, pdu.length - SIGNATURE - TRAILER_LENGTH + 2);
  return pdu;
}
