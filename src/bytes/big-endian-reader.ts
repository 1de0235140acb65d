import { Reader } from './reader.js';

/** A {@link Reader} of numbers that are big-endian, for the protocols in which the sender chooses. */
export class BigEndianReader extends Reader {
  override u16(field: string): number {
    return this.bytes(2, field).readUInt16BE();
  }

  override u32(field: string): number {
    return this.bytes(4, field).readUInt32BE();
  }

  override u64(field: string): bigint {
    return this.bytes(8, field).readBigUInt64BE();
  }
}
