import type {
  Acceptor,
  Identity,
  MessageSecurity,
  SecurityContext,
  Surroundings,
} from '../auth/mechanism.js';
import {
  AuthLevel,
  FaultStatus,
  PfcFlags,
  RejectReason,
  TRAILER_LENGTH,
  type PduLayout,
  type ReceivedPdu,
  type SecurityTrailer,
} from './pdu/index.js';

/** Begins a login for an auth_type of a bind (a value of `AuthType`); undefined when that type is not served. */
export type StartLogin = (authType: number) => Acceptor | undefined;

/** The security that the client asked for; every later trailer must repeat it ([MS-RPCE] 2.2.2.11). */
type Terms = Omit<SecurityTrailer, 'token'>;

/** The one security context of a connection. */
type State =
  | { readonly at: 'none' }
  | { readonly at: 'negotiating'; readonly terms: Terms; readonly acceptor: Acceptor }
  | {
      readonly at: 'established';
      readonly terms: Terms;
      readonly identity: Identity;
      readonly messages: MessageSecurity;
    }
  | { readonly at: 'failed' };

/** How a refused login is told: in a bind_nak or, after alter_context, in a fault. */
export interface Refusal {
  readonly reject: number;
  readonly fault: FaultStatus;
}

/** The outcome of one leg of a login. */
export type Leg =
  { readonly kind: 'answer'; readonly trailer?: SecurityTrailer } | ({ readonly kind: 'refused' } & Refusal);

const failed = {
  kind: 'refused',
  reject: RejectReason.INVALID_CHECKSUM,
  fault: FaultStatus.ACCESS_DENIED,
} as const;

/** Builds the security context of one connection and uses it ([MS-RPCE] 3.3.1.5.2). */
export class AssociationSecurity {
  readonly #startLogin: StartLogin;
  #state: State = { at: 'none' };
  #signsHeaders = false;

  constructor(startLogin: StartLogin) {
    this.#startLogin = startLogin;
  }

  /** The user that logged in here; undefined when nobody has. */
  get identity(): Identity | undefined {
    return this.#state.at === 'established' ? this.#state.identity : undefined;
  }

  /** Bytes that {@link protect} needs at the end of a PDU; 0 when responses are sent as they are. */
  get trailerLength(): number {
    const token = this.#blankToken();
    return token ? TRAILER_LENGTH + token.length : 0;
  }

  /** Takes the token of a bind, alter_context or auth3 ([MS-RPCE] 3.3.1.5.2.1). */
  async advance(trailer: SecurityTrailer, flags: number): Promise<Leg> {
    const begun = this.#begin(trailer, flags);
    if ('kind' in begun) return begun;
    const { terms, acceptor } = begun;
    // Whatever happens from here, this token is never answered twice.
    this.#state = { at: 'failed' };
    const step = await acceptor.step(trailer.token);
    switch (step.kind) {
      case 'rejected':
        return failed;
      case 'continue':
        this.#state = { at: 'negotiating', terms, acceptor };
        return answer(terms, step.token);
      case 'accepted':
        this.#state = established(terms, step.context);
        return answer(terms, step.token);
    }
  }

