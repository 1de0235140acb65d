import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const noIv = Buffer.alloc(16);

/** AES of the session key ([MS-NRPC] 3.1.4.3.1). */
export function sessionKeyOf(ntHash: Buffer, clientChallenge: Buffer, serverChallenge: Buffer): Buffer {
  return createHmac('sha256', ntHash)
    .update(clientChallenge)
    .update(serverChallenge)
    .digest()
    .subarray(0, 16);
}

/** AES-128 in 8-bit CFB mode; a credential is a challenge under the session key ([MS-NRPC] 3.1.4.4.1). */
export function encrypted(key: Buffer, plain: Buffer, iv: Buffer = noIv): Buffer {
  return createCipheriv('aes-128-cfb8', key, iv).update(plain);
}

/** The credential after so many seconds, or after one step: its lower half is a number ([MS-NRPC] 3.1.4.5). */
export function advanced(credential: Buffer, by: number): Buffer {
  const next = Buffer.from(credential);
  next.writeUInt32LE((credential.readUInt32LE(0) + by) >>> 0, 0);
  return next;
}

/** A PDU's stub under privacy, and NL_AUTH_SHA2_SIGNATURE ([MS-NRPC] 2.2.1.3.3). */
export interface Sealed {
  readonly stub: Buffer;
  /** 56 bytes. */
  readonly signature: Buffer;
}

/** Faults of a signature: a message that is not the next one, or one that somebody sends who has not the key. */
export interface SealingFault {
  /** Steps between the counter's value and the one in the signature. */
  readonly ahead?: number;
  /** The message says that the client sent it. */
  readonly asClient?: boolean;
}

const algorithms = Buffer.from('13001a00ffff0000', 'hex');

/** Privacy and integrity of one connection, from the server's side ([MS-NRPC] 3.3.4.2). */
export class Sealing {
  readonly #key: Buffer;
  readonly #stubKey: Buffer;
  readonly #confounder: () => Buffer;
  /** Samba and Windows have one counter for what both sides send. */
  #sequence = 0;

  /** @param confounder 8 bytes, others each time */
  constructor(sessionKey: Buffer, confounder: () => Buffer = () => randomBytes(8)) {
    this.#confounder = confounder;
    this.#key = sessionKey;
    this.#stubKey = Buffer.from(sessionKey.map((octet) => octet ^ 0xf0));
  }

  /** The stub in clear; undefined for one that is not of the client, or not the next. */
  open({ stub, signature }: Sealed): Buffer | undefined {
    if (signature.length !== 56 || !signature.subarray(0, 8).equals(algorithms)) return undefined;
    const checksum = signature.subarray(16, 24);
    const sequence = decrypted(this.#key, signature.subarray(8, 16), twice(checksum));
    if (!sequence.equals(numberOf(this.#sequence, true))) return undefined;
    this.#sequence++;
    const plain = decrypted(
      this.#stubKey,
      Buffer.concat([signature.subarray(24, 32), stub]),
      twice(sequence),
    );
    return this.#checksum(plain).equals(checksum) ? plain.subarray(8) : undefined;
  }

  /** @param stub padded to a multiple of 16 bytes */
  seal(stub: Buffer, { ahead = 0, asClient = false }: SealingFault = {}): Sealed {
    const sequence = numberOf(this.#sequence++ + ahead, asClient);
    const plain = Buffer.concat([this.#confounder(), stub]);
    const checksum = this.#checksum(plain);
    const cipher = encrypted(this.#stubKey, plain, twice(sequence));
    const hidden = encrypted(this.#key, sequence, twice(checksum));
    const signature = Buffer.concat([algorithms, hidden, checksum, cipher.subarray(0, 8), Buffer.alloc(24)]);
    return { stub: cipher.subarray(8), signature };
  }

  #checksum(plain: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(algorithms).update(plain).digest().subarray(0, 8);
  }
}

function numberOf(sequence: number, ofClient: boolean): Buffer {
  const octets = Buffer.alloc(8);
  octets.writeUInt32BE(sequence, 0);
  octets.writeUInt8(ofClient ? 0x80 : 0, 4);
  return octets;
}

function decrypted(key: Buffer, cipher: Buffer, iv: Buffer): Buffer {
  return createDecipheriv('aes-128-cfb8', key, iv).update(cipher);
}

function twice(octets: Buffer): Buffer {
  return Buffer.concat([octets, octets]);
}
