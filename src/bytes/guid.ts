/** Text of a 16-byte GUID in wire order ([MS-DTYP] 2.3.4): the first three fields are little-endian. */
export function guidToText(guid: Buffer): string {
  const digits = guid.toString('hex', 0, 16);
  const byte = (index: number): string => digits.slice(2 * index, 2 * index + 2);
  const fields = `${byte(3)}${byte(2)}${byte(1)}${byte(0)}-${byte(5)}${byte(4)}-${byte(7)}${byte(6)}`;
  return `${fields}-${digits.slice(16, 20)}-${digits.slice(20)}`;
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
