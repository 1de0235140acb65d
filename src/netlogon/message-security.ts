import type { MessageSecurity, Surroundings } from '../auth/mechanism.js';
import { decryptCfb8, encryptCfb8 } from '../crypto/cfb8.js';
import { equalInConstantTime } from '../crypto/constant-time.js';
import { hmacSha256 } from '../crypto/sha256.js';
import type { Runtime } from '../runtime/runtime.js';

/** Bytes of NL_AUTH_SHA2_SIGNATURE with a confounder ([MS-NRPC] 2.2.1.3.3). */
export const SIGNATURE_LENGTH = 56;

/** SignatureAlgorithm HMAC-SHA256, SealAlgorithm AES-128, Pad; Flags follow, which a receiver disregards. */
const ALGORITHMS = Buffer.from('13001a00ffff', 'hex');
const FLAGS = Buffer.alloc(2);

/** The sender of a message: a bit of its sequence number ([MS-NRPC] 3.3.4.2.1, 3.3.4.2.3). */
type Sender = 'client' | 'server';

/**
 * The Netlogon security of a client at privacy level with AES ([MS-NRPC] 3.3.4.2). One counter serves both directions:
 * a request and its answer have numbers in a row.
 */
export class NetlogonMessageSecurity implements MessageSecurity {
  /** There is no channel that is signed alone. */
  readonly micLength = 0;
  readonly wrapSignatureLength = SIGNATURE_LENGTH;
  readonly #sessionKey: Buffer;
  readonly #sealingKey: Buffer;
  readonly #runtime: Pick<Runtime, 'randomBytes'>;
  #sequence = 0;

  constructor(sessionKey: Buffer, runtime: Pick<Runtime, 'randomBytes'>) {
    this.#sessionKey = sessionKey;
    this.#sealingKey = Buffer.from(sessionKey.map((byte) => byte ^ 0xf0));
    this.#runtime = runtime;
  }

  /** @throws Error always: a controller refuses calls that are not sealed (CVE-2022-38023) */
  getMic(): Buffer {
    throw new Error('a Netlogon channel is sealed');
  }

  /** Never true, for the same reason. */
  verifyMic(): boolean {
    return false;
  }

  /** Seals a request ([MS-NRPC] 3.3.4.2.1). */
  wrap(message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    const sequence = this.#next('client');
    const confounder = this.#runtime.randomBytes(8);
    const header = Buffer.concat([ALGORITHMS, FLAGS]);
    const checksum = this.#checksum(header, confounder, message, around);
    // The vector of the data is the last block of the encrypted confounder: one stream holds both.
    const stream = encryptCfb8(this.#sealingKey, twice(sequence), Buffer.concat([confounder, message]));
    const encryptedSequence = encryptCfb8(this.#sessionKey, twice(checksum), sequence);
    const signature = Buffer.alloc(SIGNATURE_LENGTH);
    Buffer.concat([header, encryptedSequence, checksum, stream.subarray(0, 8)]).copy(signature);
    return { sealed: stream.subarray(8), signature };
  }

  /** Opens an answer ([MS-NRPC] 3.3.4.2.4); undefined when it is not the server's next one. */
  unwrap(sealed: Buffer, signature: Buffer, around?: Surroundings): Buffer | undefined {
    const expected = this.#next('server');
    if (signature.length !== SIGNATURE_LENGTH) return undefined;
    const header = signature.subarray(0, 8);
    const checksum = signature.subarray(16, 24);
    const sequence = decryptCfb8(this.#sessionKey, twice(checksum), signature.subarray(8, 16));
    const encrypted = Buffer.concat([signature.subarray(24, 32), sealed]);
    const stream = decryptCfb8(this.#sealingKey, twice(sequence), encrypted);
    const [confounder, message] = [stream.subarray(0, 8), stream.subarray(8)];
    const computed = this.#checksum(header, confounder, message, around);
    const isWhole = equalInConstantTime(computed, checksum);
    const isNext = equalInConstantTime(sequence, expected);
    const isOfAlgorithms = equalInConstantTime(header.subarray(0, ALGORITHMS.length), ALGORITHMS);
    return isWhole && isNext && isOfAlgorithms ? message : undefined;
  }

  /** HMAC-SHA256 cut to 8 bytes; the header and the trailer are in it where they are signed (4.3.1). */
  #checksum(header: Buffer, confounder: Buffer, message: Buffer, around: Surroundings | undefined): Buffer {
    const signed = around?.sign === true ? [around.before, message, around.after] : [message];
    return hmacSha256(this.#sessionKey, Buffer.concat([header, confounder, ...signed])).subarray(0, 8);
  }

  /** CopySeqNumber: both halves big-endian, the low one first. */
  #next(sender: Sender): Buffer {
    const number = this.#sequence++;
    const copy = Buffer.alloc(8);
    copy.writeUInt32BE(number % 2 ** 32, 0);
    copy.writeUInt32BE(Math.floor(number / 2 ** 32), 4);
    if (sender === 'client') copy.writeUInt8(copy.readUInt8(4) | 0x80, 4);
    return copy;
  }
}

function twice(half: Buffer): Buffer {
  return Buffer.concat([half, half]);
}
