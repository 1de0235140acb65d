import type { MessageSecurity, Surroundings } from '../mechanism.js';
import { createDirection, type MessageDirection, plainMacOf } from './message-direction.js';
import { NegotiateFlags } from './negotiate-flags.js';
import type { Side } from './session-keys.js';

/** The directions that have used sequence number 0 for a mechListMIC. */
export interface MechListMics {
  readonly sent: boolean;
  readonly received: boolean;
}

/**
 * GSS_GetMICEx, GSS_VerifyMICEx, GSS_WrapEx and GSS_UnwrapEx of one side ([MS-NLMP] 3.4.6 to 3.4.9), in sequence. A
 * wrapped message is always encrypted and signed, whether or not SEAL was negotiated.
 */
export class NtlmMessageSecurity implements MessageSecurity {
  readonly micLength = 16;
  readonly wrapSignatureLength = 16;
  readonly #signs: boolean;
  readonly #extended: boolean;
  readonly #outgoing: MessageDirection;
  readonly #incoming: MessageDirection;
  /** True once the peer has signed a message without the text around it, although that was to be signed too. */
  #leavesSurroundings = false;

  /**
   * @param exportedKey ExportedSessionKey, 16 bytes
   * @param own the side that sends with this object; it receives from the other
   * @param mics the RC4 handles are put back after a mechListMIC ([MS-SPNG] 3.2.5.1), the sequence numbers are not
   */
  constructor(
    negotiateFlags: number,
    exportedKey: Buffer,
    own: Side,
    mics: MechListMics = { sent: false, received: false },
  ) {
    const { EXTENDED_SESSIONSECURITY, SIGN, SEAL } = NegotiateFlags;
    this.#signs = (negotiateFlags & (SIGN | SEAL)) !== 0;
    this.#extended = (negotiateFlags & EXTENDED_SESSIONSECURITY) !== 0;
    this.#outgoing = createDirection(negotiateFlags, exportedKey, own);
    // Without extended session security one key, handle and sequence number serve both directions (3.4: half-duplex).
    this.#incoming = this.#extended
      ? createDirection(negotiateFlags, exportedKey, own === 'server' ? 'client' : 'server')
      : this.#outgoing;
    if (mics.sent) this.#outgoing.advance();
    if (mics.received) this.#incoming.advance();
  }

  getMic(message: Buffer, around?: Surroundings): Buffer {
    return this.#signs ? this.#sign(message, around) : Buffer.from(unnegotiatedSignature);
  }

  verifyMic(message: Buffer, mic: Buffer, around?: Surroundings): boolean {
    // The constant that a peer sends without SIGN proves nothing.
    return this.#signs && this.#verify(message, mic, around);
  }

  wrap(message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    const sealed = this.#outgoing.cipher(message);
    return { sealed, signature: this.#sign(message, around) };
  }

  unwrap(sealed: Buffer, signature: Buffer, around?: Surroundings): Buffer | undefined {
    const message = this.#incoming.cipher(sealed);
    return this.#verify(message, signature, around) ? message : undefined;
  }

  #sign(message: Buffer, around: Surroundings | undefined): Buffer {
    const mac = this.#outgoing.mac(this.#signed(message, around));
    this.#outgoing.advance();
    return mac;
  }

  #verify(message: Buffer, signature: Buffer, around: Surroundings | undefined): boolean {
    const incoming = this.#incoming;
    const signed = this.#signed(message, around);
    const expected = incoming.mac(signed);
    if (!incoming.matches(expected, signature)) {
      // A message whose signature is wrong does not advance the sequence number ([MS-NLMP] 3.4.4).
      if (this.#extended || signed === message) return false;
      if (!incoming.matches(plainMacOf(message, { mac: expected, text: signed }), signature)) return false;
      this.#leavesSurroundings = true;
    }
    incoming.advance();
    return true;
  }

  /**
   * The bytes that a signature covers: the clear text around a message too, unless the signature is NTLMv1's and the
   * carrier did not ask for that (3.4.6.1). smbd and its clients never sign it under NTLMv1, even where the carrier
   * agreed to: the answers leave it unsigned as well.
   */
  #signed(message: Buffer, around: Surroundings | undefined): Buffer {
    const signsAround = this.#extended || (around?.sign === true && !this.#leavesSurroundings);
    if (around === undefined || !signsAround) return message;
    return Buffer.concat([around.before, message, around.after]);
  }
}

/** Without SIGN a signature is the version and zeros ([MS-NLMP] 3.4.4.3): 16 bytes. */
export const unnegotiatedSignature = Buffer.from('01000000000000000000000000000000', 'hex');
