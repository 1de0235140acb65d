import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** [MS-NRPC] 3.1.4.3.1, from the primitives of Node.js. */
export function sessionKeyOf(ntHash: Buffer, clientChallenge: Buffer, serverChallenge: Buffer): Buffer {
  return hmac(ntHash, clientChallenge, serverChallenge).subarray(0, 16);
}

/** [MS-NRPC] 3.1.4.4.1 */
export function credentialOf(key: Buffer, input: Buffer): Buffer {
  return createCipheriv('aes-128-cfb8', key, Buffer.alloc(16)).update(input);
}

/** CopySeqNumber of [MS-NRPC] 3.3.4.2.1 and 3.3.4.2.3. */
export function sequenceOf(number: number, sender: 'client' | 'server'): Buffer {
  const copy = Buffer.alloc(8);
  copy.writeUInt32BE(number);
  copy[4] = sender === 'client' ? 0x80 : 0;
  return copy;
}

/** The parts of a sealed message beside its ciphertext. */
export interface SealedParts {
  readonly key: Buffer;
  readonly sequence: Buffer;
  readonly confounder: Buffer;
  /** Header of the PDU and sec_trailer where they are signed. */
  readonly before?: Buffer;
  readonly after?: Buffer;
}

const none = Buffer.alloc(0);
const HEADER = Buffer.from('13001a00ffff0000', 'hex');

/** Seals a message, byte by byte as [MS-NRPC] 3.3.4.2.1 says: the encrypted message and the 56-byte signature. */
export function seal(message: Buffer, parts: SealedParts): { sealed: Buffer; signature: Buffer } {
  const { key, sequence, confounder, before = none, after = none } = parts;
  const checksum = hmac(key, HEADER, confounder, before, message, after).subarray(0, 8);
  const cipher = createCipheriv('aes-128-cfb8', sealingKey(key), Buffer.concat([sequence, sequence]));
  const encryptedConfounder = cipher.update(confounder);
  const sealed = cipher.update(message);
  const number = createCipheriv('aes-128-cfb8', key, Buffer.concat([checksum, checksum])).update(sequence);
  const signature = Buffer.concat([HEADER, number, checksum, encryptedConfounder, Buffer.alloc(24)]);
  return { sealed, signature };
}

/** The fields of a signature and the message behind it, opened with the primitives of Node.js. */
export function open(key: Buffer, sealed: Buffer, signature: Buffer) {
  const checksum = signature.subarray(16, 24);
  const vector = Buffer.concat([checksum, checksum]);
  const sequence = createDecipheriv('aes-128-cfb8', key, vector).update(signature.subarray(8, 16));
  const cipher = createDecipheriv('aes-128-cfb8', sealingKey(key), Buffer.concat([sequence, sequence]));
  const confounder = cipher.update(signature.subarray(24, 32));
  const message = cipher.update(sealed);
  return {
    header: signature.subarray(0, 8),
    sequence,
    checksum,
    confounder,
    message,
    reserved: signature.subarray(32),
  };
}

function sealingKey(key: Buffer): Buffer {
  return Buffer.from(key.map((byte) => byte ^ 0xf0));
}

export function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
