import type { Report } from '../../facts/fact.js';
import type { Connection } from './connection.js';
import type { Limits } from './policy.js';

/** Reports a limit that was reached: to the record of the client that reached it, and to the server, which counts. */
export function hitLimit(
  connection: Connection,
  limit: keyof Limits,
  report: Report = connection.recorder.report,
): void {
  const value = connection.server.limits[limit];
  report({ kind: 'limit-hit', limit, value });
  connection.server.onLimit({ limit, value, remote: connection.remote });
}
