import type { Report } from '../../facts/fact.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import type { Acceptor, LoginContext, Mechanism, SecurityContext, Step } from '../mechanism.js';
import type { MechType } from './mech-type.js';
import type { NegTokenInit } from './neg-token-init.js';
import { encodeNegTokenResp, type NegState, type NegTokenResp } from './neg-token-resp.js';
import { endedByClient, refuse } from './refusal.js';

type State =
  | { readonly at: 'mechanism' }
  /** The mechanism has accepted the client, whose mechListMIC is still missing. */
  | { readonly at: 'mech-list-mic'; readonly context: SecurityContext };

/** A mechanism at work inside SPNEGO, from the client's NegTokenInit to the last mechListMIC. */
export class Negotiation {
  readonly #acceptor: Acceptor;
  readonly #report: Report;
  /** The client's MechTypeList as received; a copy, since the carrier's buffer may not live as long. */
  readonly #mechTypeList: Buffer;
  /**
   * "MIC tokens MUST be exchanged" unless the chosen mechanism was the client's first (RFC 4178 5). The RFC also asks
   * that it be the acceptor's first choice. We have no preference of our own, so the client's first choice is ours too.
   */
  readonly #micRequired: boolean;
  /**
   * The value of supportedMech, "present only in the first reply from the target" (RFC 4178 4.2.2); undefined after it.
   */
  #announce: MechType | undefined;
  #state: State = { at: 'mechanism' };

  /** @param choice the client's mechanism that was chosen */
  constructor(mechanism: Mechanism, choice: MechType, init: NegTokenInit, login: LoginContext) {
    this.#acceptor = mechanism.createAcceptor(login);
    this.#report = login.report;
    this.#mechTypeList = Buffer.from(init.mechTypeList);
    this.#micRequired = choice !== init.mechTypes[0];
    this.#announce = choice;
  }

  /** Processes the first leg. */
  begin({ mechToken, mechListMic }: NegTokenInit): MaybePromise<Step> {
    if (mechToken !== undefined && mechToken.length > 0 && !this.#micRequired) {
      return this.#advance(mechToken, mechListMic);
    }
    // The optimistic token is for the client's first mechanism, never for another: it is dropped unread, and "the
    // target will not generate a response mechanism token in the first reply" (RFC 4178 3.2 c).
    if (mechListMic !== undefined) return this.#prematureMic();
    return this.#continue(this.#micRequired ? 'request-mic' : 'accept-incomplete');
  }

