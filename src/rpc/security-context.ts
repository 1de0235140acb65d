import type { Acceptor, Identity, SecurityContext as MechanismContext } from '../auth/mechanism.js';
import type { BindLogin } from './bind-login.js';
import type { CallRequest, ReceivedPdu, SecurityTrailer } from './pdu/index.js';
import { PduProtection, protectionOf, type Terms } from './pdu-protection.js';

/** Bytes of a login and its record so far beside its tokens, roughly. */
const BYTES_OF_LOGIN = 4 * 1024;

/** Bytes of an identity, its keys and its key streams, roughly. */
export const BYTES_OF_CONTEXT = 4 * 1024;

type State =
  | {
      readonly at: 'negotiating';
      readonly acceptor: Acceptor;
      /** Bytes of the tokens so far, which the acceptor may hold. */
      readonly tokenBytes: number;
    }
  | {
      readonly at: 'established';
      readonly identity: Identity;
      readonly protection: PduProtection;
      /** Milliseconds since 1970 after which the identity is not proved any more; undefined: never. */
      readonly expiresAt: number | undefined;
    }
  | { readonly at: 'failed' };

/** The outcome of a token. */
export type TokenOutcome =
  { readonly kind: 'answer'; readonly token: Buffer | undefined } | { readonly kind: 'failed' };

/** A request in clear, with the user that makes it. */
export interface ClearRequest {
  readonly stub: Buffer;
  /** Undefined: nobody has logged in at bind. */
  readonly identity: Identity | undefined;
  /** Protects the answer; undefined: the answer is sent as it is. */
  readonly protection: PduProtection | undefined;
}

/** One security context of a connection, from its first token on ([MS-RPCE] 3.3.1.5.2). */
export class SecurityContext {
  readonly terms: Terms;
  /** Reports the login. */
  readonly login: BindLogin;
  readonly #signsHeaders: boolean;
  #state: State;

  /** @param signsHeaders whether both sides of the connection support header signing */
  constructor(terms: Terms, login: BindLogin, acceptor: Acceptor, signsHeaders: boolean) {
    this.terms = terms;
    this.login = login;
    this.#signsHeaders = signsHeaders;
    this.#state = { at: 'negotiating', acceptor, tokenBytes: 0 };
  }

  /** Whether a further token of the client is needed. */
  get isUnderWay(): boolean {
    return this.#state.at === 'negotiating';
  }

  get isEstablished(): boolean {
    return this.#state.at === 'established';
  }

  get heldLength(): number {
    if (this.#state.at === 'negotiating') return BYTES_OF_LOGIN + this.#state.tokenBytes;
    return this.#state.at === 'established' ? BYTES_OF_CONTEXT : 0;
  }

  /** Takes a token of a bind, alter_context or auth3 ([MS-RPCE] 3.3.1.5.2.1). */
  async take({ token }: SecurityTrailer): Promise<TokenOutcome> {
    const state = this.#state;
    // From here on this token cannot be answered again, even after an error.
    this.#state = { at: 'failed' };
    // A login whose carrier is gone would try a password without a record.
    if (state.at !== 'negotiating' || this.login.isLost) return { kind: 'failed' };
    const step = await state.acceptor.step(token);
    if (this.login.isLost) return { kind: 'failed' };
    switch (step.kind) {
      case 'rejected':
        this.login.reject(step);
        return { kind: 'failed' };
      case 'continue':
        this.#state = { ...state, tokenBytes: state.tokenBytes + token.length };
        return { kind: 'answer', token: step.token };
      case 'accepted':
        this.#state = this.#established(step.context);
        this.login.accept(step.context.identity, protectionOf(this.terms));
        return { kind: 'answer', token: step.token };
    }
  }

  /** Ends the login, or the use of the context, because the client broke a rule. */
  fail(detail: string): void {
    this.#state = { at: 'failed' };
    this.login.refuse('out-of-sequence', detail);
  }

  /**
   * Verifies a request and decrypts it.
   *
   * @param now milliseconds since 1970
   * @returns undefined when the request is not what the context demands
   */
  unprotect(pdu: ReceivedPdu, { opnum, stub }: CallRequest, now: number): ClearRequest | undefined {
    const state = this.#state;
    if (state.at !== 'established') {
      this.login.refuse('out-of-sequence', 'a request came before the login was complete');
      return undefined;
    }
    if (now >= (state.expiresAt ?? Infinity)) {
      // Nothing is protected with a context that has expired (RFC 2743 2.3, GSS_S_CONTEXT_EXPIRED).
      this.#state = { at: 'failed' };
      return undefined;
    }
    const { identity, protection } = state;
    const clear = protection.unprotect(pdu, stub);
    this.login.goOn(
      clear === undefined
        ? { kind: 'rpc-request-refused', opnum, signature: pdu.security ? 'invalid' : 'missing' }
        : { kind: 'rpc-request', opnum, protection: protectionOf(this.terms) },
    );
    return clear && { stub: clear, identity, protection };
  }

  #established(context: MechanismContext): State {
    return {
      at: 'established',
      identity: context.identity,
      protection: new PduProtection(this.terms, context.messageSecurity(), this.#signsHeaders),
      expiresAt: context.expiresAt,
    };
  }
}
