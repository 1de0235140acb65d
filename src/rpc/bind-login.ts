import { type Identity, identityRecord } from '../auth/identity.js';
import type { LoginContext, Step } from '../auth/mechanism.js';
import { wireStatusOf } from '../auth/rejection.js';
import { NtStatus } from '../constants/nt-status.js';
import { ignoreFacts } from '../facts/fact.js';
import type { CarriedLogin, ConnectionInfo, LoginVerdict } from '../facts/recorder.js';
import type { RpcFact, RpcProtection } from '../facts/rpc.js';

/** For pipes whose logins are not recorded. */
export const unheardLogin: CarriedLogin = {
  report: ignoreFacts,
  finished: () => {},
  abandoned: () => {},
  lost: false,
};

/** Refusals of a login that no acceptor makes. */
const refusals = {
  'no-common-mechanism': {
    check: 'rpc-auth-type',
    section: '[MS-RPCE] 3.3.3.5.3',
    status: wireStatusOf('no-common-mechanism'),
  },
  'request-malformed': {
    check: 'rpc-auth-level',
    section: '[MS-RPCE] 2.2.1.1.8',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'out-of-sequence': {
    check: 'rpc-sequence',
    section: '[MS-RPCE] 3.3.1.5.2.1',
    status: wireStatusOf('out-of-sequence'),
  },
} as const;

/** Reports a login of an RPC connection to its carrier: one verdict, and the first event after it. */
export class BindLogin {
  readonly #carried: CarriedLogin;
  readonly #carrier: LoginContext['carrier'];
  #at: 'deciding' | 'accepted' | 'over' = 'deciding';

  /** @param carrier as the acceptor is told */
  constructor(carried: CarriedLogin, carrier: LoginContext['carrier']) {
    this.#carried = carried;
    this.#carrier = carrier;
  }

  /** For the acceptor. */
  get context(): LoginContext {
    const carried = this.#carried;
    const { report, connection } = carried;
    const context = { report, carrier: this.#carrier, ...(connection && { peer: connection.remote }) };
    // Asked for when the acceptor asks for it: most wait for nothing.
    return 'signal' in carried
      ? Object.defineProperty(context, 'signal', { get: () => carried.signal, enumerable: true })
      : context;
  }

  /** The connection that carries it; undefined: there is none to tell. */
  get connection(): ConnectionInfo | undefined {
    return this.#carried.connection;
  }

  /** Whether no verdict may be reached any more: the login is decided, or its carrier is gone. */
  get isLost(): boolean {
    return this.#at !== 'deciding' || this.#carried.lost;
  }

  accept(identity: Identity, protection: RpcProtection): void {
    this.#finish({ outcome: 'accepted', identity: identityRecord(identity), protection });
  }

  reject({ reason, status }: Extract<Step, { kind: 'rejected' }>): void {
    this.#finish({ outcome: 'rejected', reason, status });
  }

  /** @param detail the rule that was broken, in words */
  refuse(reason: keyof typeof refusals, detail: string): void {
    if (this.isLost) return;
    const { check, section, status } = refusals[reason];
    this.#carried.report({ kind: 'check', check, outcome: 'failed', section, detail });
    this.#finish({ outcome: 'rejected', reason, status, detail });
  }

  /** Reports the first request after the verdict; later requests are not reported. */
  goOn(fact: RpcFact): void {
    if (this.#at !== 'accepted') return;
    this.#at = 'over';
    this.#carried.report(fact);
  }

  /** Called when the RPC connection has ended. */
  end(): void {
    const at = this.#at;
    this.#at = 'over';
    // The carrier has already reported the end of the connection.
    if (this.#carried.lost) return;
    if (at === 'deciding') this.#carried.abandoned();
    else if (at === 'accepted') this.#carried.report({ kind: 'rpc-closed' });
  }

  #finish(verdict: LoginVerdict): void {
    if (this.isLost) return;
    this.#at = verdict.outcome === 'accepted' ? 'accepted' : 'over';
    this.#carried.finished(verdict);
  }
}
