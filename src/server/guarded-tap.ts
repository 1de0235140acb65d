import type { Fact } from '../facts/fact.js';
import type { ConnectionRecorder, LoginRecorder, Recorder } from '../facts/recorder.js';
import type { ConnectionTap, Tap } from '../facts/tap.js';
import { isThenable } from '../values/realm.js';

/** Takes an error and the place where it happened. */
type OnFailure = (error: unknown, where: string) => void;

/** Guards a tap of the embedder: an error that it throws, or rejects with, is logged, and the connection goes on. */
export function guardedTap(tap: Tap, onFailure: OnFailure): Tap {
  const attempt = attempts(onFailure, 'showing bytes to the tap');
  return {
    connectionOpened: (info) => {
      const connection = attempt(() => tap.connectionOpened(info));
      return connection === undefined ? blind : guardedConnection(connection, attempt);
    },
    ...(tap.annotating && {
      annotating: (recorder: Recorder, describe: (fact: Fact) => string) =>
        guardedRecorder(recorder, tap.annotating?.(recorder, describe), onFailure),
    }),
  };
}

/** Stands in for a tap that failed when the connection was opened. */
const blind: ConnectionTap = { received: () => {}, sent: () => {}, closed: () => {} };

function guardedConnection(connection: ConnectionTap, attempt: Attempt): ConnectionTap {
  return {
    received: (bytes) => attempt(() => connection.received(bytes)),
    sent: (bytes) => attempt(() => connection.sent(bytes)),
    closed: (end) => attempt(() => connection.closed(end)),
    ...(connection.serving && { serving: (work: () => void) => workOnce(connection, work, attempt) }),
    ...(connection.sessionKey && {
      sessionKey: (id: bigint, key: Buffer) => attempt(() => connection.sessionKey?.(id, key)),
    }),
  };
}

/** Does the work exactly once, whatever the tap does. An error of the work itself is its caller's. */
function workOnce(connection: ConnectionTap, work: () => void, attempt: Attempt): void {
  let outcome: { readonly error?: unknown } | undefined;
  const once = (): void => {
    if (outcome !== undefined) return;
    outcome = {};
    try {
      work();
    } catch (error) {
      outcome = { error };
    }
  };
  attempt(() => connection.serving?.(once));
  once();
  if (outcome !== undefined && 'error' in outcome) throw outcome.error;
}

/** Leaves an annotating recorder out once it has failed: the records are complete without it. */
function guardedRecorder(own: Recorder, annotating: Recorder | undefined, onFailure: OnFailure): Recorder {
  if (annotating === undefined) return own;
  const attempt = attempts(onFailure, 'annotating');
  return {
    connectionOpened: (info) => {
      const connection = attempt(() => annotating.connectionOpened(info));
      return connection === undefined
        ? own.connectionOpened(info)
        : guardedConnectionRecorder(connection, attempt);
    },
  };
}

function guardedConnectionRecorder(connection: ConnectionRecorder, attempt: Attempt): ConnectionRecorder {
  return {
    report: (fact) => attempt(() => connection.report(fact)),
    closed: (end) => attempt(() => connection.closed(end)),
    loginBegan: (info) => guardedLoginRecorder(connection.loginBegan(info), attempt),
  };
}

function guardedLoginRecorder(login: LoginRecorder, attempt: Attempt): LoginRecorder {
  const number = attempt(() => login.attempt);
  return {
    ...(typeof number === 'number' && { attempt: number }),
    report: (fact) => attempt(() => login.report(fact)),
    finished: (verdict) => attempt(() => login.finished(verdict)),
    abandoned: () => attempt(() => login.abandoned()),
  };
}

type Attempt = <T>(call: () => T) => T | undefined;

function attempts(onFailure: OnFailure, where: string): Attempt {
  return (call) => {
    try {
      const result = call();
      if (isThenable(result)) Promise.resolve(result).catch((error: unknown) => onFailure(error, where));
      return result;
    } catch (error) {
      onFailure(error, where);
      return undefined;
    }
  };
}
