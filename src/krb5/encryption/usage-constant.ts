/**
 * The constant from which a key of one usage is derived: the usage, big-endian, and one byte (RFC 3961 section 5.3).
 *
 * @param purpose 0xAA for encryption, 0x55 for its integrity check, 0x99 for checksums
 */
export function usageConstant(usage: number, purpose: 0xaa | 0x55 | 0x99): Buffer {
  const constant = Buffer.allocUnsafe(5);
  constant.writeUInt32BE(usage);
  constant[4] = purpose;
  return constant;
}
