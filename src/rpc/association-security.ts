import type {
  Acceptor,
  Identity,
  LoginContext,
  MessageSecurity,
  SecurityContext,
  Surroundings,
} from '../auth/mechanism.js';
import type { CarriedLogin } from '../facts/recorder.js';
import type { RpcProtection } from '../facts/rpc.js';
import { BindLogin } from './bind-login.js';
import {
  AuthLevel,
  FaultStatus,
  PfcFlags,
  RejectReason,
  TRAILER_LENGTH,
  type PduLayout,
  type ReceivedPdu,
  type CallRequest,
  type SecurityTrailer,
} from './pdu/index.js';

/** Begins a login for an auth_type of a bind (a value of `AuthType`); undefined when that type is not served. */
export type StartLogin = (authType: number, login: LoginContext) => Acceptor | undefined;

/** The security that the client asked for; every later trailer must repeat it ([MS-RPCE] 2.2.2.11). */
type Terms = Omit<SecurityTrailer, 'token'>;

/** A login under way. */
interface Begun {
  readonly terms: Terms;
  readonly acceptor: Acceptor;
  readonly login: BindLogin;
  /** Bytes of the tokens so far, which the acceptor may hold. */
  readonly heldLength: number;
}

/** The one security context of a connection. */
type State =
  | { readonly at: 'none' }
  | (Begun & { readonly at: 'negotiating' })
  | {
      readonly at: 'established';
      readonly terms: Terms;
      readonly identity: Identity;
      readonly messages: MessageSecurity;
      /** Milliseconds since 1970 after which the identity is not proved any more; undefined: never. */
      readonly expiresAt: number | undefined;
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

/** The surroundings of a connection. */
export interface AssociationSecurityOptions {
  readonly startLogin: StartLogin;
  /** Called with the first token of a login: returns the object that records the login. */
  readonly loginBegan: () => CarriedLogin;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Builds the security context of one connection and uses it ([MS-RPCE] 3.3.1.5.2). */
export class AssociationSecurity {
  readonly #startLogin: StartLogin;
  readonly #loginBegan: () => CarriedLogin;
  readonly #now: () => number;
  #state: State = { at: 'none' };
  /** The login of the connection, of which there is one at most. */
  #login: BindLogin | undefined;
  #signsHeaders = false;

  constructor({ startLogin, loginBegan, now }: AssociationSecurityOptions) {
    this.#startLogin = startLogin;
    this.#loginBegan = loginBegan;
    this.#now = now;
  }

  /** The user that logged in on this connection; undefined without a login. */
  get identity(): Identity | undefined {
    return this.#state.at === 'established' ? this.#state.identity : undefined;
  }

  /** Bytes of a login that is not complete. */
  get heldLength(): number {
    return this.#state.at === 'negotiating' ? BYTES_OF_LOGIN + this.#state.heldLength : 0;
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
    const { terms, acceptor, login } = begun;
    // From here on this token cannot be answered again, even after an error.
    this.#state = { at: 'failed' };
    // A login whose carrier is gone would try a password without a record.
    if (login.isLost) return failed;
    const step = await acceptor.step(trailer.token);
    if (login.isLost) return failed;
    switch (step.kind) {
      case 'rejected':
        login.reject(step);
        return failed;
      case 'continue':
        this.#state = { ...begun, at: 'negotiating', heldLength: begun.heldLength + trailer.token.length };
        return answer(terms, step.token);
      case 'accepted':
        this.#state = established(terms, step.context);
        login.accept(step.context.identity, protectionOf(terms));
        return answer(terms, step.token);
    }
  }

  /**
   * The last leg, to which there is no answer: without success every request will be refused ([MS-RPCE] 3.3.1.5.2.1).
   */
  async conclude(trailer: SecurityTrailer | undefined, flags: number): Promise<void> {
    const negotiating = this.#state.at === 'negotiating';
    if (negotiating && trailer) await this.advance(trailer, flags);
    if (negotiating && this.#state.at === 'established') return;
    this.#state = { at: 'failed' };
    this.#login?.refuse('out-of-sequence', 'the last leg, an auth3, does not complete the login');
  }

  /** Ends the connection: no more requests are answered. */
  end(): void {
    this.#login?.end();
  }

  /**
   * Verifies a request and decrypts it.
   * @returns the stub in clear; undefined when the request is not what the security context demands
   */
  unprotect(pdu: ReceivedPdu, { opnum, stub }: CallRequest): Buffer | undefined {
    if (this.#state.at === 'established' && this.#now() >= (this.#state.expiresAt ?? Infinity)) {
      // Nothing is protected with a context that has expired (RFC 2743 2.3, GSS_S_CONTEXT_EXPIRED).
      this.#state = { at: 'failed' };
      return undefined;
    }
    const clear = this.#clearStub(pdu, stub);
    if (this.#state.at === 'established') {
      this.#login?.goOn(
        clear === undefined
          ? { kind: 'rpc-request-refused', opnum, signature: pdu.security ? 'invalid' : 'missing' }
          : { kind: 'rpc-request', opnum, protection: protectionOf(this.#state.terms) },
      );
    } else {
      this.#login?.refuse('out-of-sequence', 'a request came before the login was complete');
    }
    return clear;
  }

  #clearStub(pdu: ReceivedPdu, stub: Buffer): Buffer | undefined {
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
  #begin(trailer: SecurityTrailer, flags: number): Begun | Leg {
    const state = this.#state;
    if (state.at === 'negotiating' && repeats(trailer, state.terms)) return state;
    const login = state.at === 'negotiating' ? state.login : new BindLogin(this.#loginBegan());
    if (state.at !== 'none') {
      this.#state = { at: 'failed' };
      login.refuse('out-of-sequence', 'the token belongs to no login that is under way on the connection');
      return { ...failed, fault: FaultStatus.PROTOCOL_ERROR };
    }
    const { type, level, contextId } = trailer;
    if (!(Object.values(AuthLevel) as number[]).includes(level)) {
      login.refuse('request-malformed', `auth_level ${level} is none that protects anything`);
      return refusedLevel;
    }
    const acceptor = this.#startLogin(type, login.context);
    if (!acceptor) {
      login.refuse(
        'no-common-mechanism',
        `the bind asks for auth_type ${type}, which is not served; a server has SPNEGO (9), NTLM (10) and, with keys, Kerberos (16)`,
      );
      return unknownType;
    }
    this.#login = login;
    // Negotiated once for the connection, with its first token.
    this.#signsHeaders = level !== AuthLevel.CONNECT && (flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
    return { terms: { type, level, contextId }, acceptor, login, heldLength: 0 };
  }

  #blankToken(): Buffer | undefined {
    if (this.#state.at !== 'established' || this.#state.terms.level === AuthLevel.CONNECT) return undefined;
    const { terms, messages } = this.#state;
    return Buffer.alloc(seals(terms) ? messages.wrapSignatureLength : messages.micLength);
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

/** Bytes of a login and its record so far beside its tokens, roughly. */
const BYTES_OF_LOGIN = 4 * 1024;

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
  return {
    at: 'established',
    terms,
    identity: context.identity,
    messages: context.messageSecurity(),
    expiresAt: context.expiresAt,
  };
}

/**
 * Otherwise it signs: PKT, and CALL which MUST be processed like it ([MS-RPCE] 2.2.1.1.8), take the next higher level
 * that there is, as between Windows and Samba. NTLM has no signature that covers nothing.
 */
function seals({ level }: Terms): boolean {
  return level === AuthLevel.PKT_PRIVACY;
}

function protectionOf(terms: Terms): RpcProtection {
  if (terms.level === AuthLevel.CONNECT) return 'none';
  return seals(terms) ? 'encrypted' : 'signed';
}

function repeats(trailer: SecurityTrailer, terms: Terms): boolean {
  return (
    trailer.type === terms.type && trailer.level === terms.level && trailer.contextId === terms.contextId
  );
}
