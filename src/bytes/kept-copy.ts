/**
 * A copy in memory of its own, for bytes that stay as long as a session: a view keeps its whole frame, and a copy by
 * `Buffer.from` the 8 KiB that it shares with others.
 */
export function keptCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(bytes.length);
  copy.set(bytes);
  return copy;
}
