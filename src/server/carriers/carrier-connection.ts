import type { Socket } from 'node:net';
import type { Fact, Report } from '../../facts/fact.js';
import type {
  Carrier,
  ConnectionEnd,
  ConnectionInfo,
  ConnectionRecorder,
  Endpoints,
  LoginRecorder,
} from '../../facts/recorder.js';
import type { ConnectionTap } from '../../facts/tap.js';
import type { HeldBytes } from '../../runtime/held-bytes.js';
import type { Limits } from '../../session/model/policy.js';
import type { ServerState } from '../../session/model/server-state.js';
import { unlimitedController } from '../../session/model/unlimited-controller.js';

/** A socket that was accepted, the number of the connection, the count of the bytes held for it, and its ends. */
export type Accepted = readonly [socket: Socket, id: number, held: HeldBytes, endpoints: Endpoints];

/** Holds back the verdicts of logins while something decides about the bytes that announce them. */
export interface VerdictHolder {
  /** Whether something decides now. */
  readonly isDecided: boolean;
  /** The recorder of a login whose verdicts wait. */
  hold(login: LoginRecorder): LoginRecorder;
}

/** A connection as everything but its socket and its protocol knows it: its records, its counts and its end. */
export class CarrierConnection {
  readonly info: ConnectionInfo;
  readonly server: ServerState;
  readonly tap: ConnectionTap | undefined;
  /** Bytes that this connection makes the server hold. */
  readonly held: HeldBytes;
  readonly #recorder: ConnectionRecorder;
  readonly #holder: VerdictHolder | undefined;
  #closed = false;
  #ended: AbortController | undefined;

  /** @param holder holds back the verdicts of logins; absent: they are recorded at once */
  constructor(
    carrier: Carrier,
    [, id, held, endpoints]: Accepted,
    server: ServerState,
    holder?: VerdictHolder,
  ) {
    this.info = { carrier, id, ...endpoints };
    this.server = server;
    this.held = held;
    this.tap = server.tap?.connectionOpened(this.info);
    this.#recorder = server.recorder.connectionOpened(this.info);
    this.#holder = holder;
  }

  /** The records of the connection. Asked for anew for each login, as decisions about its bytes come and go. */
  get recorder(): ConnectionRecorder {
    return this.#holder?.isDecided === true ? holding(this.#recorder, this.#holder) : this.#recorder;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** A signal that is aborted once the connection is closed, made when asked for: most logins wait for nothing. */
  get signal(): AbortSignal {
    this.#ended ??= unlimitedController();
    if (this.#closed) this.#ended.abort();
    return this.#ended.signal;
  }

  /** Reports a limit that was reached: to the record of the client that reached it, and to the server, which counts. */
  hitLimit(limit: keyof Limits, report: Report = this.#recorder.report): void {
    const { limits, onLimit } = this.server;
    const value = limits[limit];
    report({ kind: 'limit-hit', limit, value });
    onLimit({ limit, value, remote: this.info.remote });
  }

  /**
   * Ends the records of the connection. A second call is ignored.
   *
   * @param fact the cause
   */
  close(end: ConnectionEnd, fact?: Fact): void {
    if (this.#closed) return;
    if (fact !== undefined) this.#recorder.report(fact);
    this.#closed = true;
    this.#recorder.closed(end);
    this.tap?.closed(end);
    this.#ended?.abort();
  }
}

function holding(recorder: ConnectionRecorder, holder: VerdictHolder): ConnectionRecorder {
  return {
    report: recorder.report,
    loginBegan: (info) => holder.hold(recorder.loginBegan(info)),
    closed: (end) => recorder.closed(end),
  };
}

/** Both ends of a socket. */
export function endpointsOf(socket: Socket): Endpoints {
  return {
    remote: { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 },
    local: { address: socket.localAddress ?? '', port: socket.localPort ?? 0 },
  };
}
