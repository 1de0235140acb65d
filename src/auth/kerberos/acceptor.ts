import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { type ContextToken, decodeContextToken, TokenId } from '../../krb5/gss/context-token.js';
import { apReq, type ApReq } from '../../krb5/messages/ap.js';
import { type Protection, protectionOf } from '../extended-protection.js';
import type { Acceptor, LoginContext, Step } from '../mechanism.js';
import { type Accepted, acceptRequest } from './accept-request.js';
import { Checks, isRefused, type Refused, reject } from './checks.js';
import { describeOther } from './other-messages.js';
import type { KerberosSettings } from './settings.js';
import { refuseVariant } from './variants.js';
import { verifyFinalReply } from './verify-final-reply.js';

type State =
  /** @property retried whether the client was sent a KRB-ERROR already */
  | { readonly at: 'request-awaited'; readonly retried: boolean }
  /** DCE style: the context is complete once the client has answered our AP-REP. */
  | { readonly at: 'reply-awaited'; readonly accepted: Accepted }
  | { readonly at: 'finished' };

/** The server's side of one Kerberos login (RFC 4121, [MS-KILE] 3.4.5). */
export class KerberosAcceptor implements Acceptor {
  readonly #settings: KerberosSettings;
  readonly #login: LoginContext;
  readonly #checks: Checks;
  readonly #protection: Protection;
  #state: State = { at: 'request-awaited', retried: false };

  /** @throws TypeError for channel bindings that every channel would pass, and for other demands that cannot be met */
  constructor(settings: KerberosSettings, login: LoginContext) {
    this.#settings = settings;
    this.#login = login;
    this.#checks = new Checks(login.report);
    this.#protection = protectionOf(login, settings.channelBindings);
  }

  async step(token: Buffer): Promise<Step> {
    const state = this.#state;
    // The state changes before anything is computed, so that no token is answered twice, even after an error.
    this.#state = { at: 'finished' };
    if (state.at === 'finished') {
      return reject(this.#checks.failed('kerberos-token', 'out-of-sequence', 'the login is over'));
    }
    const read = this.#read(token);
    if (isRefused(read)) return reject(read);
    return state.at === 'reply-awaited'
      ? this.#finish(state.accepted, read)
      : this.#begin(read, state.retried);
  }

  #read(token: Buffer): ContextToken | Refused {
    try {
      return decodeContextToken(token);
    } catch (error) {
      return this.#malformed(error);
    }
  }

  async #begin(token: ContextToken, retried: boolean): Promise<Step> {
    // The ticket that comes now may be another's than that of the first try.
    if (retried) this.#login.report({ kind: 'claim', domain: '', workstation: '' });
    const variant = refuseVariant(token, this.#checks);
    if (variant) return reject(variant);
    if (token.tokenId !== TokenId.AP_REQ) return reject(describeOther(token, this.#checks));
    let request: ApReq;
    try {
      request = decode(apReq, token.message, 'AP-REQ');
    } catch (error) {
      return reject(this.#malformed(error));
    }
    const outcome = await acceptRequest({
      settings: this.#settings,
      login: this.#login,
      checks: this.#checks,
      protection: this.#protection,
      token,
      request,
      retried,
    });
    switch (outcome.kind) {
      case 'error':
        this.#state = { at: 'request-awaited', retried: true };
        return { kind: 'continue', token: outcome.token };
      case 'reply-awaited':
        this.#state = { at: 'reply-awaited', accepted: outcome.accepted };
        return { kind: 'continue', token: outcome.token };
      default:
        return outcome;
    }
  }

  #finish(accepted: Accepted, token: ContextToken): Step {
    const refused = verifyFinalReply(accepted, token, this.#checks);
    return refused ? reject(refused) : { kind: 'accepted', context: accepted.createContext() };
  }

  #malformed(error: unknown): Refused {
    if (!(error instanceof CodecError)) throw error;
    return this.#checks.failed('kerberos-token', 'kerberos-malformed', error.message);
  }
}