  /**
   * The last leg, to which there is no answer: without success every request will be refused ([MS-RPCE] 3.3.1.5.2.1).
   */
  async conclude(trailer: SecurityTrailer | undefined, flags: number): Promise<void> {
    const negotiating = this.#state.at === 'negotiating';
    if (negotiating && trailer) await this.advance(trailer, flags);
    if (!negotiating || this.#state.at !== 'established') this.#state = { at: 'failed' };
  }

  /**
   * Verifies a request and decrypts it.
   * @param stub its stub as received
   * @returns the stub in clear; undefined when the request is not what the security context demands
   */
  unprotect(pdu: ReceivedPdu, stub: Buffer): Buffer | undefined {
    const { security } = pdu;
    if (this.#state.at === 'none') return security ? undefined : stub;
    if (this.#state.at !== 'established') return undefined;
    const { terms, messages } = this.#state;
    if (security && !repeats(security, terms)) return undefined;
    // At this level a token is optional and protects nothing ([MS-RPCE] 3.3.1.5.2.2, 3.3.1.5.4).
    if (terms.level === AuthLevel.CONNECT) return stub;
    if (!security) return undefined;
    const { body, around } = this.#parts(pdu.raw, pdu.layout);
    if (seals(terms)) {
      const plain = messages.unwrap(body, security.token, around);
      return plain?.subarray(0, plain.length - pdu.layout.padLength);
    }
    return messages.verifyMic(body, security.token, around) ? stub : undefined;
  }

  /** The trailer to encode a response with, its token still blank; undefined when responses carry none. */
  blankTrailer(): SecurityTrailer | undefined {
    const token = this.#blankToken();
    return token && this.#state.at === 'established' ? { ...this.#state.terms, token } : undefined;
  }

  /** Signs, and seals if so agreed, an encoded response in place. */
  protect(pdu: Buffer, layout: PduLayout): void {
    if (this.#state.at !== 'established') return;
    const { terms, messages } = this.#state;
    const { body, token, around } = this.#parts(pdu, layout);
    if (!seals(terms)) {
      token.set(messages.getMic(body, around));
      return;
    }
    const { sealed, signature } = messages.wrap(body, around);
    body.set(sealed);
    token.set(signature);
  }

  /** The login in progress for this token, begun with it if there was none. */
  #begin(trailer: SecurityTrailer, flags: number): { terms: Terms; acceptor: Acceptor } | Leg {
    const state = this.#state;
    if (state.at === 'negotiating' && repeats(trailer, state.terms)) return state;
    if (state.at !== 'none') {
      this.#state = { at: 'failed' };
      return { ...failed, fault: FaultStatus.PROTOCOL_ERROR };
    }
    const { type, level, contextId } = trailer;
    if (!(Object.values(AuthLevel) as number[]).includes(level)) return refusedLevel;
    const acceptor = this.#startLogin(type);
    if (!acceptor) return unknownType;
    // Agreed upon once for the connection, when its first token arrives.
    this.#signsHeaders = level !== AuthLevel.CONNECT && (flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
    return { terms: { type, level, contextId }, acceptor };
  }

  #blankToken(): Buffer | undefined {
    if (this.#state.at !== 'established' || this.#state.terms.level === AuthLevel.CONNECT) return undefined;
    return Buffer.alloc(this.#state.messages.signatureLength);
  }

  /** The header, body and sec_trailer in this order are what a signature covers ([MS-RPCE] 3.3.1.5.2.2). */
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

/** [MS-RPCE] 3.3.3.5.3. */
const unknownType: Leg = {
  kind: 'refused',
  reject: RejectReason.AUTHENTICATION_TYPE_NOT_RECOGNIZED,
  fault: FaultStatus.UNKNOWN_AUTHN_SERVICE,
};

const refusedLevel: Leg = {
  kind: 'refused',
  reject: RejectReason.NOT_SPECIFIED,
  fault: FaultStatus.UNSUPPORTED_AUTHN_LEVEL,
};

/** An empty token goes without a trailer: auth_length 0 means that there is none ([MS-RPCE] 2.2.2.11). */
function answer(terms: Terms, token: Buffer | undefined): Leg {
  return token && token.length > 0 ? { kind: 'answer', trailer: { ...terms, token } } : { kind: 'answer' };
}

function established(terms: Terms, context: SecurityContext): State {
  return { at: 'established', terms, identity: context.identity, messages: context.messageSecurity() };
}

/**
 * Otherwise it signs: PKT, and CALL which MUST be processed like it ([MS-RPCE] 2.2.1.1.8), take the next higher level
 * that there is, as between Windows and Samba. NTLM has no signature that covers nothing.
 */
function seals({ level }: Terms): boolean {
  return level === AuthLevel.PKT_PRIVACY;
}

function repeats(trailer: SecurityTrailer, terms: Terms): boolean {
  return (
    trailer.type === terms.type && trailer.level === terms.level && trailer.contextId === terms.contextId
  );
}
