import { CodecError } from '../bytes/index.js';
import { HEADER_LENGTH, NEXT_COMMAND_OFFSET } from './header.js';

/**
 * Cuts the payload of a frame into its messages, as views ([MS-SMB2] 3.3.5.2.7). Only NextCommand is looked at; a
 * message that is not compounded comes back as it is.
 *
 * @param maximum the most messages to cut off; if more follow, the last element holds all of them
 * @throws CodecError if a part is shorter than a header, or NextCommand is unaligned, points into the header or leaves
 * the frame: one bad link condemns the whole chain, so that no request of it is served before the fault shows
 */
export function splitCompound(payload: Buffer, maximum = Infinity): Buffer[] {
  const messages: Buffer[] = [];
  let start = 0;
  for (;;) {
    const length = payload.length - start;
    if (length < HEADER_LENGTH) throw linkError('truncated', start, `${length} bytes hold no header`);
    const next = payload.readUInt32LE(start + NEXT_COMMAND_OFFSET);
    if (next === 0 || messages.length >= maximum) {
      messages.push(start === 0 ? payload : payload.subarray(start));
      return messages;
    }
    if (next % 8 !== 0) throw linkError('malformed', start, `${next} is not 8-byte aligned`);
    if (next < HEADER_LENGTH) throw linkError('malformed', start, `${next} points into the header`);
    if (next >= length) throw linkError('out-of-range', start, `${next} leaves the frame`);
    messages.push(payload.subarray(start, start + next));
    start += next;
  }
}

/**
 * Makes a compound of messages: pads each but the last to 8 bytes and sets its NextCommand, in place where no padding
 * is needed. Do this before signing, which covers both.
 */
export function linkCompound(messages: readonly Buffer[]): Buffer[] {
  return messages.map((message, index) => {
    if (index === messages.length - 1) return message;
    const length = Math.ceil(message.length / 8) * 8;
    const padded = length === message.length ? message : Buffer.concat([message], length);
    padded.writeUInt32LE(length, NEXT_COMMAND_OFFSET);
    return padded;
  });
}

function linkError(
  code: 'truncated' | 'malformed' | 'out-of-range',
  start: number,
  detail: string,
): CodecError {
  return new CodecError(code, 'SMB2 Header', 'NextCommand', start + NEXT_COMMAND_OFFSET, detail);
}
