import { CodecError } from '../../bytes/index.js';
import { ignoreFacts, type Report } from '../../diagnosis/facts.js';
import type { Acceptor, Mechanism, SecurityContext, Step } from '../mechanism.js';
import { wireStatusOf, type RejectionReason } from '../rejection.js';
import type { MechType } from './mech-type.js';
import { encodeNegTokenInit, type NegTokenInit } from './neg-token-init.js';
import { encodeNegTokenResp, type NegState, type NegTokenResp } from './neg-token-resp.js';
import { decodeReceivedToken, isNtlmssp, type ReceivedToken } from './received-token.js';
import { TokenAssembly } from './token-assembly.js';

/** Legs in one login; the longest honest one, fragments apart, takes four. */
const MAX_LEGS = 8;
/** Bytes in one login, all its tokens together. */
const MAX_BYTES = 0x10000;

export interface SpnegoOptions {
  /** What may be chosen. The client's order decides, which RFC 4178 3.1 makes the rule. */
  readonly mechanisms: readonly Mechanism[];
  readonly report?: Report;
}

/**
 * The token with which a server that speaks first offers its mechanisms, in their order, as in an SMB2 NEGOTIATE
 * response ([MS-SPNG] 3.2.5.2). It is the same for every connection: make it once.
 */
export function negTokenInit2(mechanisms: readonly Mechanism[]): Buffer {
  return encodeNegTokenInit({
    mechTypes: mechanisms.map((mechanism) => mechanism.oids[0]),
    hintName: 'not_defined_in_RFC4178@please_ignore',
  });
}

/**
 * Accepts one login through SPNEGO (RFC 4178, [MS-SPNG]), or through a mechanism's bare tokens, which are answered
 * bare. An empty first token is answered with {@link negTokenInit2}; an empty token in a `continue` means that a
 * fragment arrived and more must come.
 */
export function createSpnegoAcceptor(options: SpnegoOptions): Acceptor {
  return new SpnegoAcceptor(options);
}

/** A mechanism at work inside SPNEGO. */
interface Negotiation {
  readonly acceptor: Acceptor;
  /** The client's MechTypeList as received; a copy, since the carrier's buffer may not live as long. */
  readonly mechTypeList: Buffer;
  /** "MIC tokens MUST be exchanged" unless the chosen mechanism was the client's first (RFC 4178 5). */
  readonly micRequired: boolean;
  /** For supportedMech, "present only in the first reply from the target" (RFC 4178 4.2.2). */
  readonly announce: MechType | undefined;
}

type State =
  | { readonly at: 'initial'; readonly introduced: boolean }
  | { readonly at: 'bare'; readonly acceptor: Acceptor }
  | { readonly at: 'mechanism'; readonly negotiation: Negotiation }
  /** The mechanism is content; the client still owes its mechListMIC. */
  | { readonly at: 'mech-list-mic'; readonly context: SecurityContext; readonly mechTypeList: Buffer }
  | { readonly at: 'over' };

class SpnegoAcceptor implements Acceptor {
  readonly #mechanisms: readonly Mechanism[];
  readonly #report: Report;
  readonly #assembly = new TokenAssembly();
  #state: State = { at: 'initial', introduced: false };
  #legs = 0;
  #bytes = 0;

  constructor({ mechanisms, report = ignoreFacts }: SpnegoOptions) {
    this.#mechanisms = mechanisms;
    this.#report = report;
  }

  async step(piece: Buffer): Promise<Step> {
    const state = this.#state;
    this.#state = { at: 'over' };
    this.#legs += 1;
    this.#bytes += piece.length;
    if (state.at === 'over') return this.#outOfSequence('the login is over');
    if (this.#legs > MAX_LEGS) return this.#outOfSequence(`more than ${MAX_LEGS} legs`);
    if (this.#bytes > MAX_BYTES) return this.#malformed(`more than ${MAX_BYTES} bytes in one login`);
    if (state.at === 'bare') return this.#proceedBare(state.acceptor, piece);
    if (state.at === 'initial' && piece.length === 0 && !state.introduced) return this.#introduce();

    let received: ReceivedToken | undefined;
    try {
      received = this.#receive(piece);
    } catch (error) {
      if (error instanceof CodecError) return this.#malformed(error.message);
      throw error;
    }
    if (received === undefined) {
      this.#state = state;
      return { kind: 'continue', token: Buffer.alloc(0) };
    }
    if (state.at === 'initial') return this.#beginWith(received);
    if (received.form !== 'resp') return this.#outOfSequence('a first or bare token in mid-negotiation');
    if (state.at === 'mechanism') return this.#proceed(state.negotiation, received.resp);
    return this.#finish(state.context, state.mechTypeList, received.resp);
  }

  /** The token that `piece` completes; undefined while more must come. */
  #receive(piece: Buffer): ReceivedToken | undefined {
    if (!this.#assembly.pending && isNtlmssp(piece)) return decodeReceivedToken(piece);
    const token = this.#assembly.add(piece, MAX_BYTES - this.#bytes);
    if (token?.length !== piece.length) this.#report({ kind: 'spnego-fragment', length: piece.length });
    return token && decodeReceivedToken(token);
  }

  /** Called "without an input_token", the acceptor makes the first token ([MS-SPNG] 3.2.5.2). */
  #introduce(): Step {
    this.#state = { at: 'initial', introduced: true };
    return { kind: 'continue', token: negTokenInit2(this.#mechanisms) };
  }

  async #beginWith(received: ReceivedToken): Promise<Step> {
    if (received.form === 'init') return this.#begin(received.init);
    if (received.form === 'bare') return this.#beginBare(received.oid, received.token);
    return this.#outOfSequence('a NegTokenResp came first');
  }

  async #beginBare(oid: string, token: Buffer): Promise<Step> {
    this.#report({ kind: 'spnego-offer', mechanisms: [oid], raw: true, optimisticToken: true });
    const mechanism = this.#mechanismOf(oid);
    if (mechanism === undefined) return this.#noCommonMechanism();
    this.#chosen(mechanism, oid, true);
    return this.#proceedBare(mechanism.createAcceptor(this.#report), token);
  }

  async #proceedBare(acceptor: Acceptor, token: Buffer): Promise<Step> {
    const step = await acceptor.step(token);
    if (step.kind === 'continue') this.#state = { at: 'bare', acceptor };
    return step;
  }

