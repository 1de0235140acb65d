import { createHmac, timingSafeEqual } from 'node:crypto';
import { AesCmac } from '../crypto/cmac.js';
import { aesGmac } from '../crypto/gmac.js';
import {
  Command,
  FLAGS_OFFSET,
  HeaderFlags,
  SIGNATURE_OFFSET,
  SigningAlgorithm,
} from '../smb2-codec/index.js';

/** The signing algorithms we speak, in our order of preference ([MS-SMB2] 2.2.3.1.7). */
export const signingAlgorithmNames = ['AES-GMAC', 'AES-CMAC', 'HMAC-SHA256'] as const;

/** A signing algorithm by name, such as `AES-CMAC`. */
export type SigningAlgorithmName = (typeof signingAlgorithmNames)[number];

const signingAlgorithmIds: Record<SigningAlgorithmName, number> = {
  'AES-GMAC': SigningAlgorithm.AES_GMAC,
  'AES-CMAC': SigningAlgorithm.AES_CMAC,
  'HMAC-SHA256': SigningAlgorithm.HMAC_SHA256,
};

/** The SigningAlgorithmId on the wire. */
export function signingAlgorithmId(name: SigningAlgorithmName): number {
  return signingAlgorithmIds[name];
}

const SIGNATURE_LENGTH = 16;
const COMMAND_OFFSET = 12;
const MESSAGE_ID_OFFSET = 24;

/** The signature that is verified at the moment, and the nonce that is used: nothing else happens meanwhile. */
const received = Buffer.alloc(SIGNATURE_LENGTH);
const nonce = Buffer.alloc(12);

/** Fills in the signature of a response. */
export interface Signing {
  /** Writes the signature into a message whose SIGNED flag is set already. */
  sign(message: Buffer): void;
}

/**
 * Repeats the signature of the request in the response, as Samba does when it does not find the session. It proves
 * nothing, and reveals nothing that was not on the wire.
 */
export class EchoedSignature implements Signing {
  readonly #signature: Buffer;

  constructor(request: Buffer) {
    this.#signature = Buffer.from(request.subarray(SIGNATURE_OFFSET, SIGNATURE_OFFSET + SIGNATURE_LENGTH));
  }

  sign(message: Buffer): void {
    this.#signature.copy(message, SIGNATURE_OFFSET);
  }
}

/** Makes and checks the signatures of one channel, over the bytes of whole messages ([MS-SMB2] 3.1.4.1). */
export class Signer implements Signing {
  readonly algorithm: number;
  readonly #mac: (message: Buffer) => Buffer;

  /**
   * @param algorithm one of `SigningAlgorithm`
   * @param key 16 bytes
   */
  constructor(algorithm: number, key: Buffer) {
    this.algorithm = algorithm;
    this.#mac = macFunction(algorithm, key);
  }

  /** Writes the signature into a message whose SIGNED flag is set already; padding of a compound is part of it. */
  sign(message: Buffer): void {
    message.fill(0, SIGNATURE_OFFSET, SIGNATURE_OFFSET + SIGNATURE_LENGTH);
    this.#mac(message).copy(message, SIGNATURE_OFFSET, 0, SIGNATURE_LENGTH);
  }

  /** The MAC over a message as it is, with the bytes of its signature field. */
  macOf(message: Buffer): Buffer {
    const mac = this.#mac(message);
    return mac.length === SIGNATURE_LENGTH ? mac : mac.subarray(0, SIGNATURE_LENGTH);
  }

  /**
   * Whether a received message carries the right signature; the comparison takes constant time. The signature field is
   * zeroed while the MAC is computed, and then restored.
   */
  verify(message: Buffer): boolean {
    for (let i = 0; i < SIGNATURE_LENGTH; i++) received[i] = message[SIGNATURE_OFFSET + i] ?? 0;
    message.fill(0, SIGNATURE_OFFSET, SIGNATURE_OFFSET + SIGNATURE_LENGTH);
    const expected = this.macOf(message);
    message.set(received, SIGNATURE_OFFSET);
    return timingSafeEqual(received, expected);
  }
}

function macFunction(algorithm: number, key: Buffer): (message: Buffer) => Buffer {
  switch (algorithm) {
    case SigningAlgorithm.HMAC_SHA256:
      return (message) => createHmac('sha256', key).update(message).digest();
    case SigningAlgorithm.AES_GMAC:
      return (message) => aesGmac(key, gmacNonce(message), message);
    default: {
      const cmac = new AesCmac(key);
      return (message) => cmac.mac(message);
    }
  }
}

/** MessageId, then 32 bits of which bit 0 says "from the server" and bit 1 "CANCEL" ([MS-SMB2] 3.1.4.1). */
function gmacNonce(message: Buffer): Buffer {
  for (let i = 0; i < 8; i++) nonce[i] = message[MESSAGE_ID_OFFSET + i] ?? 0;
  const fromServer = (message.readUInt32LE(FLAGS_OFFSET) & HeaderFlags.SERVER_TO_REDIR) !== 0;
  const cancel = message.readUInt16LE(COMMAND_OFFSET) === Command.CANCEL;
  nonce[8] = (fromServer ? 1 : 0) | (cancel ? 2 : 0);
  return nonce;
}
