import type { MessageSecurity, Surroundings } from '../mechanism.js';
import { type MessageTokens, type Place, type Side, signedParts } from './message-tokens.js';

/** The numbers of the next message in each direction. */
export interface SequenceNumbers {
  readonly own: bigint;
  readonly peer: bigint;
}

/** Sequence numbers have 64 bits and wrap (RFC 4121 4.2.1). */
const MODULUS = 1n << 64n;

/** GSS_GetMICEx, GSS_VerifyMICEx, GSS_WrapEx and GSS_UnwrapEx of one side ([MS-KILE] 3.4.5.4 to 7), in sequence. */
export class KerberosMessageSecurity implements MessageSecurity {
  readonly micLength: number;
  readonly wrapSignatureLength: number;
  readonly #tokens: MessageTokens;
  readonly #own: Side;
  readonly #peer: Side;
  #ownSequence: bigint;
  #peerSequence: bigint;

  /** @param own the side that sends with this object; it receives from the other */
  constructor(tokens: MessageTokens, own: Side, { own: ownSequence, peer: peerSequence }: SequenceNumbers) {
    this.micLength = tokens.micLength;
    this.wrapSignatureLength = tokens.wrapSignatureLength;
    this.#tokens = tokens;
    this.#own = own;
    this.#peer = own === 'acceptor' ? 'initiator' : 'acceptor';
    this.#ownSequence = ownSequence;
    this.#peerSequence = peerSequence;
  }

  getMic(message: Buffer, around?: Surroundings): Buffer {
    return this.#tokens.mic(this.#nextPlace(), signedParts(message, around));
  }

  verifyMic(message: Buffer, mic: Buffer, around?: Surroundings): boolean {
    const verifies = this.#tokens.verifiesMic(this.#expectedPlace(), signedParts(message, around), mic);
    if (verifies) this.#advancePeer();
    return verifies;
  }

  wrap(message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    return this.#tokens.wrap(this.#nextPlace(), message, around);
  }

  unwrap(sealed: Buffer, signature: Buffer, around?: Surroundings): Buffer | undefined {
    const token = Buffer.concat([signature, sealed]);
    const message = this.#tokens.unwrap(this.#expectedPlace(), token, around);
    if (message !== undefined) this.#advancePeer();
    return message;
  }

  /** A number is used once, also when what it was for is never sent. */
  #nextPlace(): Place {
    const sequence = this.#ownSequence;
    this.#ownSequence = (sequence + 1n) % MODULUS;
    return { sender: this.#own, sequence };
  }

  #expectedPlace(): Place {
    return { sender: this.#peer, sequence: this.#peerSequence };
  }

  /** A message that does not verify does not advance the number. */
  #advancePeer(): void {
    this.#peerSequence = (this.#peerSequence + 1n) % MODULUS;
  }
}
