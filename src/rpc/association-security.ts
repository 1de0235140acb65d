import type { Acceptor, LoginContext } from '../auth/mechanism.js';
import type { CarriedLogin, ConnectionInfo } from '../facts/recorder.js';
import { BindLogin } from './bind-login.js';
import {
  AuthLevel,
  FaultStatus,
  PfcFlags,
  RejectReason,
  type CallRequest,
  type ReceivedPdu,
  type SecurityTrailer,
} from './pdu/index.js';
import { repeats } from './pdu-protection.js';
import { BYTES_OF_CONTEXT, SecurityContext, type ClearRequest } from './security-context.js';
import type { SyntaxId } from './syntax.js';

/** Security contexts of one connection, as on Windows ([MS-RPCE] note <104>); clients build half as many (<103>). */
const MAX_CONTEXTS = 2048;

/** Begins a login for an auth_type of a bind (a value of `AuthType`); undefined when that type is not served. */
export type StartLogin = (
  authType: number,
  login: LoginContext,
  connection: ConnectionInfo | undefined,
) => Acceptor | undefined;

/** How a refused login is told: in a bind_nak or, after alter_context, in a fault. */
export interface Refusal {
  readonly reject: number;
  readonly fault: FaultStatus;
}

/** The outcome of one leg of a login. */
export type Leg =
  { readonly kind: 'answer'; readonly trailer?: SecurityTrailer } | ({ readonly kind: 'refused' } & Refusal);

/** The surroundings of a connection. */
export interface AssociationSecurityOptions {
  readonly startLogin: StartLogin;
  /** The carrier of the logins, as their acceptors are told. */
  readonly carrier: LoginContext['carrier'];
  /**
   * Called with the first token of a login: returns the object that records the login.
   *
   * @param abstractSyntax the interface that the client binds with it
   */
  readonly loginBegan: (abstractSyntax: SyntaxId | undefined) => CarriedLogin;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A PDU that may carry a token. */
interface TokenCarrier {
  /** Bits of {@link PfcFlags}. */
  readonly flags: number;
  /** The interface that the PDU binds. */
  readonly abstractSyntax?: SyntaxId | undefined;
}

/**
 * The security contexts of one connection, by their auth_context_id ([MS-RPCE] 3.3.1.5.4). One login is under way at
 * most. After one that failed, no request is let through any more.
 */
export class AssociationSecurity {
  readonly #options: AssociationSecurityOptions;
  readonly #contexts = new Map<number, SecurityContext>();
  #underWay: SecurityContext | undefined;
  #failed = false;
  /** Supports Header Signing Flag of the connection ([MS-RPCE] 3.3.1.5.2.2). */
  #signsHeaders = false;

  constructor(options: AssociationSecurityOptions) {
    this.#options = options;
  }

