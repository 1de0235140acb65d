import { packEntries, type PackedEntries, readEntries } from './entry-list.js';

/** FILE_FULL_EA_INFORMATION ([MS-FSCC] 2.4.16). */
export interface FileFullEaInformation {
  /** 0x80 is FILE_NEED_EA. */
  readonly flags: number;
  /** Without the NUL that ends it on the wire; one byte for each character. */
  readonly eaName: string;
  readonly eaValue: Buffer;
}

const FIXED_LENGTH = 8;

/** @throws CodecError if the data is too short or malformed */
export function decodeFileFullEaInformation(data: Buffer): FileFullEaInformation[] {
  return readEntries(data, 'FILE_FULL_EA_INFORMATION', (r) => {
    const flags = r.u8('Flags');
    const nameLength = r.u8('EaNameLength');
    const valueLength = r.u16('EaValueLength');
    const eaName = r.bytes(nameLength, 'EaName').toString('latin1');
    r.skip(1, 'EaName');
    return { flags, eaName, eaValue: r.bytes(valueLength, 'EaValue') };
  });
}

/** Encodes the attributes that fit. */
export function encodeFileFullEaInformation(
  attributes: Iterable<FileFullEaInformation>,
  maxLength: number,
): PackedEntries {
  return packEntries(
    attributes,
    4,
    maxLength,
    ({ eaName, eaValue }) => FIXED_LENGTH + eaName.length + 1 + eaValue.length,
    (w, { flags, eaName, eaValue }) => {
      w.u8(flags).u8(eaName.length).u16(eaValue.length);
      w.bytes(Buffer.from(eaName, 'latin1')).u8(0).bytes(eaValue);
    },
  );
}
