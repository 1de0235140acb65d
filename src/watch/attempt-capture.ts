import { beginningOfCapture } from '../capture/capture.js';
import { PacketWriter } from '../capture/packet-writer.js';
import type { Runtime } from '../runtime/runtime.js';
import type { KeptConnection } from './kept-connection.js';
import { Pieces } from './pieces.js';

/** A connection so far as pcapng, with the words of its facts as comments of the packets. */
export async function captureOf(
  { info, entries, end, omittedBytes }: KeptConnection,
  runtime: Pick<Runtime, 'monotonic'>,
): Promise<Buffer> {
  const pieces = new Pieces(runtime);
  const blocks = [beginningOfCapture()];
  let time = entries.find((entry) => entry.kind === 'bytes')?.time ?? 0;
  const writer = new PacketWriter({ now: () => time, write: (block) => blocks.push(block) }, info);
  // More may come, and all of it may be forgotten, in the turns between.
  for (const entry of entries.slice()) {
    if (entry.kind === 'note') writer.comment(entry.words);
    if (entry.kind !== 'bytes') continue;
    ({ time } = entry);
    writer.data(entry.from, entry.bytes);
    await pieces.rest();
  }
  if (omittedBytes > 0) writer.comment(`${omittedBytes} bytes of the connection were not kept`);
  if (end === undefined) writer.release();
  else writer.end(end);
  return Buffer.concat(blocks);
}
