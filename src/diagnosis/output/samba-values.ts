import { commonRejections, type RejectionReason } from '../../auth/rejection.js';
import { unmappedAddress } from '../../bytes/index.js';
import { ntStatusName } from '../../constants/nt-status.js';
import type { Endpoint } from '../../facts/recorder.js';
import type { AttemptRecord } from '../attempt-record.js';
import type { AttemptReason } from '../reasons.js';

/** Samba logs the status that it found, not the one that the client got; the latter is in `diagnosis.wireStatus`. */
const innerStatus: Readonly<Record<string, string>> = {
  'unknown-account': 'NT_STATUS_NO_SUCH_USER',
  'wrong-password': 'NT_STATUS_WRONG_PASSWORD',
  'mangled-password': 'NT_STATUS_WRONG_PASSWORD',
  'domain-variant': 'NT_STATUS_WRONG_PASSWORD',
  'user-case-variant': 'NT_STATUS_WRONG_PASSWORD',
  'response-miscomputed': 'NT_STATUS_WRONG_PASSWORD',
} satisfies Partial<Record<AttemptReason, string>>;

/** A word of flags as Samba writes it. */
export function flagsOf(bits: number): string {
  return `0x${bits.toString(16).padStart(8, '0')}`;
}

/** The status in Samba's terms: the controller's own, if one decided. A client that got no status counts as refused. */
export function sambaStatus({ verdict, reason, wireStatus, authority }: AttemptRecord): string {
  if (verdict === 'accepted') return 'NT_STATUS_OK';
  if (authority?.status?.startsWith('STATUS_')) return `NT_${authority.status}`;
  return innerStatus[reason] ?? `NT_${wireStatus ?? statusOf(reason)}`;
}

function statusOf(reason: string): string {
  return isCommon(reason) ? ntStatusName(commonRejections[reason].status) : 'STATUS_LOGON_FAILURE';
}

function isCommon(reason: string): reason is RejectionReason {
  return Object.hasOwn(commonRejections, reason);
}

/** The SessionId without zeros at its front. */
export function logonIdOf(login: AttemptRecord['login']): string {
  const id = login !== undefined && 'sessionId' in login ? login.sessionId : '0';
  return id.replace(/^0+(?=.)/, '');
}

/** An address and port as Samba writes them, such as `ipv4:10.0.0.5:49152`. */
export function sambaAddress({ address, port }: Endpoint): string {
  const bare = unmappedAddress(address);
  return `ipv${bare.includes(':') ? 6 : 4}:${bare}:${port}`;
}

/** The kind of proof, in Samba’s words; null: none is known. */
export function passwordTypeOf({ proof, identity }: AttemptRecord): string | null {
  // A guest's response is not verified.
  return identity?.kind === 'guest' ? 'No-Password' : (proof?.passwordType ?? null);
}

/** The service as Samba names it: a login in a bind has one name on every transport; CredSSP and HTTP have none. */
export function serviceOf({ login, connection: { carrier } }: AttemptRecord): string {
  switch (login?.carrier ?? carrier) {
    case 'pipe':
    case 'rpc':
      return 'DCE/RPC';
    case 'credssp':
      return 'CredSSP';
    case 'http':
    case 'https':
      return 'HTTP';
    case 'smb':
      return 'SMB2';
  }
}
