import { beginningOfCapture } from '../capture/capture.js';
import { PacketWriter } from '../capture/packet-writer.js';
import { loopTurns } from '../runtime/turns.js';
import type { Entry, KeptConnection } from './kept-connection.js';

/** A connection so far as pcapng, with the words of its facts as comments of the packets. */
export async function captureOf(connection: KeptConnection): Promise<Buffer> {
  const { info, entries, end, omittedBytes } = connection;
  const blocks = [beginningOfCapture()];
  let time = entries.find((entry) => entry.kind === 'bytes')?.time ?? 0;
  const writer = new PacketWriter({ now: () => time, write: (block) => blocks.push(block) }, info);
  const write = (entry: Entry): void => {
    if (entry.kind === 'note') writer.comment(entry.words);
    if (entry.kind !== 'bytes') return;
    ({ time } = entry);
    writer.data(entry.from, entry.bytes);
  };
  // More may come, and all of it may be forgotten, in the turns between.
  for (const entry of entries.slice()) await loopTurns.compute(['live page', connection], () => write(entry));
  if (omittedBytes > 0) writer.comment(`${omittedBytes} bytes of the connection were not kept`);
  if (end === undefined) writer.release();
  else writer.end(end);
  return Buffer.concat(blocks);
}
