import type { LoginContext, Mechanism, Step } from '../auth/mechanism.js';
import { isNtlmMessage } from '../auth/ntlm-token.js';
import type { ConnectionRecorder, HttpLoginInfo } from '../facts/recorder.js';
import type { Answer, Told } from './answer.js';
import { Answers } from './answers.js';
import { type Authorization, type HttpScheme, readAuthorization } from './authorization.js';
import { faultOf } from './faults.js';
import { HttpLogin, type LoginSurroundings } from './login.js';
import type { HttpRefusalReason } from './refusals.js';
import {
  closesConnection,
  type ReceivedRequest,
  requestFact,
  shownTarget,
  userAgentOf,
  valuesOf,
} from './request.js';
import { mechanismsFor, schemesOf } from './schemes.js';
import { placeOf } from './tokens.js';

/** The surroundings of a connection. */
export interface HttpAuthenticationOptions extends Pick<LoginSurroundings, 'describe'> {
  readonly mechanisms: readonly Mechanism[];
  /** The schemes to offer, in this order; NTLM is left out where no mechanism of that name is offered. */
  readonly schemes: readonly HttpScheme[];
  /** Whether to ask as a proxy does: 407, Proxy-Authenticate, Proxy-Authorization (RFC 9110 11.7). */
  readonly proxy: boolean;
  /** The connection of each login, `http` or `https`, and its channel. */
  readonly context: Omit<LoginContext, 'report' | 'carrier'> & { readonly carrier: 'http' | 'https' };
  readonly recorder: ConnectionRecorder;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type State =
  | { readonly at: 'unauthenticated' }
  | { readonly at: 'in-leg'; readonly login: HttpLogin }
  | { readonly at: 'awaiting-leg'; readonly login: HttpLogin }
  | {
      readonly at: 'authenticated';
      readonly login: HttpLogin;
      readonly told: Told;
      /** Milliseconds since 1970. */
      readonly expiresAt: number;
    }
  | { readonly at: 'closed' };

/**
 * Authenticates one connection of HTTP/1.1 (RFC 4559, and NTLM in the same way). The login belongs to the connection,
 * never to a cookie: requests that follow it without credentials are those of its user, as on Windows, whichever the
 * mechanism. Credentials begin anew, and end what was before.
 */
export class HttpAuthentication {
  readonly #options: HttpAuthenticationOptions;
  readonly #answers: Answers;
  #state: State = { at: 'unauthenticated' };
  #loginBegan = false;
  /** The request that was recorded last. */
  #recorded: ReceivedRequest | undefined;

  constructor(options: HttpAuthenticationOptions) {
    this.#options = options;
    this.#answers = new Answers(options.proxy, schemesOf(options));
  }

  /** Whether a user is logged in on the connection. */
  get authenticated(): boolean {
    return this.#state.at === 'authenticated';
  }

  /** How far the client came, as the predicate of a sentence. */
  get stage(): string {
    switch (this.#state.at) {
      case 'authenticated':
        return 'is logged in';
      case 'in-leg':
      case 'awaiting-leg':
        return 'is in the middle of a login';
      default:
        return this.#loginBegan ? 'was refused' : 'has not begun a login';
    }
  }

  /** Records a request of which the header has come, once: its body may never come. */
  began(request: ReceivedRequest): void {
    if (this.#recorded === request) return;
    this.#recorded = request;
    const credentials = this.#credentialsIn(request);
    const { at } = this.#state;
    if (at === 'awaiting-leg' || (at === 'authenticated' && credentials.length === 0)) return;
    this.#options.recorder.report(requestFact(request, credentials));
  }

  /**
   * Answers a request, whose body has been read to its end. One at a time: the next one waits for the promise.
   *
   * @throws the error of an acceptor that is not ours
   */
  async answer(request: ReceivedRequest): Promise<Answer> {
    this.began(request);
    const fault = faultOf(request);
    if (fault !== undefined) return this.refuse(request, fault.reason, fault.detail);
    const authorization = readAuthorization(this.#credentialsIn(request));
    switch (authorization.kind) {
      case 'none':
        return this.#withoutCredentials(request);
      case 'other-scheme':
        return this.refuse(request, 'http-scheme-refused', `the client uses ${authorization.name}`);
      case 'malformed':
        return this.#malformed(request, authorization);
      case 'token':
        return this.#takeToken(request, authorization);
    }
  }

  /**
   * Refuses a request that no mechanism decides about. A login or a user of the connection ends with it.
   *
   * @param request undefined: none could be read
   * @param detail the fault in words; never a secret
   */
  refuse(request: ReceivedRequest | undefined, reason: HttpRefusalReason, detail: string): Answer {
    this.#giveUp();
    const status = this.#answers.statusOf(reason);
    this.#options.recorder.report({ kind: 'http-refused', reason, status, detail });
    return this.#answers.refuse(request, reason);
  }

  /** The connection has ended. */
  closed(): void {
    this.#state = { at: 'closed' };
  }

  #credentialsIn(request: ReceivedRequest): readonly string[] {
    return valuesOf(request, this.#options.proxy ? 'proxy-authorization' : 'authorization');
  }

  #withoutCredentials(request: ReceivedRequest): Answer {
    const state = this.#state;
    if (state.at === 'authenticated') {
      if (this.#options.now() < state.expiresAt) {
        const { method } = request;
        const answer = this.#answers.welcome(request, state.told);
        const { status } = answer;
        state.login.report({ kind: 'http-answered', status, method, target: shownTarget(request) });
        return answer;
      }
      this.#state = { at: 'unauthenticated' };
    }
    this.#giveUp();
    return this.#answers.ask(request);
  }

  #malformed(
    request: ReceivedRequest,
    { scheme, detail }: Extract<Authorization, { kind: 'malformed' }>,
  ): Answer {
    const reason = 'http-authorization-malformed';
    const login = this.#loginUnderWay() ?? (scheme && this.#begin(request, scheme));
    if (login === undefined) return this.refuse(request, reason, detail);
    return this.#refuseLogin(request, login, reason, detail);
  }

