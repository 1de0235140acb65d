/** Holds a 64-bit number between a message and a bigint; the methods of Buffer take several times as long. */
const number = new DataView(new ArrayBuffer(8));
const octets = new Uint8Array(number.buffer);

/** The unsigned little-endian number in the 8 bytes at `start`, which must be there. */
export function readU64(bytes: Uint8Array, start: number): bigint {
  for (let i = 0; i < 8; i++) octets[i] = bytes[start + i] ?? 0;
  return number.getBigUint64(0, true);
}

/**
 * Writes an unsigned number into the 8 bytes at `start`, little-endian.
 *
 * @throws RangeError unless the value has 64 bits
 */
export function writeU64(bytes: Uint8Array, start: number, value: bigint): void {
  if (BigInt.asUintN(64, value) !== value) throw new RangeError(`${value} does not fit 64 bits`);
  number.setBigUint64(0, value, true);
  for (let i = 0; i < 8; i++) bytes[start + i] = octets[i] ?? 0;
}
