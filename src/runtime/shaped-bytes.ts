import type { Delivery } from './delivery.js';

/** The place of a message's length in its frame. */
export interface FrameLayout {
  /** Bytes in front that stay what they are where the message becomes others. */
  readonly header: number;
  /** Writes the length of a whole frame, header included, as far as its field has room. */
  setLength(frame: Buffer, length: number): void;
}

/** Direct TCP ([MS-SMB2] 2.1): the length of what follows in 24 bits. */
export const directTcpLayout: FrameLayout = {
  header: 4,
  setLength: (frame, length) => {
    if (frame.length >= 4) frame.writeUIntBE(Math.min(length - 4, 0xff_ffff), 1, 3);
  },
};

/** A PDU of RPC: frag_length, which counts all of it ([C706] 12.6.3.1). */
export const rpcLayout: FrameLayout = {
  header: 16,
  setLength: (frame, length) => {
    if (frame.length >= 16) frame.writeUInt16LE(Math.min(length, 0xffff), 8);
  },
};

/** Bytes without a length of their own. */
export const plainLayout: FrameLayout = { header: 0, setLength: () => {} };

/** The bytes of a frame as a delivery changes them; a copy where it does. */
export function shapedBytes(
  frame: Buffer,
  { garbage, padding = 0, missing = 0, truncate = Infinity }: Delivery,
  layout: FrameLayout,
  randomBytes: (length: number) => Buffer,
): Buffer {
  if (frame.length === 0) return frame;
  const { header } = layout;
  const message =
    garbage === true && frame.length > header
      ? Buffer.concat([frame.subarray(0, header), randomBytes(frame.length - header)])
      : frame;
  const changes = padding > 0 || missing > 0;
  const bytes = changes ? Buffer.concat([message, Buffer.alloc(padding)]) : message;
  if (changes) layout.setLength(bytes, bytes.length + missing);
  return bytes.subarray(0, truncate);
}
