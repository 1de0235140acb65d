import { encodePdu, PfcFlags, type ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import type { Conversation } from './conversation.js';
import { faultPdu, sendPlain } from './faulty-answer.js';
import { netlogonSecurity, responseOf } from './fragments.js';
import type { Fault } from './script.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** Sends the answer of a call, sealed where the connection is, or the fault of the script in its place. */
export async function sendAnswer(
  pdu: ReceivedPdu,
  conversation: Conversation,
  result: Buffer | { readonly fault: number },
  fault: Fault | undefined,
): Promise<void> {
  const { callId, body } = pdu;
  if (body.kind !== 'request') return;
  if (!Buffer.isBuffer(result))
    return sendPlain(conversation, [faultPdu(callId, result.fault)], callId, undefined);
  const { sealing } = conversation;
  if (fault === 'reflect') return conversation.send([reflected(pdu)]);
  if (fault === 'replay' && conversation.last) return conversation.send([again(conversation.last, callId)]);
  const stub = fault === 'short-stub' ? result.subarray(0, result.length - 8) : result;
  const out = {
    callId,
    contextId: body.contextId,
    maximum: conversation.maximum,
    securityContext: conversation.securityContext,
    sealing: fault === 'unsealed' ? undefined : sealing,
    fault: { ahead: fault === 'ahead' ? 2 : 0, asClient: fault === 'as-client' },
  };
  const pdus = responseOf(stub, out);
  const first = pdus[0] ?? Buffer.alloc(0);
  if (sealing !== undefined) conversation.last = Buffer.from(first);
  if (fault === 'flipped') flip(first, HEADER + 20);
  if (fault === 'wrong-signature') flip(first, first.length - SIGNATURE + 16);
  return sendPlain(conversation, pdus, callId, fault);
}

const HEADER = 24;
const SIGNATURE = 56;

function flip(pdu: Buffer, at: number): void {
  pdu.writeUInt8(pdu.readUInt8(at) ^ 1, at);
}

/** An answer of before, under the number of this call. */
function again(answer: Buffer, callId: number): Buffer {
  const copy = Buffer.from(answer);
  copy.writeUInt32LE(callId, 12);
  return copy;
}

/** The client's own stub and signature. */
function reflected({ raw, layout, callId, security, body }: ReceivedPdu): Buffer {
  if (body.kind !== 'request') return Buffer.alloc(0);
  const stub = raw.subarray(layout.bodyStart, layout.trailerStart);
  const pdu = encodePdu({
    flags: WHOLE,
    callId,
    body: { kind: 'response', allocHint: stub.length, contextId: body.contextId, stub },
    ...(security && {
      security: { ...netlogonSecurity, contextId: security.contextId, token: security.token },
    }),
  });
  if (security) pdu.writeUInt8(layout.padLength, pdu.length - SIGNATURE - 6);
  return pdu;
}
