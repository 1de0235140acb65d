import { identityRecord } from '../../../auth/identity.js';
import type { CarriedLogin, PipeClient } from '../../../facts/recorder.js';
import type { Connection } from '../../model/connection.js';
import type { Established, Session } from '../../model/session.js';

/**
 * Listens to the logins that come inside a pipe, each of which is an attempt of its own.
 *
 * @param name of the pipe as sent in CREATE
 * @param opener the connection on which the pipe was opened; its session may outlive it on another channel
 */
export function loginsOn(
  name: string,
  opener: Connection,
  session: Session,
  established: Established,
): () => CarriedLogin {
  const pipe = name.toLowerCase();
  return () => {
    const [channel = opener] = opener.closed ? established.channels.keys() : [];
    const login = channel.recorder.loginBegan({
      carrier: 'pipe',
      pipe,
      sessionId: session.id,
      opener: identityRecord(established.identity),
    });
    return {
      report: login.report,
      finished: (verdict) => login.finished(verdict),
      abandoned: () => login.abandoned(),
      connection: channel.info,
      // Made when a mechanism asks for it.
      get signal() {
        return channel.signal;
      },
      get lost() {
        return channel.closed;
      },
    };
  };
}

/** The client of a pipe, as {@link loginsOn} knows it. */
export function clientOn(opener: Connection, established: Established): () => PipeClient {
  return () => {
    const [channel = opener] = opener.closed ? established.channels.keys() : [];
    const { account } = established.identity;
    return { connection: channel.info, report: established.recorder.report, user: account };
  };
}
