import { NtStatus } from '../constants/nt-status.js';
import type { Report } from '../facts/fact.js';

/** A refusal of CredSSP's own: the check that failed, the rule, and the status where the client is told one. */
interface Refusal {
  readonly check: string;
  readonly section: string;
  readonly status: NtStatus;
}

/** The reasons for which CredSSP itself refuses a login, or ends it after the key was bound. */
export const credSspRefusals = {
  'credssp-request-malformed': {
    check: 'credssp-request',
    section: '[MS-CSSP] 2.2.1',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'credssp-out-of-phase': {
    check: 'credssp-phase',
    section: '[MS-CSSP] 3.1.5',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  // "The server SHOULD set the errorCode to STATUS_NOT_SUPPORTED" ([MS-CSSP] 3.1.5, step 4).
  'credssp-version-too-low': {
    check: 'credssp-version',
    section: '[MS-CSSP] 3.1.5; 5.1',
    status: NtStatus.STATUS_NOT_SUPPORTED,
  },
  'credssp-version-changed': {
    check: 'credssp-version',
    section: '[MS-CSSP] 2.2.1',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'credssp-nonce-missing': {
    check: 'credssp-nonce',
    section: '[MS-CSSP] 3.1.5',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'credssp-nonce-changed': {
    check: 'credssp-nonce',
    section: '[MS-CSSP] 3.1.5',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'credssp-binding-unreadable': {
    check: 'credssp-key-binding',
    section: '[MS-CSSP] 3.1.5',
    status: NtStatus.STATUS_ACCESS_DENIED,
  },
  'credssp-binding-wrong': {
    check: 'credssp-key-binding',
    section: '[MS-CSSP] 3.1.5',
    status: NtStatus.STATUS_ACCESS_DENIED,
  },
  'credssp-credentials-malformed': {
    check: 'credssp-credentials',
    section: '[MS-CSSP] 2.2.1.2',
    status: NtStatus.STATUS_INVALID_PARAMETER,
  },
  'credssp-credentials-mismatch': {
    check: 'credssp-credentials',
    section: '[MS-CSSP] 2.2.1.2',
    status: NtStatus.STATUS_ACCESS_DENIED,
  },
  'credssp-no-credentials': {
    check: 'credssp-credentials',
    section: '[MS-RDPBCGR] 2.2.1.1.1',
    status: NtStatus.STATUS_ACCESS_DENIED,
  },
  'credssp-password-wrong': {
    check: 'credssp-password',
    section: '[MS-CSSP] 2.2.1.2.1',
    status: NtStatus.STATUS_LOGON_FAILURE,
  },
} as const satisfies Readonly<Record<string, Refusal>>;

/** A reason for which CredSSP itself refuses a login. */
export type CredSspReason = keyof typeof credSspRefusals;

/** Reports that the check passed that a refusal stands for. */
export function passed(report: Report, reason: CredSspReason, detail?: string): void {
  const { check, section } = credSspRefusals[reason];
  report({ kind: 'check', check, outcome: 'passed', section, ...(detail !== undefined && { detail }) });
}

/** Reports that it failed. */
export function failed(report: Report, reason: CredSspReason, detail: string): void {
  const { check, section } = credSspRefusals[reason];
  report({ kind: 'check', check, outcome: 'failed', section, detail });
}
