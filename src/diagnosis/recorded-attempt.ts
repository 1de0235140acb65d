import type { Fact } from '../facts/fact.js';
import type { FileFailure, SmbFact, TreeConnect } from '../facts/smb.js';
import type { ConnectionEnd, ConnectionInfo, LoginInfo, LoginVerdict } from '../facts/recorder.js';

/**
 * One login attempt as it was recorded: facts, in order, and nothing derived from them. A connection that ended before
 * a login began is an attempt without `login`.
 */
export interface Attempt {
  /** Counts from 1 in the order in which attempts began. */
  readonly id: number;
  readonly connection: ConnectionInfo;
  readonly login: LoginInfo | undefined;
  /** Milliseconds since 1970: the first token, or the connection when no login began. */
  readonly startedAt: number;
  /** Microseconds from there to the verdict, or to the end of the connection. */
  readonly duration: number;
  /** Facts of the connection, negotiation first. */
  readonly connectionFacts: readonly Fact[];
  /** Facts of the acceptors up to the verdict. */
  readonly loginFacts: readonly Fact[];
  /** Undefined when the client left or gave the login up, or was dropped, before there was one. */
  readonly verdict: LoginVerdict | undefined;
  /** Facts after the verdict, up to the one that completed the attempt. */
  readonly afterwards: readonly Fact[];
  /** How the connection ended, when it ended before the attempt was complete. */
  readonly end: ConnectionEnd | undefined;
}

/**
 * A fault after an attempt was complete: a request without its protection or its session, a session whose time is over,
 * or a rule broken.
 */
export type Incident = Extract<
  SmbFact,
  {
    kind:
      | 'signature-invalid'
      | 'signature-missing'
      | 'encryption-missing'
      | 'protocol-violation'
      | 'request-refused'
      | 'session-ended';
  }
>;

/**
 * The number of times an event happened on a connection, and the number of other events without a record since the
 * last.
 */
export interface Repetition {
  readonly count: number;
  readonly omitted: number;
}

/** The repetition of an event that happened once. */
export const ONCE: Repetition = { count: 1, omitted: 0 };

/**
 * An event for listeners, in this order for each attempt:
 *
 * 1. `attempt` as soon as there is a verdict: it is meant for a terminal. The search after a wrong password or an
 *    unknown name takes some tens of milliseconds; later events of the same address wait for it.
 * 2. `attempt-completed` once the client's next step is known as well. It is the record to keep: exactly one for each
 *    attempt, on each connection in the order of the verdicts. A refused login is complete at once; an accepted one
 *    with its first TREE_CONNECT, with a request that fails its protection, with the end of the session or the
 *    connection, when the connection's next login has its verdict, or after ten seconds. A login in an RPC bind is
 *    complete also with its first request or the end of the RPC connection.
 * 3. `tree` for every TREE_CONNECT, the first one included, `incident`, and `failure` for a request on a share that
 *    failed. A rule broken on a connection counts as an incident of the last attempt there. Repetitions of an incident
 *    or a failure are reported the first time, the tenth, the hundredth, and at the end, each time with their number.
 *
 * A few bytes of a client cause a record of some thousand bytes, so a flood is counted instead. An attempt without a
 * user name, such as a SESSION_SETUP that cannot be read, is reported each time up to the tenth of its kind on the
 * connection, then the hundredth, the thousandth, and at the end, with `attempt` and `attempt-completed` each time. Its
 * kind is the reason, the status and the detail. Twenty different kinds are reported at once, then one a second. The
 * same answer to the same TREE_CONNECT of a session is reported each time up to the hundredth; a connection has a
 * hundred of these reports at once. The ids of attempts that were only counted do not appear.
 */
export type AttemptEvent =
  | ({ readonly type: 'attempt' | 'attempt-completed'; readonly attempt: Attempt } & Partial<Repetition>)
  | ({ readonly type: 'tree'; readonly attempt: Attempt; readonly tree: TreeConnect } & Partial<Repetition>)
  | ({ readonly type: 'incident'; readonly attempt: Attempt; readonly incident: Incident } & Repetition)
  | ({ readonly type: 'failure'; readonly attempt: Attempt; readonly failure: FileFailure } & Repetition);