  #takeToken(
    request: ReceivedRequest,
    { scheme, token }: Extract<Authorization, { kind: 'token' }>,
  ): Answer | Promise<Answer> {
    if (!this.#isTaken(scheme)) {
      return this.refuse(request, 'http-scheme-refused', `the client uses ${scheme}, which is not offered`);
    }
    const place = placeOf(token);
    const underWay = this.#loginUnderWay();
    if (underWay !== undefined && underWay.scheme === scheme && place !== 'first') {
      return this.#step(request, underWay, token);
    }
    const isFirstLogin = !this.#loginBegan;
    this.#giveUp();
    const login = this.#begin(request, scheme);
    if (scheme === 'NTLM' && !isNtlmMessage(token)) {
      return this.#refuseLogin(
        request,
        login,
        'http-authorization-malformed',
        'the token of scheme NTLM is no NTLM message; SPNEGO belongs to Negotiate',
      );
    }
    if (isFirstLogin && place === 'later') {
      const detail = `the first token on the connection answers one of ours, which went to another connection`;
      return this.#refuseLogin(request, login, 'http-connection-changed', detail);
    }
    return this.#step(request, login, token);
  }

  async #step(request: ReceivedRequest, login: HttpLogin, token: Buffer): Promise<Answer> {
    // From here on this token cannot be answered again, even after an error.
    this.#state = { at: 'in-leg', login };
    const step = await login.step(token);
    // The connection has ended meanwhile: nobody reads the answer.
    if (this.#state.at !== 'in-leg') return this.#answers.ask(request);
    switch (step.kind) {
      case 'continue':
        return this.#continue(request, login, step.token);
      case 'rejected':
        this.#state = { at: 'unauthenticated' };
        login.reject(step);
        return this.#answers.ask(request, login.attempt);
      case 'accepted':
        return this.#accept(request, login, step);
    }
  }

  #continue(request: ReceivedRequest, login: HttpLogin, token: Buffer): Answer {
    if (closesConnection(request)) {
      const detail = 'the request that has the first token says “Connection: close”';
      return this.#refuseLogin(request, login, 'http-connection-close', detail);
    }
    this.#state = { at: 'awaiting-leg', login };
    return this.#answers.challenge(request, login.scheme, token, login.attempt);
  }

  #accept(
    request: ReceivedRequest,
    login: HttpLogin,
    { context, token }: Extract<Step, { readonly kind: 'accepted' }>,
  ): Answer {
    const told = login.accept(context);
    this.#state = { at: 'authenticated', login, told, expiresAt: context.expiresAt ?? Infinity };
    return this.#answers.welcome(request, told, login.scheme, token);
  }

  #begin(request: ReceivedRequest, scheme: HttpScheme): HttpLogin {
    const { context, proxy, recorder, mechanisms, describe } = this.#options;
    const info: HttpLoginInfo = {
      carrier: context.carrier,
      scheme,
      proxy,
      method: request.method,
      target: shownTarget(request),
      userAgent: userAgentOf(request),
    };
    this.#loginBegan = true;
    return new HttpLogin(scheme, recorder.loginBegan(info), {
      mechanisms: mechanismsFor(scheme, mechanisms),
      context,
      describe,
    });
  }

  /** A scheme that is not offered because policy leaves its mechanism out is taken, so that the mechanism refuses. */
  #isTaken(scheme: HttpScheme): boolean {
    const { schemes, mechanisms } = this.#options;
    return schemes.includes(scheme) && mechanismsFor(scheme, mechanisms).length > 0;
  }

  #loginUnderWay(): HttpLogin | undefined {
    return this.#state.at === 'awaiting-leg' ? this.#state.login : undefined;
  }

  /** Ends what the connection had: a login under way, or a user. */
  #giveUp(): void {
    if (this.#state.at === 'closed') return;
    this.#loginUnderWay()?.abandon();
    this.#state = { at: 'unauthenticated' };
  }

  #refuseLogin(
    request: ReceivedRequest,
    login: HttpLogin,
    reason: HttpRefusalReason,
    detail: string,
  ): Answer {
    this.#state = { at: 'unauthenticated' };
    login.refuse(reason, detail);
    return this.#answers.refuse(request, reason, login.attempt);
  }
}
