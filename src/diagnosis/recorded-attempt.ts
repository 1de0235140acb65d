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
 * A thing that goes wrong after an attempt was complete: a request without its protection or its session, a session
 * whose time is over, or a rule broken.
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

/** How often something happened on a connection, and how many other things there were no record of since. */
export interface Repetition {
  readonly count: number;
  readonly omitted: number;
}

/** Most things happen once. */
export const ONCE: Repetition = { count: 1, omitted: 0 };

/**
 * An event for listeners, in this order for each attempt:
 *
 * 1. `attempt` as soon as there is a verdict: for somebody who watches a terminal. A wrong password or an unknown name
 *    that is looked into takes some tens of milliseconds more, and what comes from its address meanwhile waits for it.
 * 2. `attempt-completed` once what came next is known as well. It is the record to keep: exactly one for each attempt,
 *    on each connection in the order of the verdicts. A refused login is complete at once; an accepted one with its
 *    first TREE_CONNECT, with a request that fails its protection, with the end of the session or the connection,
 *    when the connection's next login has its verdict, or when nothing came next for ten seconds; one in an RPC bind with
 *    its first request or the end of the RPC connection as well.
 * 3. `tree` for every TREE_CONNECT, the first one included, `incident`, and `failure` for a request on a share that
 *    failed. A rule broken on a connection counts as an incident of the last attempt there. The same incident and the
 *    same failure are told the first time, the tenth, the hundredth, and in the end, each time with their number.
 *
 * A few bytes of a client make some thousand of a record, so that a flood of them is counted. An attempt in which nobody
 * named himself by an AUTHENTICATE, such as a SESSION_SETUP that cannot be read, is told each time up to the tenth of its
 * kind on the connection, then the hundredth, the thousandth, and in the end, with `attempt` and `attempt-completed` each
 * time; its kind is the reason, the status and what is said of it. Of different kinds twenty are told at once and one a
 * second from then on. The same answer to the same TREE_CONNECT of a session is told each time up to the hundredth, and a
 * connection has a hundred of them told at once. Ids of attempts that were counted only are left out.
 */
export type AttemptEvent =
  | ({ readonly type: 'attempt' | 'attempt-completed'; readonly attempt: Attempt } & Partial<Repetition>)
  | ({ readonly type: 'tree'; readonly attempt: Attempt; readonly tree: TreeConnect } & Partial<Repetition>)
  | ({ readonly type: 'incident'; readonly attempt: Attempt; readonly incident: Incident } & Repetition)
  | ({ readonly type: 'failure'; readonly attempt: Attempt; readonly failure: FileFailure } & Repetition);
