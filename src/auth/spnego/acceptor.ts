import { CodecError } from '../../bytes/index.js';
import { contextTag } from '../../der/der.js';
import type { Report } from '../../facts/fact.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import { obey } from '../../values/rules.js';
import { contextWith, mechanismsRule, takenContext } from '../mechanism-rules.js';
import type { Acceptor, LoginContext, Mechanism, MechanismRefusal, Step } from '../mechanism.js';
import { isNtlmMessage, ntlmOid } from '../ntlm-token.js';
import type { TokenScript } from '../token-script.js';
import { alteredAnswer } from './altered-answer.js';
import { helloOf, isOffered } from './hello.js';
import type { NegTokenInit } from './neg-token-init.js';
import { decodeNegTokenResp, encodeNegTokenResp } from './neg-token-resp.js';
import { Negotiation } from './negotiation.js';
import { decodeReceivedToken, type ReceivedToken } from './received-token.js';
import { refuse, refuseMechanism } from './refusal.js';
import { TokenAssembly } from './token-assembly.js';

/** Legs in one login; the longest honest one, fragments apart, takes four. */
const MAX_LEGS = 8;
/** Bytes in one login, all its tokens together. */
const MAX_BYTES = 0x10000;

/** The options of a SPNEGO acceptor, for one login. */
export interface SpnegoOptions extends Partial<LoginContext> {
  /** The mechanisms that may be chosen. The client's order decides (RFC 4178 3.1). */
  readonly mechanisms: readonly Mechanism[];
}

const optionsRule = contextWith({ mechanisms: mechanismsRule });

/**
 * Accepts one login through SPNEGO (RFC 4178, [MS-SPNG]), or through a mechanism's bare tokens, which are answered
 * bare. An empty first token is answered with {@link negTokenInit2}; an empty token in a `continue` means that a
 * fragment arrived and more must come.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createSpnegoAcceptor(options: SpnegoOptions): Acceptor {
  obey(optionsRule, options);
  return new SpnegoAcceptor(options.mechanisms, takenContext(options));
}

/** Like {@link createSpnegoAcceptor}, for mechanisms that were checked before: a server's, at each login. */
export function spnegoAcceptor(mechanisms: readonly Mechanism[], login: LoginContext): Acceptor {
  return new SpnegoAcceptor(mechanisms, login);
}

type State =
  | { readonly at: 'initial'; readonly introduced: boolean }
  | { readonly at: 'bare'; readonly acceptor: Acceptor }
  | { readonly at: 'negotiation'; readonly negotiation: Negotiation }
  | { readonly at: 'over' };

class SpnegoAcceptor implements Acceptor {
  readonly #mechanisms: readonly Mechanism[];
  readonly #login: LoginContext;
  readonly #report: Report;
  readonly #assembly = new TokenAssembly();
  #state: State = { at: 'initial', introduced: false };
  #legs = 0;
  #bytes = 0;

  constructor(mechanisms: readonly Mechanism[], login: LoginContext) {
    this.#mechanisms = mechanisms;
    this.#login = login;
    this.#report = login.report;
  }

  step(piece: Buffer): MaybePromise<Step> {
    const { script } = this.#login;
    const step = this.#decide(piece);
    if (script === undefined) return step;
    const leg = this.#legs;
    return whenKnown(step, (decided) => this.#alter(decided, leg, script));
  }

  /** A NegTokenResp as a script has it; other tokens are not SPNEGO's to alter. */
  #alter(step: Step, leg: number, { spnegoAnswer }: TokenScript): Step {
    if (spnegoAnswer === undefined || step.token?.[0] !== contextTag(1)) return step;
    const { kind } = step;
    const resp = decodeNegTokenResp(step.token);
    const hasMechListMic = resp.mechListMic !== undefined;
    const user = kind === 'accepted' ? { user: step.context.identity.account } : {};
    const change = spnegoAnswer(this.#report, { leg, kind, hasMechListMic, ...user });
    return change === undefined ? step : { ...step, token: alteredAnswer(resp, change) };
  }

  #decide(piece: Buffer): MaybePromise<Step> {
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
    if (state.at === 'initial') return this.#begin(received);
    if (received.form === 'resp') return this.#keep(state, state.negotiation.proceed(received.resp));
    return this.#outOfSequence('a first or bare token in mid-negotiation');
  }

  /** The token that `piece` completes; undefined while more must come. */
  #receive(piece: Buffer): ReceivedToken | undefined {
    if (!this.#assembly.pending) {
      const bare = this.#mechanisms.find((mechanism) => mechanism.isBareToken?.(piece) === true);
      if (bare !== undefined) return { form: 'bare', oid: bare.oids[0], token: piece };
      // Browsers without a ticket send NTLM bare, to an acceptor that has Kerberos alone, too.
      if (isNtlmMessage(piece) && !this.#mechanisms.some(({ oids }) => oids.includes(ntlmOid)))
        return { form: 'bare', oid: ntlmOid, token: piece };
    }
    const token = this.#assembly.add(piece, MAX_BYTES - this.#bytes);
    if (token?.length !== piece.length) this.#report({ kind: 'spnego-fragment', length: piece.length });
    return token && decodeReceivedToken(token);
  }

