import { loopTurns } from '../runtime/turns.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { type Attempt, type AttemptEvent, type Incident, ONCE } from './recorded-attempt.js';
import type { Fact } from '../facts/fact.js';
import { isNameless, repetitionOf, ToldInProportion } from './told-in-proportion.js';
import type {
  ConnectionEnd,
  ConnectionInfo,
  ConnectionRecorder,
  LoginInfo,
  LoginRecorder,
  LoginVerdict,
  Recorder,
} from '../facts/recorder.js';

/** Facts kept of one login or connection; a peer that causes more of them must not fill the memory. */
const factLimit = 200;

/** Milliseconds of words about attempts that make one piece of work; each turn of the event loop has one. */
const PIECE_MILLISECONDS = 10;

/**
 * Collects facts into attempts and hands them over one turn of the event loop later, in order, so that the login that
 * caused them is answered first.
 */
export class AttemptRecorder implements Recorder {
  readonly runtime: CheckedRuntime;
  /** @internal */
  readonly patience: number;
  readonly #deliver: (event: AttemptEvent) => void;
  readonly #queue: AttemptEvent[] = [];
  #behind = false;
  #attempts = 0;

  /**
   * @param deliver must not throw
   * @param patience milliseconds a client may take for its next step before its login's record goes out without it
   */
  constructor(runtime: CheckedRuntime, deliver: (event: AttemptEvent) => void, patience = 10_000) {
    this.runtime = runtime;
    this.patience = patience;
    this.#deliver = deliver;
  }

  connectionOpened(info: ConnectionInfo): ConnectionRecorder {
    return new Connection(this, info);
  }

  /** Whether more waits than one turn of the event loop has time for: nobody should cause more of it meanwhile. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Delivers at once whatever waits; for a server that closes. */
  flush(): void {
    this.#deliverUntil(Infinity);
  }

  #deliverInTurns(): void {
    loopTurns.take(['words', this], () => {
      this.#deliverUntil(this.runtime.monotonic() + PIECE_MILLISECONDS);
      if (this.#behind) setImmediate(() => this.#deliverInTurns());
      return false;
    });
  }

  /** At least one event, in order. */
  #deliverUntil(end: number): void {
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
      this.#deliver(event);
      if (this.runtime.monotonic() >= end) break;
    }
    this.#behind = this.#queue.length > 0;
  }

  /** @internal */
  nextAttemptId(): number {
    return ++this.#attempts;
  }

  /** @internal */
  push(event: AttemptEvent): void {
    if (this.#queue.push(event) === 1) setImmediate(() => this.#deliverInTurns());
  }
}

class Connection implements ConnectionRecorder {
  readonly recorder: AttemptRecorder;
  readonly info: ConnectionInfo;
  readonly facts: Fact[] = [];
  /** Logins without a verdict and those whose next step is awaited, oldest first. */
  readonly open = new Set<Login>();
  /** The attempt completed last, of an accepted login of SMB. */
  latest: Attempt | undefined;
  end: ConnectionEnd | undefined;
  readonly #openedAt: number;
  readonly #opened: number;
  readonly told: ToldInProportion;
  #loginBegan = false;

  constructor(recorder: AttemptRecorder, info: ConnectionInfo) {
    this.recorder = recorder;
    this.info = info;
    this.told = new ToldInProportion(recorder.runtime, (event) => recorder.push(event));
    this.#openedAt = recorder.runtime.now();
    this.#opened = recorder.runtime.monotonic();
  }

  readonly report = (fact: Fact): void => {
    if (this.end !== undefined) return;
    keep(this.facts, fact);
    if (fact.kind !== 'protocol-violation' && fact.kind !== 'request-refused') return;
    // With a login of SMB open, it is part of that attempt's story instead.
    const logins = [...this.open].filter(({ info }) => info.carrier === 'smb');
    if (logins.length > 0) {
      if (fact.kind === 'request-refused') for (const login of logins) login.report(fact);
    } else if (this.latest !== undefined) this.pushIncident(this.latest, fact);
  };

  pushIncident(attempt: Attempt, incident: Incident): void {
    this.told.tellAfterLogin({ type: 'incident', attempt, incident });
  }

  loginBegan(info: LoginInfo): LoginRecorder {
    this.#loginBegan = true;
    const login = new Login(this, info);
    if (this.end === undefined) this.open.add(login);
    return login;
  }

  closed(end: ConnectionEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    for (const login of this.open) login.connectionClosed();
    this.open.clear();
    this.told.tellRest(end);
    if (!this.#loginBegan) this.#endedWithoutLogin(end);
  }

  #endedWithoutLogin(end: ConnectionEnd): void {
    const { recorder } = this;
    const attempt: Attempt = {
      id: recorder.nextAttemptId(),
      connection: this.info,
      login: undefined,
      startedAt: this.#openedAt,
      duration: microseconds(recorder.runtime.monotonic() - this.#opened),
      connectionFacts: this.facts,
      loginFacts: [],
      verdict: undefined,
      afterwards: [],
      end,
    };
    recorder.push({ type: 'attempt', attempt });
    recorder.push({ type: 'attempt-completed', attempt });
  }
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

class Login implements LoginRecorder {
  readonly info: LoginInfo;
  readonly #connection: Connection;
  readonly #id: number;
  readonly #startedAt: number;
  readonly #started: number;
  #state: LoginState = { at: 'deciding', facts: [] };

  constructor(connection: Connection, info: LoginInfo) {
    const { recorder } = connection;
    this.info = info;
    this.#connection = connection;
    this.#id = recorder.nextAttemptId();
    this.#startedAt = recorder.runtime.now();
    this.#started = recorder.runtime.monotonic();
  }

  readonly report = (fact: Fact): void => {
    const state = this.#state;
    switch (state.at) {
      case 'deciding':
        keep(state.facts, fact);
        return;
      case 'awaiting-next-step':
        keep(state.afterwards, fact);
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

  /** The connection's next login has its verdict, or nothing comes next: the record is not held back for ever. */
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

  /** A session outlives its attempt by hours: keep who it is, and let the messages behind the facts go. */
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
        // The others are what the client asked for.
        if (fact.why === 'expired') this.#connection.pushIncident(attempt, fact);
        return;
      case 'file-failure':
        this.#connection.told.tellAfterLogin({ type: 'failure', attempt, failure: fact });
        return;
      default:
    }
  }
}

/** A re-authentication or a binding goes on with a session that was used before: no next step is awaited. */
function hasNextStep(info: LoginInfo): boolean {
  return info.carrier === 'pipe' || info.purpose === 'new';
}

/** Whether a fact that completes an attempt is an event besides. */
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
      return true;
    default:
      return false;
  }
}

function keep(facts: Fact[], fact: Fact): void {
  if (facts.length < factLimit) facts.push(fact);
}

function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}
