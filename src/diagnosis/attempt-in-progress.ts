import type { Fact } from '../facts/fact.js';
import type { ConnectionEnd, LoginInfo, LoginRecorder, LoginVerdict } from '../facts/recorder.js';
import type { ConnectionAttempts } from './connection-attempts.js';
import { type Attempt, ONCE } from './recorded-attempt.js';
import { isNameless } from './told-in-proportion.js';

/** Facts kept of one login or connection; a peer that causes more of them must not fill the memory. */
const factLimit = 200;

export function keepFact(facts: Fact[], fact: Fact): void {
  if (facts.length < factLimit) facts.push(fact);
}

export function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}

/** One login, from its first token to the fact that completes it, and the session that it made. */
export class AttemptInProgress implements LoginRecorder {
  readonly info: LoginInfo;
  /** The id of the attempt. */
  readonly attempt: number;
  readonly #connection: ConnectionAttempts;
  readonly #startedAt: number;
  readonly #started: number;
  #at: 'deciding' | 'awaiting-next-step' | 'completed' = 'deciding';
  /** Facts up to the verdict; once the attempt is complete, only its mechanism. */
  #loginFacts: Fact[] = [];
  /** Facts from the verdict to the one that completes the attempt. */
  #afterwards: Fact[] = [];
  #verdict: LoginVerdict | undefined;
  #duration = 0;
  /** The number of facts of the connection when the attempt was complete: more may follow. */
  #connectionFacts = 0;
  /** The end of the connection, where it completed the attempt. */
  #end: ConnectionEnd | undefined;
  #remembered: Attempt | undefined;

  constructor(connection: ConnectionAttempts, info: LoginInfo) {
    const { recorder } = connection;
    this.info = info;
    this.#connection = connection;
    this.attempt = recorder.nextAttemptId();
    this.#startedAt = recorder.runtime.now();
    this.#started = recorder.runtime.monotonic();
  }

  readonly report = (fact: Fact): void => {
    switch (this.#at) {
      case 'deciding':
        keepFact(this.#loginFacts, fact);
        return;
      case 'awaiting-next-step':
        keepFact(this.#afterwards, fact);
        if (completesAttempt(fact)) this.#complete();
        if (isToldApart(fact)) this.#tellLate(fact);
        return;
      case 'completed':
        this.#tellLate(fact);
    }
  };

  finished(verdict: LoginVerdict): void {
    if (this.#connection.end === undefined) this.#decide(verdict);
  }

  abandoned(): void {
    if (this.#connection.end === undefined) this.#decide(undefined);
  }

  connectionClosed(): void {
    if (this.#at === 'deciding') this.#decide(undefined);
    else this.overtaken();
  }

  /**
   * Completes the attempt although no further request came: the connection is over, a later login on it was decided, or
   * the waiting time is over.
   */
  overtaken(): void {
    if (this.#at === 'awaiting-next-step') this.#complete();
  }

  /** The part of the attempt that is kept once it is complete. */
  get remembered(): Attempt {
    return (this.#remembered ??= this.#attempt());
  }

  #decide(verdict: LoginVerdict | undefined): void {
    if (this.#at !== 'deciding') return;
    const connection = this.#connection;
    const { recorder } = connection;
    for (const login of connection.open) if (login !== this) login.overtaken();
    this.#verdict = verdict;
    this.#duration = microseconds(recorder.runtime.monotonic() - this.#started);
    this.#connectionFacts = connection.facts.length;
    this.#end = connection.end;
    const nameless = isNameless(verdict, this.#loginFacts);
    const repetition = nameless ? connection.told.countNameless(this.#attempt()) : ONCE;
    if (repetition === undefined) {
      this.#forget();
      return;
    }
    recorder.tell('attempt', () => {
      const { count, omitted } = repetition;
      return { type: 'attempt', attempt: this.#attempt(), count, omitted };
    });
    if (verdict?.outcome === 'accepted' && hasNextStep(this.info)) {
      this.#at = 'awaiting-next-step';
      // The list of the event that was just told stays empty.
      this.#afterwards = [];
      recorder.awaited.add(this);
    } else this.#complete(repetition);
  }

  #complete({ count, omitted } = ONCE): void {
    const connection = this.#connection;
    const { recorder } = connection;
    if (this.#at === 'awaiting-next-step') recorder.awaited.delete(this);
    this.#connectionFacts = connection.facts.length;
    this.#end = connection.end;
    recorder.tell('attempt-completed', () => {
      return { type: 'attempt-completed', attempt: this.#attempt(), count, omitted };
    });
    this.#forget();
    if (this.#verdict?.outcome === 'accepted' && this.info.carrier === 'smb') connection.latest = this;
  }

  /** The attempt as far as it has come. */
  #attempt(): Attempt {
    const connection = this.#connection;
    return {
      id: this.attempt,
      connection: connection.info,
      login: this.info,
      startedAt: this.#startedAt,
      duration: this.#duration,
      connectionFacts: connection.facts.slice(0, this.#connectionFacts),
      loginFacts: this.#loginFacts,
      verdict: this.#verdict,
      afterwards: this.#afterwards,
      end: this.#end,
    };
  }

  /** Keeps the identity and drops the messages that facts hold, because a session outlives its attempt by hours. */
  #forget(): void {
    this.#connection.open.delete(this);
    this.#loginFacts = this.#loginFacts.filter((fact) => fact.kind === 'spnego-choice');
    this.#afterwards = [];
    this.#at = 'completed';
  }

  /** Tells a fact that came once the attempt was complete. */
  #tellLate(fact: Fact): void {
    switch (fact.kind) {
      case 'tree-connect':
        this.#connection.told.tellTree(this, fact);
        return;
      case 'signature-invalid':
      case 'signature-missing':
      case 'encryption-missing':
      case 'protocol-violation':
        this.#connection.tellIncident(this, fact);
        return;
      case 'session-ended':
        // The other ends of a session are what the client asked for.
        if (fact.why === 'expired') this.#connection.tellIncident(this, fact);
        return;
      case 'file-failure':
        this.#connection.told.tellAfterLogin({ type: 'failure', attempt: this.remembered, failure: fact });
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
