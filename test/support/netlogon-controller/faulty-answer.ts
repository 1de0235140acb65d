import { encodePdu, PfcFlags } from '../../../src/rpc/pdu/index.js';
import type { Conversation } from './conversation.js';
import type { Fault } from './script.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** Sends PDUs, or the fault of the script in their place. */
export async function sendPlain(
  conversation: Conversation,
  pdus: readonly Buffer[],
  callId: number,
  fault: Fault | undefined,
): Promise<void> {
  if (typeof fault === 'object' && 'after' in fault) await fault.after;
  if (typeof fault === 'object' && 'fault' in fault)
    return conversation.send([faultPdu(callId, fault.fault)]);
  const whole = Buffer.concat(pdus);
  switch (fault) {
    case 'silence':
      return undefined;
    case 'close':
      return conversation.end();
    case 'garbage':
      return conversation.send([Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    case 'cut':
      conversation.send([whole.subarray(0, whole.length / 2)]);
      return conversation.end();
    case 'other-call':
      whole.writeUInt32LE(callId + 7, 12);
      return conversation.send([whole]);
    default:
      return conversation.send([whole]);
  }
}

/** An RPC fault (C706 12.6.4.7). */
export function faultPdu(callId: number, status: number): Buffer {
  const flags = WHOLE | PfcFlags.DID_NOT_EXECUTE;
  return encodePdu({ flags, callId, body: { kind: 'fault', contextId: 0, status } });
}
