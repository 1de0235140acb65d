import type { Writable } from 'node:stream';

/** Bytes that may wait for a disk, or the reader of a pipe: clients must not fill our memory because that is slow. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * Writes blocks to a stream that may fall behind: whole ones are left out until it has caught up, so that those written
 * can be read.
 *
 * @param onOmitted told how many blocks were left out, once there is room again
 */
export function lossyWriter(
  stream: Writable,
  onOmitted: (blocks: number) => void,
  maxWaitingBytes: number = MAX_WAITING_BYTES,
): (block: Buffer) => void {
  let omitted = 0;
  return (block) => {
    if (omitted === 0 && stream.writableLength <= maxWaitingBytes) {
      stream.write(block);
      return;
    }
    if (omitted === 0) {
      stream.once('drain', () => {
        onOmitted(omitted);
        omitted = 0;
      });
    }
    omitted++;
  };
}
