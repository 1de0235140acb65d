import { optional, required, sequence, type TypeOf } from '../../der/structure.js';
import { int32, octetString, uint32 } from '../../der/types.js';

/** EncryptedData (RFC 4120 5.2.9). Neither the enctype nor the key version is protected. */
export const encryptedData = sequence('EncryptedData', {
  etype: required(0, int32),
  kvno: optional(1, uint32),
  cipher: required(2, octetString),
});

/** A ciphertext, with the kind and the version of its key. */
export type EncryptedData = TypeOf<typeof encryptedData>;

/** EncryptionKey (RFC 4120 5.2.9). Secret. */
export const encryptionKey = sequence('EncryptionKey', {
  keytype: required(0, int32),
  keyvalue: required(1, octetString),
});

/** A key with its enctype. Secret. */
export type EncryptionKey = TypeOf<typeof encryptionKey>;

/** Checksum (RFC 4120 5.2.9). */
export const checksum = sequence('Checksum', {
  cksumtype: required(0, int32),
  checksum: required(1, octetString),
});

/** A checksum with its type. */
export type Checksum = TypeOf<typeof checksum>;
