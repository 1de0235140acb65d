import type { Fact } from '../facts/fact.js';
import type {
  ConnectionEnd,
  ConnectionInfo,
  ConnectionRecorder,
  LoginInfo,
  LoginRecorder,
} from '../facts/recorder.js';
import { AttemptInProgress, keepFact, microseconds } from './attempt-in-progress.js';
import type { AttemptRecorder } from './collect-attempts.js';
import type { Attempt, Incident } from './recorded-attempt.js';
import { ToldInProportion } from './told-in-proportion.js';

/** The attempts of one connection, and the facts of the connection itself. */
export class ConnectionAttempts implements ConnectionRecorder {
  /** Numbers the attempts and hands them over. */
  readonly recorder: AttemptRecorder;
  readonly info: ConnectionInfo;
  readonly facts: Fact[] = [];
  /** Logins without a verdict and those whose next step is awaited, oldest first. */
  readonly open = new Set<AttemptInProgress>();
  /** The login completed last, if SMB carried it and it was accepted. */
  latest: AttemptInProgress | undefined;
  end: ConnectionEnd | undefined;
  readonly #openedAt: number;
  readonly #opened: number;
  readonly told: ToldInProportion;
  #loginBegan = false;

  constructor(recorder: AttemptRecorder, info: ConnectionInfo) {
    this.recorder = recorder;
    this.info = info;
    this.told = new ToldInProportion(recorder);
    this.#openedAt = recorder.runtime.now();
    this.#opened = recorder.runtime.monotonic();
  }

  readonly report = (fact: Fact): void => {
    if (this.end !== undefined) return;
    keepFact(this.facts, fact);
    if (fact.kind !== 'protocol-violation' && fact.kind !== 'request-refused') return;
    // If an SMB login is open, the fact belongs to its attempt instead.
    const logins = [...this.open].filter(({ info }) => info.carrier === 'smb');
    if (logins.length > 0) {
      if (fact.kind === 'request-refused') for (const login of logins) login.report(fact);
    } else if (this.latest !== undefined) this.tellIncident(this.latest, fact);
  };

  tellIncident({ remembered }: AttemptInProgress, incident: Incident): void {
    this.told.tellAfterLogin({ type: 'incident', attempt: remembered, incident });
  }

  loginBegan(info: LoginInfo): LoginRecorder {
    this.#loginBegan = true;
    const login = new AttemptInProgress(this, info);
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
    const id = recorder.nextAttemptId();
    const duration = microseconds(recorder.runtime.monotonic() - this.#opened);
    let made: Attempt | undefined;
    const attempt = (): Attempt =>
      (made ??= {
        id,
        connection: this.info,
        login: undefined,
        startedAt: this.#openedAt,
        duration,
        connectionFacts: this.facts,
        loginFacts: [],
        verdict: undefined,
        afterwards: [],
        end,
      });
    recorder.tell('attempt', () => ({ type: 'attempt', attempt: attempt() }));
    recorder.tell('attempt-completed', () => ({ type: 'attempt-completed', attempt: attempt() }));
  }
}
