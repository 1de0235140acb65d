import { CodecError } from '../../bytes/index.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import type { Report } from '../../facts/fact.js';
import type { Acceptor, LoginContext, Step } from '../mechanism.js';
import { alteredChallenge } from './altered-challenge.js';
import { decodeAnswer } from './challenge-answer.js';
import { type Protection, protectionOf } from '../extended-protection.js';
import { reportNtlm } from './facts.js';
import { type IssuedChallenge, isDomainJoined, issueChallenge } from './issued-challenge.js';
import { MessageType, messageTypeOf } from './message-fields.js';
import { grantFlags, isWeak } from './negotiate-flags.js';
import { decodeNegotiateMessage, type NegotiateMessage } from './negotiate-message.js';
import type { NtlmSettings } from './settings.js';
import { reject } from './refuse.js';
import { isAllowed, ntlmRefusal } from './refused-by-policy.js';
import { verifyAuthenticate } from './verify-authenticate.js';

type State =
  | { readonly at: 'negotiate-awaited' }
  | { readonly at: 'authenticate-awaited'; readonly challenge: IssuedChallenge }
  | { readonly at: 'finished' };

/** The server's side of one connection-oriented NTLM login ([MS-NLMP] 3.2.5.1). */
export class NtlmAcceptor implements Acceptor {
  readonly #settings: NtlmSettings;
  readonly #login: LoginContext;
  readonly #report: Report;
  readonly #protection: Protection;
  #state: State = { at: 'negotiate-awaited' };

  /** @throws TypeError for channel bindings that every channel would pass, and for other demands that cannot be met */
  constructor(settings: NtlmSettings, login: LoginContext) {
    this.#settings = settings;
    this.#login = login;
    this.#report = login.report;
    this.#protection = protectionOf(login, settings.channelBindings);
  }

  step(token: Buffer): MaybePromise<Step> {
    const state = this.#state;
    // The state changes before anything is computed, so that this challenge is never answered twice, even after an
    // error.
    this.#state = { at: 'finished' };

    const type = messageTypeOf(token);
    if (type === undefined) return this.#malformed('no NTLM message');
    if (state.at === 'negotiate-awaited' && type === MessageType.NEGOTIATE) return this.#negotiate(token);
    if (state.at === 'authenticate-awaited' && type === MessageType.AUTHENTICATE) {
      const judged = {
        settings: this.#settings,
        login: this.#login,
        protection: this.#protection,
      };
      const answer = decodeAnswer(judged, state.challenge, token);
      return answer ? verifyAuthenticate(answer) : reject('ntlm-malformed');
    }
    return this.#outOfSequence(state, type);
  }

  /** [MS-NLMP] 3.2.5.1.1 */
  #negotiate(token: Buffer): Step {
    const { policy, names, composeChallenge, runtime } = this.#settings;
    // "If ServerBlock == TRUE, then the server MUST return STATUS_NOT_SUPPORTED" (3.2.5.1.1). SPNEGO asks nobody here
    // then, and an acceptor without SPNEGO refuses by itself.
    if (!isAllowed(this.#settings)) {
      this.#failed('ntlm-allowed', ntlmRefusal.detail);
      return reject('ntlm-refused');
    }
    const message = this.#decodeNegotiate(token);
    if (message === undefined) return reject('ntlm-malformed');

    const flags = grantFlags(message.negotiateFlags, {
      domainJoined: isDomainJoined(names),
      lmAllowed: policy.ntlm.lm === 'accept',
      targetWhenRequested: policy.ntlm.targetInfo === 'when-requested',
    });
    if (flags === undefined) return this.#malformed('neither Unicode nor OEM is offered');
    if (policy.ntlm.require128 && isWeak(flags)) {
      this.#failed('session-security', '128-bit session security is not offered');
      return reject('weak-session-security');
    }

    const change = this.#login.script?.challenge?.(this.#report);
    const composed = composeChallenge(flags);
    const altered = change === undefined ? composed : alteredChallenge(composed, change);
    const repeatable = change?.repeatable === true || change?.serverChallenge !== undefined;
    const challenge = issueChallenge(token, altered, { at: runtime.monotonic(), repeatable });
    reportNtlm(this.#report, { kind: 'challenge', flags: challenge.flags });
    this.#state = { at: 'authenticate-awaited', challenge };
    return { kind: 'continue', token: challenge.rawChallenge };
  }

  #decodeNegotiate(token: Buffer): NegotiateMessage | undefined {
    try {
      const message = decodeNegotiateMessage(token);
      const { negotiateFlags: flags, domainName: domain, workstationName: workstation, version } = message;
      reportNtlm(this.#report, { kind: 'negotiate', flags, version: version && Buffer.from(version) });
      if (domain !== '' || workstation !== '') this.#report({ kind: 'claim', domain, workstation });
      if (message.ignored !== undefined) this.#ignored(message.ignored);
      return message;
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.#failed('ntlm-form', error.message);
      return undefined;
    }
  }

  /** Reports names that cannot be read. The login goes on, because the names of a NEGOTIATE_MESSAGE decide nothing. */
  #ignored(fields: readonly string[]): void {
    const detail = `ignored: ${fields.join('; ')}`;
    this.#report({
      kind: 'check',
      check: 'ntlm-form',
      outcome: 'passed',
      section: '[MS-NLMP] 2.2.1.1',
      detail,
    });
  }

  #outOfSequence({ at }: State, type: number): Step {
    const due = {
      'negotiate-awaited': 'message 1 was',
      'authenticate-awaited': 'message 3 was',
      finished: 'none was',
    };
    this.#failed('ntlm-sequence', `message ${type} came, and ${due[at]} due`);
    return reject('out-of-sequence');
  }

  #malformed(detail: string): Step {
    this.#failed('ntlm-form', detail);
    return reject('ntlm-malformed');
  }

  #failed(check: string, detail: string): void {
    this.#report({ kind: 'check', check, outcome: 'failed', section: '[MS-NLMP] 3.2.5.1.1', detail });
  }
}