  async #begin({ mechTypes, mechTypeList, mechToken, mechListMic }: NegTokenInit): Promise<Step> {
    const mechanisms = mechTypes.map(({ oid }) => oid);
    const optimisticToken = mechToken !== undefined && mechToken.length > 0;
    this.#report({ kind: 'spnego-offer', mechanisms, raw: false, optimisticToken });
    // "the target SHALL choose the first mechanism in the initiator proposed list" that it can (RFC 4178 3.1);
    // Kerberos, NEGOEX and whatever else we do not speak is passed over.
    const choice = mechTypes.find(({ oid }) => this.#mechanismOf(oid) !== undefined);
    const mechanism = choice && this.#mechanismOf(choice.oid);
    if (choice === undefined || mechanism === undefined) return this.#noCommonMechanism();
    const clientsFirst = choice === mechTypes[0];
    this.#chosen(mechanism, choice.oid, clientsFirst);
    const negotiation: Negotiation = {
      acceptor: mechanism.createAcceptor(this.#report),
      mechTypeList: Buffer.from(mechTypeList),
      micRequired: !clientsFirst,
      announce: choice,
    };
    if (clientsFirst && optimisticToken) return this.#advance(negotiation, mechToken, mechListMic);
    // The optimistic token is for the client's first mechanism, never for another: it is dropped unread, and "the
    // target will not generate a response mechanism token in the first reply" (RFC 4178 3.2 c).
    if (mechListMic !== undefined) return this.#prematureMic();
    return this.#answer(negotiation, clientsFirst ? 'accept-incomplete' : 'request-mic');
  }

  async #proceed(negotiation: Negotiation, resp: NegTokenResp): Promise<Step> {
    if (resp.negState === 'reject') return this.#outOfSequence('the client ended the negotiation');
    if (resp.responseToken === undefined) return this.#malformed('NegTokenResp without responseToken');
    return this.#advance(negotiation, resp.responseToken, resp.mechListMic);
  }

