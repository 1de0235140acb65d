import { createDatagramDirection, type MessageDirection } from './message-direction.js';
import { unnegotiatedSignature } from './message-security.js';
import { NegotiateFlags } from './negotiate-flags.js';
import type { Side } from './session-keys.js';

/**
 * GSS_GetMIC, GSS_VerifyMIC, GSS_Wrap and GSS_Unwrap for datagrams: every message has a key of its own, made of the
 * sequence number that the application gives it ([MS-NLMP] 3.4, 3.4.4). Messages may be lost or overtake each other.
 *
 * The application sees to its numbers; nothing here remembers them. A number that it takes again for another message of
 * its own gives both the same key stream, and their exclusive-or away. A number that it accepts again is a replay.
 *
 * Each `seqNum` is an integer of 32 bits, else the function throws a RangeError.
 */
export interface DatagramSecurity {
  /** Whether signatures were negotiated: without, those of `getMic` prove nothing and `verifyMic` accepts none. */
  readonly signs: boolean;
  /** Whether encryption was negotiated: without, `wrap` throws and `unwrap` accepts nothing. */
  readonly seals: boolean;
  /** The signature of a message of ours: NTLMSSP_MESSAGE_SIGNATURE, 16 bytes. */
  getMic(message: Buffer, seqNum: number): Buffer;
  /** Whether `mic` is the peer's signature of its message with that number; constant time. */
  verifyMic(message: Buffer, mic: Buffer, seqNum: number): boolean;
  /**
   * Encrypts a message of ours; `signature`, 16 bytes, travels beside `sealed`.
   *
   * @throws Error where encryption was not negotiated
   */
  wrap(message: Buffer, seqNum: number): { sealed: Buffer; signature: Buffer };
  /** Decrypts the peer's message with that number; undefined when its signature does not verify. */
  unwrap(sealed: Buffer, signature: Buffer, seqNum: number): Buffer | undefined;
}

/** One side of a connectionless NTLM context. */
export class NtlmDatagramSecurity implements DatagramSecurity {
  readonly signs: boolean;
  readonly seals: boolean;
  readonly #negotiateFlags: number;
  readonly #exportedKey: Buffer;
  readonly #own: Side;

  /**
   * @param negotiateFlags what both sides agreed on
   * @param exportedKey ExportedSessionKey, 16 bytes
   * @param own the side that sends with this object; it receives from the other
   */
  constructor(negotiateFlags: number, exportedKey: Buffer, own: Side) {
    const { EXTENDED_SESSIONSECURITY, SIGN, SEAL } = NegotiateFlags;
    this.signs = (negotiateFlags & (SIGN | SEAL)) !== 0;
    // "available in connectionless mode only if the client configures extended session security" ([MS-NLMP] 3.4.3)
    this.seals = (negotiateFlags & SEAL) !== 0 && (negotiateFlags & EXTENDED_SESSIONSECURITY) !== 0;
    this.#negotiateFlags = negotiateFlags;
    this.#exportedKey = exportedKey;
    this.#own = own;
  }

  getMic(message: Buffer, seqNum: number): Buffer {
    const outgoing = this.#outgoing(seqNum);
    return this.signs ? outgoing.mac(message) : Buffer.from(unnegotiatedSignature);
  }

  verifyMic(message: Buffer, mic: Buffer, seqNum: number): boolean {
    const incoming = this.#incoming(seqNum);
    return this.signs && incoming.matches(incoming.mac(message), mic);
  }

  wrap(message: Buffer, seqNum: number): { sealed: Buffer; signature: Buffer } {
    const outgoing = this.#outgoing(seqNum);
    if (!this.seals) throw new Error('encryption was not negotiated');
    const sealed = outgoing.cipher(message);
    return { sealed, signature: outgoing.mac(message) };
  }

  unwrap(sealed: Buffer, signature: Buffer, seqNum: number): Buffer | undefined {
    const incoming = this.#incoming(seqNum);
    if (!this.seals) return undefined;
    const message = incoming.cipher(sealed);
    return incoming.matches(incoming.mac(message), signature) ? message : undefined;
  }

  #outgoing(seqNum: number): MessageDirection {
    return this.#direction(this.#own, seqNum);
  }

  #incoming(seqNum: number): MessageDirection {
    return this.#direction(this.#own === 'server' ? 'client' : 'server', seqNum);
  }

  #direction(sender: Side, seqNum: number): MessageDirection {
    if (!Number.isInteger(seqNum) || seqNum < 0 || seqNum > 0xffff_ffff) {
      throw new RangeError(`a sequence number of 32 bits, not ${seqNum}`);
    }
    return createDatagramDirection(this.#negotiateFlags, this.#exportedKey, sender, seqNum);
  }
}
