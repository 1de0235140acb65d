import { type Answer, encodeAnswer, type HttpStep, type Told } from './answer.js';
import type { HttpScheme } from './authorization.js';
import { type HttpRefusalReason, refusalOf } from './refusals.js';
import { closesConnection, type ReceivedRequest, wantsPage } from './request.js';

type Fields = Answer['fields'];

/** Makes the answers of one connection: as the origin of a resource, or as a proxy (RFC 9110 11.6, 11.7). */
export class Answers {
  readonly #proxy: boolean;
  readonly #offers: Fields;

  /** @param schemes those that are offered, in this order */
  constructor(proxy: boolean, schemes: readonly HttpScheme[]) {
    this.#proxy = proxy;
    this.#offers = schemes.map((scheme) => [this.#field, scheme]);
  }

  /** Asks for credentials: offers the schemes anew. */
  ask(request: ReceivedRequest, attempt?: number): Answer {
    const step = attempt === undefined ? 'unauthorized' : 'refused';
    return this.#answer(request, step, 401, notAuthenticated(attempt), this.#offers);
  }

  /** Sends a token that the client has to answer; nothing else is offered beside it. */
  challenge(
    request: ReceivedRequest,
    scheme: HttpScheme,
    token: Buffer,
    attempt: number | undefined,
  ): Answer {
    return this.#answer(request, 'continued', 401, notAuthenticated(attempt), [this.#token(scheme, token)]);
  }

  /**
   * Tells a user of the login. A CONNECT is carried nowhere: 200 would tell its client that the way is open (RFC 9110
   * 9.3.6).
   *
   * @param token with which the server proves itself (RFC 4559 4.2); absent: there is none
   */
  welcome(request: ReceivedRequest, told: Told, scheme?: HttpScheme, token?: Buffer): Answer {
    const proof =
      scheme !== undefined && token !== undefined && token.length > 0 ? [this.#token(scheme, token)] : [];
    const persistent: Fields = scheme === undefined ? [] : [['Persistent-Auth', 'true']];
    const status = request.method === 'CONNECT' ? 501 : 200;
    const step = scheme === undefined ? 'answered' : 'accepted';
    return this.#answer(request, step, status, told, [...proof, ...persistent]);
  }

  /** @param request undefined: none could be read */
  refuse(request: ReceivedRequest | undefined, reason: HttpRefusalReason, attempt?: number): Answer {
    const { status, words, ends } = refusalOf(reason);
    const fields = status === 401 && ends !== true ? this.#offers : [];
    return this.#answer(
      request,
      'refused',
      status,
      { ...notAuthenticated(attempt), reason, words },
      fields,
      ends,
    );
  }

  /** The status of a refusal as this side of the network has it. */
  statusOf(reason: HttpRefusalReason): number {
    return this.#status(refusalOf(reason).status);
  }

  #token(scheme: HttpScheme, token: Buffer): readonly [string, string] {
    return [this.#field, `${scheme} ${token.toString('base64')}`];
  }

  #answer(
    request: ReceivedRequest | undefined,
    step: HttpStep,
    status: number,
    told: Told,
    fields: Fields,
    ends = false,
  ): Answer {
    return encodeAnswer({
      status: this.#status(status),
      step,
      fields,
      told,
      page: request !== undefined && wantsPage(request),
      ends: ends || (request !== undefined && closesConnection(request)),
    });
  }

  get #field(): string {
    return this.#proxy ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  }

  #status(status: number): number {
    return status === 401 && this.#proxy ? 407 : status;
  }
}

function notAuthenticated(attempt: number | undefined): Told {
  return { authenticated: false, ...(attempt !== undefined && { attempt }) };
}
