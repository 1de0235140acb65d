import { beginningOfCapture } from '../capture/capture.js';
import { PacketWriter } from '../capture/packet-writer.js';
import type { KeptConnection } from './kept-connection.js';

/** A connection as pcapng, with the words of its facts as comments of the packets. */
export function captureOf({ info, entries, end, omittedBytes }: KeptConnection): Buffer {
  const blocks = [beginningOfCapture()];
  let time = entries.find((entry) => entry.kind === 'bytes')?.time ?? 0;
  const writer = new PacketWriter({ now: () => time, write: (block) => blocks.push(block) }, info);
  for (const entry of entries) {
    if (entry.kind === 'note') writer.comment(entry.words);
    if (entry.kind !== 'bytes') continue;
    ({ time } = entry);
    writer.data(entry.from, entry.bytes);
  }
  if (omittedBytes > 0) writer.comment(`${omittedBytes} bytes of the connection were not kept`);
  if (end === undefined) writer.release();
  else writer.end(end);
  return Buffer.concat(blocks);
}
