import type { Fact } from '../facts/fact.js';
import type { LoginInfo, LoginRecorder, LoginVerdict } from '../facts/recorder.js';
import type { ConnectionAttempts } from './connection-attempts.js';
import { type Attempt, ONCE } from './recorded-attempt.js';
import { isNameless, repetitionOf } from './told-in-proportion.js';

/** Facts kept of one login or connection; a peer that causes more of them must not fill the memory. */
const factLimit = 200;

export function keepFact(facts: Fact[], fact: Fact): void {
  if (facts.length < factLimit) facts.push(fact);
}

export function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}

type LoginState =
  | { readonly at: 'deciding'; readonly facts: Fact[] }
  | {
      readonly at: 'awaiting-next-step';
      readonly attempt: Attempt;
      readonly afterwards: Fact[];
      readonly cancelTimer: () => void;
    }
  | { readonly at: 'completed'; readonly attempt: Attempt };

/** One login, from its first token to the fact that completes it, and the session that it made. */
export class AttemptInProgress implements LoginRecorder {
  readonly info: LoginInfo;
  readonly #connection: ConnectionAttempts;
  readonly #id: number;
  readonly #startedAt: number;
  readonly #started: number;
  #state: LoginState = { at: 'deciding', facts: [] };

  constructor(connection: ConnectionAttempts, info: LoginInfo) {
    const { recorder } = connection;
    this.info = info;
    this.#connection = connection;
    this.#id = recorder.nextAttemptId();
    this.#startedAt = recorder.runtime.now();
    this.#started = recorder.runtime.monotonic();
  }

  get attempt(): number {
    return this.#id;
  }

  readonly report = (fact: Fact): void => {
    const state = this.#state;
    switch (state.at) {
      case 'deciding':
        keepFact(state.facts, fact);
        return;
      case 'awaiting-next-step':
        keepFact(state.afterwards, fact);
        if (completesAttempt(fact)) this.#complete(state.attempt, state.afterwards);
        if (isToldApart(fact)) this.#pushLate(fact);
        return;
      case 'completed':
        this.#pushLate(fact);
    }
  };

  finished(verdict: LoginVerdict): void {
    if (this.#state.at !== 'deciding' || this.#connection.end !== undefined) return;
    this.#decide(verdict);
  }

  abandoned(): void {
    if (this.#connection.end === undefined) this.#decide(undefined);
  }

  connectionClosed(): void {
    if (this.#state.at === 'deciding') this.#decide(undefined);
    else if (this.#state.at === 'awaiting-next-step') {
      this.#complete(this.#state.attempt, this.#state.afterwards);
    }
  }

  /**
   * Completes the attempt although no further request came: a later login on the connection was decided, or the waiting
   * time is over.
   */
  overtaken(): void {
    if (this.#state.at === 'awaiting-next-step') this.#complete(this.#state.attempt, this.#state.afterwards);
  }

  #decide(verdict: LoginVerdict | undefined): void {
    if (this.#state.at !== 'deciding') return;
    const connection = this.#connection;
    const { recorder } = connection;
    for (const login of connection.open) if (login !== this) login.overtaken();
    const afterwards: Fact[] = [];
    const attempt: Attempt = {
      id: this.#id,
      connection: connection.info,
      login: this.info,
      startedAt: this.#startedAt,
      duration: microseconds(recorder.runtime.monotonic() - this.#started),
      connectionFacts: connection.facts.slice(),
      loginFacts: this.#state.facts,
      verdict,
      afterwards: [],
      end: connection.end,
    };
    const repetition = isNameless(attempt) ? connection.told.countNameless(attempt) : ONCE;
    if (repetition === undefined) {
      this.#forget(attempt);
      return;
    }
    recorder.push({ type: 'attempt', attempt, ...repetitionOf(repetition) });
    if (verdict?.outcome === 'accepted' && hasNextStep(this.info)) {
      const cancelTimer = recorder.runtime.after(recorder.patience, () => this.overtaken());
      this.#state = { at: 'awaiting-next-step', attempt, afterwards, cancelTimer };
    } else {
      this.#complete(attempt, afterwards, repetition);
    }
  }

  #complete(attempt: Attempt, afterwards: readonly Fact[], repetition = ONCE): void {
    if (this.#state.at === 'awaiting-next-step') this.#state.cancelTimer();
    const connection = this.#connection;
    const completed: Attempt = {
      ...attempt,
      connectionFacts: connection.facts.slice(),
      afterwards,
      end: connection.end,
    };
    const remembered = this.#forget(completed);
    if (attempt.verdict?.outcome === 'accepted' && this.info.carrier === 'smb')
      connection.latest = remembered;
    connection.recorder.push({ type: 'attempt-completed', attempt: completed, ...repetitionOf(repetition) });
  }

  /** Keeps the identity and drops the messages that facts hold, because a session outlives its attempt by hours. */
  #forget(attempt: Attempt): Attempt {
    this.#connection.open.delete(this);
    const loginFacts = attempt.loginFacts.filter((fact) => fact.kind === 'spnego-choice');
    const remembered = { ...attempt, loginFacts, afterwards: [] };
    this.#state = { at: 'completed', attempt: remembered };
    return remembered;
  }

  #pushLate(fact: Fact): void {
    if (this.#state.at !== 'completed') return;
    const { attempt } = this.#state;
    switch (fact.kind) {
      case 'tree-connect':
        this.#connection.told.tellTree(attempt, fact);
        return;
      case 'signature-invalid':
      case 'signature-missing':
      case 'encryption-missing':
      case 'protocol-violation':
        this.#connection.pushIncident(attempt, fact);
        return;
      case 'session-ended':
        // The other ends of a session are what the client asked for.
        if (fact.why === 'expired') this.#connection.pushIncident(attempt, fact);
        return;
      case 'file-failure':
        this.#connection.told.tellAfterLogin({ type: 'failure', attempt, failure: fact });
        return;
      default:
    }
  }
}

/**
 * Whether an accepted login waits for its next step. A re-authentication and a binding do not: their session exists
 * already.
 */
function hasNextStep(info: LoginInfo): boolean {
  return info.carrier !== 'smb' || info.purpose === 'new';
}

/** Whether a fact that completes an attempt is also an event of its own. */
function isToldApart({ kind }: Fact): boolean {
  return kind === 'tree-connect' || kind === 'session-ended';
}

function completesAttempt(fact: Fact): boolean {
  switch (fact.kind) {
    case 'tree-connect':
    case 'request-refused':
    case 'signature-invalid':
    case 'signature-missing':
    case 'encryption-missing':
    case 'session-ended':
    case 'protocol-violation':
    case 'rpc-request':
    case 'rpc-request-refused':
    case 'rpc-closed':
    case 'credssp-credentials':
    case 'credssp-fault':
    case 'http-answered':
      return true;
    default:
      return false;
  }
}