  /** Called "without an input_token", the acceptor makes the first token ([MS-SPNG] 3.2.5.2). */
  #introduce(): Step {
    this.#state = { at: 'initial', introduced: true };
    return { kind: 'continue', token: helloOf(this.#mechanisms, this.#login.script?.hint?.(this.#report)) };
  }

  #begin(received: ReceivedToken): MaybePromise<Step> {
    if (received.form === 'init') return this.#negotiate(received.init);
    if (received.form === 'bare') return this.#beginBare(received.oid, received.token);
    return this.#outOfSequence('a NegTokenResp came first');
  }

  #negotiate(init: NegTokenInit): MaybePromise<Step> {
    const mechanisms = init.mechTypes.map(({ oid }) => oid);
    const optimisticToken = init.mechToken !== undefined && init.mechToken.length > 0;
    this.#report({ kind: 'spnego-offer', mechanisms, bare: false, optimisticToken });
    // "the target SHALL choose the first mechanism in the initiator proposed list" that it can (RFC 4178 3.1);
    // mechanisms that the server does not have are skipped.
    for (const choice of init.mechTypes) {
      const mechanism = this.#mechanismOf(choice.oid);
      if (mechanism === undefined) continue;
      this.#chosen(mechanism, choice.oid, choice === init.mechTypes[0]);
      const negotiation = new Negotiation(mechanism, choice, init, this.#login);
      return this.#keep({ at: 'negotiation', negotiation }, negotiation.begin(init));
    }
    return this.#noCommonMechanism(mechanisms, encodeNegTokenResp({ negState: 'reject' }));
  }

  #beginBare(oid: string, token: Buffer): MaybePromise<Step> {
    this.#report({ kind: 'spnego-offer', mechanisms: [oid], bare: true, optimisticToken: true });
    const mechanism = this.#mechanismOf(oid);
    if (mechanism === undefined) return this.#noCommonMechanism([oid], undefined);
    this.#chosen(mechanism, oid, true);
    return this.#proceedBare(mechanism.createAcceptor(this.#login), token);
  }

  #proceedBare(acceptor: Acceptor, token: Buffer): MaybePromise<Step> {
    return this.#keep({ at: 'bare', acceptor }, acceptor.step(token));
  }

  /** Stores the next state, but only if the login continues. */
  #keep(state: State, step: MaybePromise<Step>): MaybePromise<Step> {
    return whenKnown(step, (known) => {
      if (known.kind === 'continue') this.#state = state;
      return known;
    });
  }

  #mechanismOf(oid: string): Mechanism | undefined {
    return this.#mechanisms.find((mechanism) => isOffered(mechanism) && mechanism.oids.includes(oid));
  }

  #chosen(mechanism: Mechanism, oid: string, clientsFirst: boolean): void {
    this.#report({ kind: 'spnego-choice', mechanism: mechanism.name, oid, clientsFirst });
    this.#report({ kind: 'check', check: 'spnego-mechanism', outcome: 'passed', section: 'RFC 4178 3.2 c' });
  }

  /**
   * Refuses a client that has none of the mechanisms that are offered.
   *
   * @param token the answer where the client has one that policy leaves out; undefined to a bare token
   */
  #noCommonMechanism(oids: readonly string[], token: Buffer | undefined): Step {
    const leftOut = this.#mechanisms.find(
      (mechanism) => !isOffered(mechanism) && mechanism.oids.some((oid) => oids.includes(oid)),
    );
    const refusal = leftOut?.refusal ?? this.#refusedVariant(oids);
    if (refusal !== undefined) return refuseMechanism(this.#report, refusal, token);
    const also = oids.includes(ntlmOid) ? '; NTLM was' : '';
    return refuse(this.#report, 'no-common-mechanism', `none of our mechanisms was offered${also}`);
  }

  #refusedVariant(oids: readonly string[]): MechanismRefusal | undefined {
    for (const { refusedVariants = {} } of this.#mechanisms.filter(isOffered)) {
      const oid = oids.find((offered) => Object.hasOwn(refusedVariants, offered));
      if (oid !== undefined) return refusedVariants[oid];
    }
    return undefined;
  }

  #malformed(detail: string): Step {
    return refuse(this.#report, 'spnego-malformed', detail);
  }

  #outOfSequence(detail: string): Step {
    return refuse(this.#report, 'out-of-sequence', detail);
  }
}