  async #advance(negotiation: Negotiation, token: Buffer, mic: Buffer | undefined): Promise<Step> {
    const step = await negotiation.acceptor.step(token);
    if (step.kind === 'accepted') return this.#protect(negotiation, step.context, step.token, mic);
    if (step.kind === 'rejected') {
      return { ...step, token: encodeNegTokenResp({ negState: 'reject', responseToken: step.token }) };
    }
    if (mic !== undefined) return this.#prematureMic();
    return this.#answer(negotiation, 'accept-incomplete', step.token);
  }

  #answer(negotiation: Negotiation, negState: NegState, responseToken?: Buffer): Step {
    const { announce, ...rest } = negotiation;
    this.#state = { at: 'mechanism', negotiation: { ...rest, announce: undefined } };
    return {
      kind: 'continue',
      token: encodeNegTokenResp({ negState, supportedMech: announce, responseToken }),
    };
  }

  /**
   * Processing of mechListMIC once the mechanism is content (RFC 4178 5). The password was right when this is
   * reached, and a MIC can only take the login away again.
   */
  #protect(
    { mechTypeList, micRequired, announce }: Negotiation,
    context: SecurityContext,
    responseToken: Buffer | undefined,
    mic: Buffer | undefined,
  ): Step {
    const answer = { supportedMech: announce, responseToken };
    const { kind } = context.identity;
    // Another mechanism than the client's first (RFC 4178 5), or a MIC of NTLM's own ("then the mechListMIC field
    // becomes mandatory", [MS-SPNG] <8>). An anonymous client has no key to prove anything with.
    const demanded = kind === 'user' && (micRequired || context.expectsMechListMic);

    // A guest has no key in common with us: "If the mechanism selected by the negotiation does not support integrity
    // protection, then no mechlistMIC token is used" (RFC 4178 5), and what such a client sends is not looked at.
    if (kind === 'guest') return this.#accept(context, answer, mic ? 'unverifiable' : 'absent', demanded);
    if (mic !== undefined) {
      const verified = context.verifyMechListMic(mechTypeList, mic);
      if (!verified) return this.#micRefused('RFC 4178 5 c II', 'invalid');
      // 5 c I: "The output negotiation message contains a mechlistMIC token and an accept_complete state."
      const mechListMic = context.mechListMic(mechTypeList);
      return this.#accept(context, { ...answer, mechListMic }, 'valid', demanded);
    }
    // 5 c III. smbd asks everybody for one leg more here; clients without either MIC (libsmb2, impacket) need not.
    if (!demanded) return this.#accept(context, answer, 'absent', demanded);
    // 5 c V: the client sent the last mechanism token and left out the MIC that our request-mic had demanded.
    if (micRequired && responseToken === undefined) return this.#micRefused('RFC 4178 5 c V', 'absent');

    this.#state = { at: 'mech-list-mic', context, mechTypeList };
    this.#report({ kind: 'spnego-mech-list-mic', received: 'absent', demanded, sent: true });
    const mechListMic = context.mechListMic(mechTypeList);
    const token = encodeNegTokenResp({ negState: 'accept-incomplete', ...answer, mechListMic });
    return { kind: 'continue', token };
  }

  /** The leg that brings only the client's MIC; ours went before it. */
  #finish(context: SecurityContext, mechTypeList: Buffer, resp: NegTokenResp): Step {
    if (resp.negState === 'reject') return this.#outOfSequence('the client refused our mechListMIC');
    if (resp.responseToken !== undefined) return this.#outOfSequence('a mechanism token after the last');
    const { mechListMic } = resp;
    if (mechListMic === undefined) return this.#micRefused('[MS-SPNG] 3.1.5.1', 'absent');
    if (!context.verifyMechListMic(mechTypeList, mechListMic)) {
      return this.#micRefused('[MS-SPNG] 3.1.5.1', 'invalid');
    }
    return this.#accept(context, {}, 'valid', true);
  }

  #accept(
    context: SecurityContext,
    answer: NegTokenResp,
    received: 'valid' | 'absent' | 'unverifiable',
    demanded: boolean,
  ): Step {
    const sent = answer.mechListMic !== undefined;
    this.#report({ kind: 'spnego-mech-list-mic', received, demanded, sent });
    if (received === 'valid') this.#check('mech-list-mic', 'passed', 'RFC 4178 5');
    const token = encodeNegTokenResp({ negState: 'accept-completed', ...answer });
    return { kind: 'accepted', context, token };
  }

  #mechanismOf(oid: string): Mechanism | undefined {
    return this.#mechanisms.find((mechanism) => mechanism.oids.includes(oid));
  }

  #chosen(mechanism: Mechanism, oid: string, clientsFirst: boolean): void {
    this.#report({ kind: 'spnego-choice', mechanism: mechanism.name, oid, clientsFirst });
    this.#check('spnego-mechanism', 'passed', 'RFC 4178 3.2 c');
  }

  #noCommonMechanism(): Step {
    this.#check('spnego-mechanism', 'failed', 'RFC 4178 3.2 c I', 'none of our mechanisms was offered');
    return reject('no-common-mechanism');
  }

  #micRefused(section: string, received: 'invalid' | 'absent'): Step {
    this.#report({ kind: 'spnego-mech-list-mic', received, demanded: true, sent: false });
    this.#check('mech-list-mic', 'failed', section, received);
    return reject('mech-list-mic-invalid');
  }

  /** "Partially-established contexts MUST NOT be used for per-message calls" (RFC 4178 3.1): it proves nothing. */
  #prematureMic(): Step {
    this.#check('mech-list-mic', 'failed', 'RFC 4178 3.1', 'sent before the mechanism was complete');
    return reject('mech-list-mic-invalid');
  }

  #malformed(detail: string): Step {
    this.#check('spnego-token', 'failed', 'RFC 4178 4.2', detail);
    return reject('spnego-malformed');
  }

  #outOfSequence(detail: string): Step {
    this.#check('spnego-sequence', 'failed', 'RFC 4178 3.2', detail);
    return reject('out-of-sequence');
  }

  #check(check: string, outcome: 'passed' | 'failed', section: string, detail?: string): void {
    this.#report({ kind: 'check', check, outcome, section, ...(detail === undefined ? {} : { detail }) });
  }
}

function reject(reason: RejectionReason): Step {
  const token = encodeNegTokenResp({ negState: 'reject' });
  return { kind: 'rejected', reason, status: wireStatusOf(reason), token };
}
