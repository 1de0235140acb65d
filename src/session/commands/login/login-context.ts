import type { LoginContext } from '../../../auth/mechanism.js';
import type { TokenScript } from '../../../auth/token-script.js';
import type { Report } from '../../../facts/fact.js';
import type { Connection } from '../../model/connection.js';

/** One login by SESSION_SETUP, as its acceptor receives it. */
export class SmbLoginContext implements LoginContext {
  readonly carrier = 'smb';
  readonly report: Report;
  readonly peer: Connection['remote'];
  readonly #connection: Connection;

  /** @param report takes the facts of this login */
  constructor(connection: Connection, report: Report) {
    this.report = report;
    this.peer = connection.remote;
    this.#connection = connection;
  }

  /** It is made when a mechanism asks for it; most never do. */
  get signal(): AbortSignal {
    return this.#connection.signal;
  }

  /** A script may come and go during the login. */
  get script(): TokenScript | undefined {
    const connection = this.#connection;
    const { scriptOf } = connection.server.scripts;
    return scriptOf?.({ connection: connection.info, dialect: connection.negotiated.dialect });
  }
}
