import type { ClearBytes } from '../../krb5/encryption/index.js';
import type { Surroundings } from '../mechanism.js';

/** The two ends of a GSS context. */
export type Side = 'initiator' | 'acceptor';

/** The end that sends a token, and the token's number in its direction. */
export interface Place {
  readonly sender: Side;
  /** 0 to 2^64 - 1. */
  readonly sequence: bigint;
}

/** The per-message tokens of one context in one of their two formats. */
export interface MessageTokens {
  /** Bytes of every MIC token. */
  readonly micLength: number;
  /** Bytes in front of a wrapped message with surroundings, which stays where it is. */
  readonly wrapSignatureLength: number;
  /** The MIC token of the parts in order. */
  mic(place: Place, message: readonly Buffer[]): Buffer;
  /** Whether a MIC token is that of the parts, the sender and the number; constant time. */
  verifiesMic(place: Place, message: readonly Buffer[], mic: Buffer): boolean;
  /** Encrypts a message: `signature` and then `sealed` are the Wrap token. */
  wrap(place: Place, message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer };
  /** The message of a Wrap token; undefined when it is not encrypted or does not verify; constant time. */
  unwrap(place: Place, token: Buffer, around?: Surroundings): Buffer | undefined;
}

/** The parts that a signature covers, in the order in which they travel ([MS-RPCE] 3.3.1.5.2.2). */
export function signedParts(message: Buffer, around: Surroundings | undefined): readonly Buffer[] {
  return around?.sign === true ? [around.before, message, around.after] : [message];
}

/** The surroundings of a message of `length` bytes, where they are signed. */
export function clearBytes(length: number, around: Surroundings | undefined): readonly ClearBytes[] {
  if (around?.sign !== true) return [];
  return [
    { at: 0, bytes: around.before },
    { at: length, bytes: around.after },
  ];
}
