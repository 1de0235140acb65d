import type { RejectionReason } from '../../auth/rejection.js';
import type { SessionRejection } from '../../facts/recorder.js';
import type { CarrierReason } from './carrier-reason.js';

/** The reason of a login attempt. Codes are stable, because people search for them and programs match them. */
export type AttemptReason = SmbAttemptReason | CarrierReason;

/** The reason of an attempt over SMB; attempts over other carriers have many of them as well. */
export type SmbAttemptReason =
  | 'accepted'
  | 'guest'
  | 'anonymous'
  | RejectionReason
  | SessionRejection
  // Findings of a second look at a wrong password.
  | 'mangled-password'
  | 'domain-variant'
  | 'user-case-variant'
  | 'response-miscomputed'
  // Names without an account that ask for something else.
  | 'guest-refused'
  // A login that the server accepted and the client did not.
  | 'guest-refused-by-client'
  | 'left-after-success'
  // A login in an RPC bind whose first request breaks what the bind agreed on.
  | 'rpc-signature-invalid'
  // A session that is in another state than the client believes.
  | 'signature-invalid'
  | 'signature-missing'
  | 'guest-signed'
  | 'session-not-found'
  // Connections that ended before there was a verdict.
  | 'not-smb'
  | 'proxy-header-refused'
  | 'smb1-only'
  | 'no-common-dialect'
  | 'negotiate-context-invalid'
  | 'left-without-a-word'
  | 'left-after-negotiate'
  | 'left-before-challenge'
  | 'left-after-challenge'
  | 'timed-out'
  | 'protocol-violation'
  | 'internal-error'
  | 'server-stopped';

/**
 * A reason that a mechanism brings: a code of its own. Any text; the intersection keeps the known codes visible in the
 * type of `reason`.
 */
export type MechanismReason = string & Pick<string, 'length'>;

/** The outcome of a TREE_CONNECT. */
export type TreeReason =
  | 'granted'
  | 'share-not-found'
  | 'share-path-has-folder'
  | 'share-access-denied'
  | 'share-encryption-required'
  | 'tree-connect-failed';

/** The reason of a failed request on a share. */
export type FailureReason =
  | 'share-read-only'
  | 'disk-refused'
  | 'file-access-denied'
  | 'folder-not-found'
  | 'disk-full'
  | 'file-in-use'
  | 'file-name-invalid'
  | 'file-request-failed';

/** A fault of a session after its login, or of a request in it. */
export type IncidentReason =
  | 'signature-invalid'
  | 'guest-signed'
  | 'signature-missing'
  | 'encryption-required'
  | 'session-not-found'
  | 'session-expired'
  | 'protocol-violation';

/** Every reason of every record. */
export type Reason = AttemptReason | TreeReason | FailureReason | IncidentReason;

export type { SessionRejection };
export type {
  CarrierReason,
  CredSspReason,
  HttpReason,
  RdpReason,
  RpcReason,
  TlsReason,
} from './carrier-reason.js';
export type {
  CarrierReasonText,
  CarrierSymptoms,
  ClientShows,
  HttpClientShows,
  RdpClientShows,
  ReasonText,
  RpcClientShows,
  SmbClientShows,
  Symptoms,
} from '../../text/reason-text.js';
