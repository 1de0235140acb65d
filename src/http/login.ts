import type { MaybePromise } from '../values/maybe-promise.js';
import { identityRecord } from '../auth/identity.js';
import type { Acceptor, LoginContext, Mechanism, SecurityContext, Step } from '../auth/mechanism.js';
import type { LoginFacts, ProofRecord } from '../auth/mechanism-words.js';
import { spnegoAcceptor } from '../auth/spnego/index.js';
import type { Fact } from '../facts/fact.js';
import type { LoginRecorder } from '../facts/recorder.js';
import type { Told } from './answer.js';
import type { HttpScheme } from './authorization.js';
import { provedBy } from './proved.js';
import { type HttpRefusalReason, refusalOf } from './refusals.js';

/** Facts that are kept until the verdict; a login has some dozens. */
const MOST_FACTS = 200;

/** The surroundings of a login. */
export interface LoginSurroundings {
  /** The mechanisms that its scheme may choose among. */
  readonly mechanisms: readonly Mechanism[];
  /** The connection, without the record of this login. */
  readonly context: Omit<LoginContext, 'report'>;
  /** The record of a proof; undefined: the words of its mechanism failed, or there are none. */
  readonly describe: (mechanism: string, login: LoginFacts) => ProofRecord | undefined;
}

/** One login on a connection of HTTP: from its first token to its verdict. */
export class HttpLogin {
  readonly scheme: HttpScheme;
  readonly #recorder: LoginRecorder;
  readonly #surroundings: LoginSurroundings;
  readonly #acceptor: Acceptor;
  #facts: Fact[] = [];

  constructor(scheme: HttpScheme, recorder: LoginRecorder, surroundings: LoginSurroundings) {
    this.scheme = scheme;
    this.#recorder = recorder;
    this.#surroundings = surroundings;
    const { context, mechanisms } = surroundings;
    const report = (fact: Fact): void => {
      recorder.report(fact);
      if (this.#facts.length < MOST_FACTS) this.#facts.push(fact);
    };
    // A signal that is asked for when an acceptor asks for it: most wait for nothing.
    const login = Object.defineProperties(
      { report },
      { ...Object.getOwnPropertyDescriptors(context), report: { value: report, enumerable: true } },
    ) as LoginContext;
    this.#acceptor = spnegoAcceptor(mechanisms, login);
  }

  /** The number of the attempt; undefined: nobody counts. */
  get attempt(): number | undefined {
    return this.#recorder.attempt;
  }

  step(token: Buffer): MaybePromise<Step> {
    return this.#acceptor.step(token);
  }

  reject({ reason, status }: Extract<Step, { readonly kind: 'rejected' }>): void {
    this.#facts = [];
    this.#recorder.finished({ outcome: 'rejected', reason, status });
  }

  /**
   * Refuses the login before its mechanism decides.
   *
   * @param detail the fault in words; never a secret
   */
  refuse(reason: HttpRefusalReason, detail: string): void {
    this.#facts = [];
    const { section } = refusalOf(reason);
    this.#recorder.report({ kind: 'check', check: 'http-authorization', outcome: 'failed', section, detail });
    this.#recorder.finished({ outcome: 'rejected', reason, detail });
  }

  /** @returns what the client is told of the login, which holds no secret */
  accept({ identity, mechanism }: SecurityContext): Told {
    const facts = this.#facts;
    this.#facts = [];
    const { carrier } = this.#surroundings.context;
    const record = identityRecord(identity);
    const channel = carrier === 'https' ? 'tls' : 'clear';
    this.#recorder.finished({ outcome: 'accepted', identity: record, channel });
    const offer = facts.find((fact) => fact.kind === 'spnego-offer');
    return {
      authenticated: true,
      user: record,
      mechanism,
      scheme: this.scheme,
      spnego: offer?.kind === 'spnego-offer' && !offer.bare,
      proved: provedBy(facts, this.#surroundings.describe(mechanism, loginFacts(facts, mechanism))),
      channel,
      attempt: this.attempt,
    };
  }

  /** The login was given up: another began, or its connection went on without it. */
  abandon(): void {
    this.#facts = [];
    this.#recorder.abandoned();
  }

  /** Reports a request after the verdict. */
  report(fact: Fact): void {
    this.#recorder.report(fact);
  }
}

function loginFacts(facts: readonly Fact[], mechanism: string): LoginFacts {
  const checks = facts.filter((fact) => fact.kind === 'check');
  const own = facts.flatMap((fact) =>
    fact.kind === 'mechanism' && fact.mechanism === mechanism ? [fact.fact] : [],
  );
  return { claim: undefined, checks, own };
}
