/** The polynomial of Castagnoli with its bits in reverse (RFC 9260 appendix A). */
const POLYNOMIAL = 0x82f63b78;

/** CRC32c of bytes (RFC 9260 appendix A), for headers: bit by bit, without a table. */
export function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : POLYNOMIAL);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
