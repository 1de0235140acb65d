import type { NtStatus } from '../../constants/nt-status.js';
import type { CheckFact, Report } from '../../facts/fact.js';
import type { Step } from '../mechanism.js';
import { type KerberosRejectionReason, wireStatusOf } from './rejections.js';

/** The checks of an AP-REQ in their order, with the section of each rule. */
export const kerberosChecks = {
  'kerberos-token': 'RFC 4121 4.1',
  'user-to-user': 'RFC 4120 3.2.3',
  'ticket-enctype': 'RFC 4120 3.2.3',
  'service-key': 'RFC 4120 3.2.3',
  'ticket-decryption': 'RFC 4120 3.2.3',
  'session-enctype': 'RFC 4120 3.2.3',
  authenticator: 'RFC 4120 3.2.3',
  'client-name': 'RFC 4120 3.2.3',
  'subkey-enctype': 'RFC 4120 3.2.3',
  'clock-skew': 'RFC 4120 3.2.3',
  'ticket-flags': 'RFC 4120 3.2.3',
  'ticket-start': 'RFC 4120 3.2.3',
  'ticket-end': 'RFC 4120 3.2.3',
  'ticket-address': 'RFC 4120 3.2.3',
  'service-name': 'RFC 4120 3.2.3',
  'context-checksum': 'RFC 4121 4.1.1',
  'authorization-data': 'RFC 4120 5.2.6',
  'channel-bindings': 'RFC 4121 4.1.1.2',
  delegation: 'RFC 4121 4.1.1',
  pac: '[MS-KILE] 3.4.5.3',
  'transited-realms': 'RFC 4120 2.7',
  principal: 'RFC 4120 6.2',
  account: '[MS-APDS] 3.1.5',
  'account-status': '[MS-APDS] 3.1.5',
  replay: 'RFC 4120 3.2.3',
  'mutual-authentication': '[MS-KILE] 3.4.5.1',
} as const satisfies Readonly<Record<string, string>>;

/** Stable name of a check, as reported. */
export type KerberosCheck = keyof typeof kerberosChecks;

/** A failed check; it is reported already. */
export interface Refused {
  readonly refused: KerberosRejectionReason;
  /** The NTSTATUS that the client gets; default: that of the reason. */
  readonly status?: NtStatus;
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value;
}

/** The checks of one login. */
export class Checks {
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  passed(check: KerberosCheck, detail?: string, data?: NonNullable<CheckFact['data']>): void {
    const section = kerberosChecks[check];
    this.#report({
      kind: 'check',
      check,
      outcome: 'passed',
      section,
      ...(detail !== undefined && { detail }),
      ...(data !== undefined && { data }),
    });
  }

  /** @param detail for the server's user; it is not sent to the client */
  failed(
    check: KerberosCheck,
    reason: KerberosRejectionReason,
    detail?: string,
    data?: NonNullable<CheckFact['data']>,
  ): Refused {
    this.#report({
      kind: 'check',
      check,
      outcome: 'failed',
      section: kerberosChecks[check],
      ...(detail !== undefined && { detail }),
      ...(data !== undefined && { data }),
    });
    return { refused: reason };
  }
}

/** @param token a KRB-ERROR */
export function reject(
  { refused: reason, status = wireStatusOf(reason) }: Refused,
  token?: Buffer,
): Extract<Step, { readonly kind: 'rejected' }> {
  return { kind: 'rejected', reason, status, ...(token && { token }) };
}
