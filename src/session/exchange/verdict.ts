import type { NtStatus } from '../../constants/nt-status.js';
import type { Signing } from '../../protection/signing.js';
import type { Proposal } from './request.js';

/** The result of a check: its value, or the failure of the request. */
export type Verdict<T> = Verified<T> | Denied;

export interface Verified<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Denied {
  readonly ok: false;
  readonly status: NtStatus;
  /** Signs the failure, so that a client that requires signing accepts it. */
  readonly signer?: Signing;
  /** The record of a login that fails with the request. */
  readonly proposal?: Proposal;
}

export function verified<T>(value: T): Verified<T> {
  return { ok: true, value };
}

export function denied(status: NtStatus, signer?: Signing): Denied {
  return signer === undefined ? { ok: false, status } : { ok: false, status, signer };
}
