/** Text of a 16-byte GUID in wire order ([MS-DTYP] 2.3.4): the first three fields are little-endian. */
export function guidToText(guid: Buffer): string {
  const hex = (start: number, end: number, reversed: boolean) => {
    const part = Buffer.from(guid.subarray(start, end));
    return (reversed ? part.reverse() : part).toString('hex');
  };
  return [hex(0, 4, true), hex(4, 6, true), hex(6, 8, true), hex(8, 10, false), hex(10, 16, false)].join('-');
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