  /** Bytes of a login that is not complete, and of each context after the first. */
  get heldLength(): number {
    const { size } = this.#contexts;
    if (size === 0) return 0;
    const established = this.#underWay ? size - 1 : size;
    return Math.max(established - 1, 0) * BYTES_OF_CONTEXT + (this.#underWay?.heldLength ?? 0);
  }

  /** How far the logins came. */
  get loggedIn(): 'no' | 'under-way' | 'yes' {
    if (this.#failed) return 'no';
    for (const context of this.#contexts.values()) if (context.isEstablished) return 'yes';
    return this.#underWay ? 'under-way' : 'no';
  }

  /** Takes the token of a bind, alter_context or auth3 ([MS-RPCE] 3.3.1.5.2.1). */
  async advance(trailer: SecurityTrailer, pdu: TokenCarrier): Promise<Leg> {
    const context = this.#contextOf(trailer, pdu);
    if (!(context instanceof SecurityContext)) return context;
    this.#failed = true;
    const outcome = await context.take(trailer);
    this.#underWay = context.isUnderWay ? context : undefined;
    if (outcome.kind === 'failed') return refused;
    this.#failed = false;
    const { token } = outcome;
    // An empty token goes without a trailer: auth_length 0 means that there is none ([MS-RPCE] 2.2.2.11).
    return token && token.length > 0
      ? { kind: 'answer', trailer: { ...context.terms, token } }
      : { kind: 'answer' };
  }

  /**
   * The last leg, to which there is no answer: without success every request will be refused ([MS-RPCE] 3.3.1.5.2.1).
   */
  async conclude(trailer: SecurityTrailer | undefined, pdu: TokenCarrier): Promise<void> {
    const context = this.#underWay;
    if (context && trailer) await this.advance(trailer, pdu);
    if (context?.isEstablished === true) return;
    this.#failed = true;
    context?.fail('the last leg, an auth3, does not complete the login');
    this.#underWay = undefined;
  }

  /** Ends the connection: no more requests are answered. */
  end(): void {
    for (const { login } of this.#contexts.values()) login.end();
  }

  /**
   * Verifies a request and decrypts it.
   *
   * @returns undefined when the request is not what its security context demands
   */
  unprotect(pdu: ReceivedPdu, request: CallRequest): ClearRequest | undefined {
    const { security } = pdu;
    if (this.#failed) return undefined;
    if (this.#contexts.size === 0) {
      return security ? undefined : { stub: request.stub, identity: undefined, protection: undefined };
    }
    const context = security ? this.#contexts.get(security.contextId) : this.#onlyContext();
    return context?.unprotect(pdu, request, this.#options.now());
  }

  /**
   * The context of a request without a trailer. Where there are several, each request MUST name its own ([MS-RPCE]
   * 3.3.1.5.4).
   */
  #onlyContext(): SecurityContext | undefined {
    if (this.#contexts.size > 1) return undefined;
    const [context] = this.#contexts.values();
    return context;
  }

  /** The context of a token, begun with it if there was none; a refusal when the token cannot have one. */
  #contextOf(trailer: SecurityTrailer, pdu: TokenCarrier): SecurityContext | Leg {
    const underWay = this.#underWay;
    if (underWay && repeats(trailer, underWay.terms)) return underWay;
    if (underWay || this.#failed || this.#contexts.has(trailer.contextId)) {
      return this.#refuseSequence('the token belongs to no login that is under way on the connection', pdu);
    }
    // [MS-RPCE] 3.3.1.5.4: a context beyond the limit is a protocol error.
    if (this.#contexts.size >= MAX_CONTEXTS) {
      return this.#refuseSequence(`the connection has ${MAX_CONTEXTS} security contexts already`, pdu);
    }
    return this.#begin(trailer, pdu);
  }

  #begin({ type, level, contextId }: SecurityTrailer, pdu: TokenCarrier): SecurityContext | Leg {
    const login = this.#newLogin(pdu);
    if (!(Object.values(AuthLevel) as number[]).includes(level)) {
      login.refuse('request-malformed', `auth_level ${level} is none that protects anything`);
      return refusedLevel;
    }
    const acceptor = this.#options.startLogin(type, login.context, login.connection);
    if (!acceptor) {
      login.refuse(
        'no-common-mechanism',
        `the bind asks for auth_type ${type}, which is not served; a server has SPNEGO (9), NTLM (10) and, with keys, Kerberos (16)`,
      );
      return unknownType;
    }
    // Supported from the first PDU on that carries a token and says so ([MS-RPCE] 3.3.1.5.2.2).
    this.#signsHeaders ||= (pdu.flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
    const signsHeaders = level !== AuthLevel.CONNECT && this.#signsHeaders;
    const context = new SecurityContext({ type, level, contextId }, login, acceptor, signsHeaders);
    this.#contexts.set(contextId, context);
    this.#underWay = context;
    return context;
  }

  #refuseSequence(detail: string, pdu: TokenCarrier): Leg {
    this.#failed = true;
    if (this.#underWay) this.#underWay.fail(detail);
    else this.#newLogin(pdu).refuse('out-of-sequence', detail);
    this.#underWay = undefined;
    return { ...refused, fault: FaultStatus.PROTOCOL_ERROR };
  }

  #newLogin({ abstractSyntax }: TokenCarrier): BindLogin {
    return new BindLogin(this.#options.loginBegan(abstractSyntax), this.#options.carrier);
  }
}

const refused = {
  kind: 'refused',
  reject: RejectReason.INVALID_CHECKSUM,
  fault: FaultStatus.ACCESS_DENIED,
} as const;

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