  /** Processes a later leg; called as long as the steps say `continue`. */
  proceed(resp: NegTokenResp): MaybePromise<Step> {
    const { negState, responseToken, mechListMic } = resp;
    if (this.#state.at === 'mech-list-mic') return this.#takeFinalMic(this.#state.context, resp);
    if (negState === 'reject') return endedByClient(this.#report, 'it refuses our answer');
    if (responseToken === undefined) {
      return refuse(this.#report, 'spnego-malformed', 'NegTokenResp without responseToken');
    }
    return this.#advance(responseToken, mechListMic);
  }

  #advance(token: Buffer, mic: Buffer | undefined): MaybePromise<Step> {
    return whenKnown(this.#acceptor.step(token), (step) => this.#answerMechanism(step, mic));
  }

  #answerMechanism(step: Step, mic: Buffer | undefined): Step {
    if (step.kind === 'accepted') return this.#protect(step.context, step.token, mic);
    if (step.kind === 'rejected') {
      return { ...step, token: encodeNegTokenResp({ negState: 'reject', responseToken: step.token }) };
    }
    if (mic !== undefined) return this.#prematureMic();
    return this.#continue('accept-incomplete', step.token);
  }

  /**
   * Processes mechListMIC after the mechanism has accepted the client (RFC 4178 5). A MIC can only turn acceptance into
   * refusal.
   */
  #protect(context: SecurityContext, responseToken: Buffer | undefined, mic: Buffer | undefined): Step {
    const { kind } = context.identity;
    // Another mechanism than the client's first (RFC 4178 5), or a MIC of NTLM's own ("then the mechListMIC field
    // becomes mandatory", [MS-SPNG] <8>). An anonymous client has no key to prove anything with.
    const demanded = kind === 'user' && (this.#micRequired || context.expectsMechListMic);

    // A guest has no key in common with us: "If the mechanism selected by the negotiation does not support integrity
    // protection, then no mechlistMIC token is used" (RFC 4178 5), and what such a client sends is not looked at.
    if (kind === 'guest') {
      return this.#accept(context, mic ? 'unverifiable' : 'absent', demanded, responseToken);
    }
    if (mic !== undefined) {
      if (!isVerified(context, this.#mechTypeList, mic)) return this.#refuseMic('RFC 4178 5 c II', 'invalid');
      // 5 c I: "The output negotiation message contains a mechlistMIC token and an accept_complete state."
      const mechListMic = context.mechListMic(this.#mechTypeList);
      return this.#accept(context, 'valid', demanded, responseToken, mechListMic);
    }
    // 5 c III. smbd asks every client for another leg here; clients without either MIC (libsmb2, impacket) do not need
    // it.
    if (!demanded) return this.#accept(context, 'absent', demanded, responseToken);
    // 5 c V: the client sent the last mechanism token and left out the MIC that our request-mic had demanded.
    if (this.#micRequired && responseToken === undefined) return this.#refuseMic('RFC 4178 5 c V', 'absent');

    this.#state = { at: 'mech-list-mic', context };
    this.#report({ kind: 'spnego-mech-list-mic', received: 'absent', demanded, sent: true });
    const mechListMic = context.mechListMic(this.#mechTypeList);
    return this.#continue('accept-incomplete', responseToken, mechListMic);
  }

  /** Processes the leg that brings only the client's MIC; the server's was sent before. */
  #takeFinalMic(context: SecurityContext, { negState, responseToken, mechListMic }: NegTokenResp): Step {
    if (negState === 'reject') return endedByClient(this.#report, 'it refuses our mechListMIC');
    if (responseToken !== undefined) {
      return refuse(this.#report, 'out-of-sequence', 'a mechanism token after the last');
    }
    if (mechListMic === undefined) return this.#refuseMic('[MS-SPNG] 3.1.5.1', 'absent');
    if (!isVerified(context, this.#mechTypeList, mechListMic)) {
      return this.#refuseMic('[MS-SPNG] 3.1.5.1', 'invalid');
    }
    return this.#accept(context, 'valid', true);
  }

  #accept(
    context: SecurityContext,
    received: 'valid' | 'absent' | 'unverifiable',
    demanded: boolean,
    responseToken?: Buffer,
    mechListMic?: Buffer,
  ): Step {
    const report = this.#report;
    report({ kind: 'spnego-mech-list-mic', received, demanded, sent: mechListMic !== undefined });
    if (received === 'valid') {
      report({ kind: 'check', check: 'mech-list-mic', outcome: 'passed', section: 'RFC 4178 5' });
    }
    return { kind: 'accepted', context, token: this.#answer('accept-completed', responseToken, mechListMic) };
  }

  #continue(negState: NegState, responseToken?: Buffer, mechListMic?: Buffer): Step {
    return { kind: 'continue', token: this.#answer(negState, responseToken, mechListMic) };
  }

  #answer(negState: NegState, responseToken?: Buffer, mechListMic?: Buffer): Buffer {
    const supportedMech = this.#announce;
    this.#announce = undefined;
    return encodeNegTokenResp({ negState, supportedMech, responseToken, mechListMic });
  }

  #refuseMic(section: string, received: 'invalid' | 'absent'): Step {
    this.#report({ kind: 'spnego-mech-list-mic', received, demanded: true, sent: false });
    return refuse(this.#report, 'mech-list-mic-invalid', received, section);
  }

  /**
   * "Partially-established contexts MUST NOT be used for per-message calls" (RFC 4178 3.1): a MIC that comes too early
   * is refused.
   */
  #prematureMic(): Step {
    const detail = 'sent before the mechanism was complete';
    return refuse(this.#report, 'mech-list-mic-invalid', detail, 'RFC 4178 3.1');
  }
}

/** A promise, which is true, verifies nothing. */
function isVerified(context: SecurityContext, mechTypeList: Buffer, mic: Buffer): boolean {
  const verified: unknown = context.verifyMechListMic(mechTypeList, mic);
  return verified === true;
}
