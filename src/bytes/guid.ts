/** Text of a 16-byte GUID in wire order ([MS-DTYP] 2.3.4): the first three fields are little-endian. */
export function guidToText(guid: Buffer): string {
  const digits = (value: number, count: number): string => value.toString(16).padStart(count, '0');
  return [
    digits(guid.readUInt32LE(0), 8),
    digits(guid.readUInt16LE(4), 4),
    digits(guid.readUInt16LE(6), 4),
    guid.toString('hex', 8, 10),
    guid.toString('hex', 10, 16),
  ].join('-');
}

/** The 16 bytes of a GUID written as `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
export function guidFromText(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) throw new RangeError(`not a GUID: ${text}`);
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
