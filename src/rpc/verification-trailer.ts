import { CodecError, Reader } from '../bytes/index.js';
import { DREP, PduType } from './pdu/index.js';
import { NDR, readSyntax, sameSyntax, type SyntaxId } from './syntax.js';

/** rpc_sec_verification_trailer ([MS-RPCE] 2.2.2.13.1). */
const SIGNATURE = Buffer.from('8ae3137102f43671', 'hex');

const COMMAND_MASK = 0x3fff;
const COMMAND_END = 0x4000;
const MUST_PROCESS = 0x8000;
const BITMASK_1 = 1;
const PCONTEXT = 2;
const HEADER2 = 3;
const CLIENT_SUPPORT_HEADER_SIGNING = 0x01;

/** The facts of a request that its verification trailer may repeat, because the header was not protected. */
export interface RequestFacts {
  readonly callId: number;
  readonly contextId: number;
  readonly opnum: number;
  readonly abstractSyntax: SyntaxId;
  /** The bind had PFC_SUPPORT_HEADER_SIGN. */
  readonly headerSignOffered: boolean;
  /** Numbers of the PDU are big-endian; those of its trailer never are. */
  readonly bigEndian: boolean;
}

/**
 * Checks the verification trailer behind the stub of a request, if there is one ([MS-RPCE] 2.2.2.13). Clients may put
 * padding before it, so it is looked for by its signature.
 * @returns the stub without it; undefined when the trailer contradicts the request, or has an unknown command that must
 * be processed
 */
export function checkVerificationTrailer(stub: Buffer, facts: RequestFacts): Buffer | undefined {
  const start = stub.lastIndexOf(SIGNATURE);
  if (start < 0 || start % 4 !== 0) return stub;
  try {
    const r = new Reader(stub, 'rpc_sec_verification_trailer', start + SIGNATURE.length);
    return holds(r, facts) ? stub.subarray(0, start) : undefined;
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

function holds(r: Reader, facts: RequestFacts): boolean {
  for (;;) {
    const header = r.u16('command');
    const length = r.u16('length');
    const body = new Reader(r.bytes(length, 'command'), 'rpc_sec_verification_trailer');
    if (!commandHolds(header, body, facts)) return false;
    if ((header & COMMAND_END) !== 0) return true;
  }
}

function commandHolds(header: number, body: Reader, facts: RequestFacts): boolean {
  switch (header & COMMAND_MASK) {
    case BITMASK_1: {
      const signing = (body.u32('bits') & CLIENT_SUPPORT_HEADER_SIGNING) !== 0;
      // A mismatch means that the flag was removed from the bind in transit.
      return !signing || facts.headerSignOffered;
    }
    case PCONTEXT: {
      const abstract = readSyntax(body, 'InterfaceId');
      return (
        sameSyntax(abstract, facts.abstractSyntax) && sameSyntax(readSyntax(body, 'TransferSyntax'), NDR)
      );
    }
    case HEADER2: {
      const type = body.u8('PTYPE');
      body.skip(3, 'Reserved');
      const drep = body.bytes(4, 'drep');
      const callId = body.u32('call_id');
      const contextId = body.u16('p_cont_id');
      const opnum = body.u16('opnum');
      return (
        type === PduType.REQUEST &&
        drep.equals(facts.bigEndian ? Buffer.alloc(4) : DREP) &&
        callId === facts.callId &&
        contextId === facts.contextId &&
        opnum === facts.opnum
      );
    }
    default:
      return (header & MUST_PROCESS) === 0;
  }
}
