import type { MaybePromise } from '../../../values/maybe-promise.js';
import { userOf } from '../../model/session-user.js';
import type { Completion } from './establish.js';

/**
 * Ends the session that the client lost with an earlier connection, if the user is the same. The PreviousSessionId of
 * the request that completes the login names it ([MS-SMB2] 3.3.5.5.3).
 */
export function removePreviousSession({
  connection,
  session,
  body,
  context: { identity },
}: Completion): void {
  const { previousSessionId } = body;
  if (previousSessionId === 0n || previousSessionId === session.id) return;
  const user = userOf(identity);
  if (user !== undefined) connection.server.sessions.replace(previousSessionId, user);
}

/**
 * Ends it where another process has it, which is asked ([MS-SMB2] 3.3.5.5.3). The login is answered once the session
 * has ended.
 *
 * @returns a promise while the other process is asked; it rejects if the session may not have ended
 */
export function removePreviousElsewhere({
  connection,
  login,
  body,
  context,
}: Completion): MaybePromise<void> {
  const { previousSessionId } = body;
  const { sessions } = connection.server;
  if (login.purpose === 'binding' || previousSessionId === 0n) return undefined;
  if (!sessions.isElsewhere(previousSessionId)) return undefined;
  const user = userOf(context.identity);
  return user && sessions.replaceElsewhere(previousSessionId, user);
}
