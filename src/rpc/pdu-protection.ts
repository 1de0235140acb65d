import type { MessageSecurity, Surroundings } from '../auth/mechanism.js';
import type { RpcProtection } from '../facts/rpc.js';
import {
  AuthLevel,
  TRAILER_LENGTH,
  type PduLayout,
  type ReceivedPdu,
  type SecurityTrailer,
} from './pdu/index.js';

/** The security that a client asked for; every later trailer of its context must repeat it ([MS-RPCE] 2.2.2.11). */
export type Terms = Omit<SecurityTrailer, 'token'>;

/** Whether a trailer belongs to a context of these terms. */
export function repeats(trailer: SecurityTrailer, terms: Terms): boolean {
  return (
    trailer.type === terms.type && trailer.level === terms.level && trailer.contextId === terms.contextId
  );
}

/** The protection that an auth_level asks for. */
export function protectionOf(terms: Terms): RpcProtection {
  if (terms.level === AuthLevel.CONNECT) return 'none';
  return seals(terms) ? 'encrypted' : 'signed';
}

/**
 * Protects the PDUs of one side of a security context, and verifies those of the other ([MS-RPCE] 3.3.1.5.2.2). A
 * server and a client use it alike.
 */
export class PduProtection {
  readonly terms: Terms;
  readonly #messages: MessageSecurity;
  readonly #signsHeaders: boolean;

  /** @param signsHeaders whether both sides of the connection support header signing */
  constructor(terms: Terms, messages: MessageSecurity, signsHeaders: boolean) {
    this.terms = terms;
    this.#messages = messages;
    this.#signsHeaders = signsHeaders;
  }

  /** Bytes that {@link protect} needs at the end of a PDU; 0 when PDUs are sent as they are. */
  get trailerLength(): number {
    return this.#sendsTrailers ? TRAILER_LENGTH + this.#tokenLength : 0;
  }

  /** The trailer to encode a PDU with, its token still blank; undefined when PDUs carry none. */
  blankTrailer(): SecurityTrailer | undefined {
    return this.#sendsTrailers ? { ...this.terms, token: Buffer.alloc(this.#tokenLength) } : undefined;
  }

  /** Signs, and seals if so agreed, an encoded PDU in place; it has the {@link blankTrailer}. */
  protect(pdu: Buffer, layout: PduLayout): void {
    const { body, token, around } = this.#parts(pdu, layout);
    if (!seals(this.terms)) {
      token.set(this.#messages.getMic(body, around));
      return;
    }
    const { sealed, signature } = this.#messages.wrap(body, around);
    body.set(sealed);
    token.set(signature);
  }

  /**
   * Verifies a PDU of the other side and decrypts it.
   *
   * @param stub of the PDU as it arrived
   * @returns the stub in clear; undefined when the PDU is not what the security context demands
   */
  unprotect(pdu: ReceivedPdu, stub: Buffer): Buffer | undefined {
    const { security } = pdu;
    if (security && !repeats(security, this.terms)) return undefined;
    // At this level a token is optional and protects nothing ([MS-RPCE] 3.3.1.5.2.2, 3.3.1.5.4).
    if (!this.#sendsTrailers) return stub;
    if (!security) return undefined;
    const { body, around } = this.#parts(pdu.raw, pdu.layout);
    if (seals(this.terms)) {
      const plain = this.#messages.unwrap(body, security.token, around);
      return plain?.subarray(0, plain.length - pdu.layout.padLength);
    }
    return this.#messages.verifyMic(body, security.token, around) ? stub : undefined;
  }

  get #sendsTrailers(): boolean {
    return this.terms.level !== AuthLevel.CONNECT;
  }

  get #tokenLength(): number {
    return seals(this.terms) ? this.#messages.wrapSignatureLength : this.#messages.micLength;
  }

  /** The header, body and sec_trailer in this order are what a signature covers. */
  #parts(pdu: Buffer, layout: PduLayout): { body: Buffer; token: Buffer; around: Surroundings } {
    const tokenStart = layout.trailerStart + TRAILER_LENGTH;
    return {
      body: pdu.subarray(layout.bodyStart, layout.trailerStart),
      token: pdu.subarray(tokenStart),
      around: {
        before: pdu.subarray(0, layout.bodyStart),
        after: pdu.subarray(layout.trailerStart, tokenStart),
        sign: this.#signsHeaders,
      },
    };
  }
}

/**
 * Otherwise it signs: PKT, and CALL which MUST be processed like it ([MS-RPCE] 2.2.1.1.8), take the next higher level
 * that there is, as between Windows and Samba. NTLM has no signature that covers nothing.
 */
function seals({ level }: Terms): boolean {
  return level === AuthLevel.PKT_PRIVACY;
}
