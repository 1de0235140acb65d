import { commonRejections, type RejectionReason } from '../../auth/rejection.js';
import { ntStatusName } from '../../constants/nt-status.js';
import { unmappedAddress } from '../../bytes/index.js';
import type {
  AttemptRecord,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../attempt-record.js';
import type { AttemptReason } from '../reasons.js';
import type { Endpoint } from '../../facts/recorder.js';
import { sambaTime } from './samba-time.js';

/**
 * Lines in the form of Samba's JSON authentication audit, so that programs for those logs can read ours: the keys and
 * their meanings are the same, and `diagnosis` is added. Null means that there is no value, as in Samba.
 *
 * The versions and the keys, in their order, are those of Samba 4.19 to master, which is to be 4.25
 * (`log_authentication_event_json`, `log_successful_authz_event_json` and `AUTH_MINOR`, `AUTHZ_MINOR` in
 * auth/auth_log.c of commit 4614f04b). Up to 4.18 they were 1.2 and 1.1, without the two keys of access checks.
 */

/** Windows event ids. */
const LOGON_SUCCEEDED = 4624;
const LOGON_FAILED = 4625;
const NETWORK_LOGON = 3;

/** USER_NORMAL_ACCOUNT ([MS-SAMR] 2.2.1.12). */
const NORMAL_ACCOUNT = 0x10;

/**
 * Authentication policies are checked by a domain controller alone: Samba's file server has null for both as well
 * (`auth_check_ntlm_password` in source3/auth/auth.c, `log_successful_gensec_authz_event` in auth/gensec/gensec.c).
 */
const noPolicies = { clientPolicyAccessCheck: null, serverPolicyAccessCheck: null };

/** One attempt: a line for each `attempt-completed`. */
export function authenticationLine(record: AttemptRecord) {
  const { identity, login, claimed, proof, connection } = record;
  // A guest or anonymous login is not mapped to an account, so the name is the one that was sent.
  const mapped = identity?.kind === 'user' ? identity : { account: claimed?.user, domain: claimed?.domain };
  return {
    timestamp: sambaTime(record.startedAt),
    type: 'Authentication' as const,
    Authentication: {
      version: { major: 1, minor: 3 },
      eventId: record.verdict === 'accepted' ? LOGON_SUCCEEDED : LOGON_FAILED,
      logonId: logonIdOf(login),
      logonType: NETWORK_LOGON,
      status: sambaStatus(record),
      localAddress: sambaAddress(connection.local),
      remoteAddress: sambaAddress(connection.remote),
      serviceDescription: serviceOf(record),
      authDescription: login?.authDescription ?? null,
      clientDomain: claimed?.domain ?? null,
      clientAccount: claimed?.user ?? null,
      workstation: claimed?.workstation ?? null,
      becameAccount: identity?.account ?? null,
      becameDomain: identity?.domain ?? null,
      becameSid: identity?.sid ?? null,
      mappedAccount: mapped.account ?? null,
      mappedDomain: mapped.domain ?? null,
      netlogonComputer: null,
      netlogonTrustAccount: null,
      netlogonNegotiateFlags: '0x00000000',
      netlogonSecureChannelType: 0,
      netlogonTrustAccountSid: null,
      passwordType: passwordTypeOf(record),
      ...noPolicies,
      duration: record.duration,
      diagnosis: {
        reason: record.reason,
        explanation: record.explanation,
        advice: record.advice,
        clientShows: record.clientShows,
        section: record.section,
        mistake: record.mistake ?? null,
        wireStatus: record.wireStatus ?? null,
        attempt: record.id,
        startedAt: record.startedAt,
        connection: connection.id,
        carrier: connection.carrier,
        ...(connection.via && { via: sambaAddress(connection.via) }),
        negotiation: record.negotiation ?? null,
        tls: record.tls ?? null,
        rdp: record.rdp ?? null,
        http: record.http ?? null,
        login: login ?? null,
        claimed: claimed ?? null,
        authority: record.authority ?? null,
        proof: proof ?? null,
        protection: record.protection ?? null,
        checks: record.checks,
        faults: record.faults,
        next: record.next,
        count: record.count,
        omitted: record.omitted,
      },
    },
  };
}

/**
 * One TREE_CONNECT. Samba logs granted ones only; here refused ones have a line too, and `diagnosis.reason` tells them
 * apart.
 */
export function authorizationLine(record: TreeRecord) {
  const { identity, connection } = record;
  return {
    timestamp: sambaTime(record.time),
    type: 'Authorization' as const,
    Authorization: {
      version: { major: 1, minor: 2 },
      localAddress: sambaAddress(connection.local),
      remoteAddress: sambaAddress(connection.remote),
      serviceDescription: 'SMB2',
      authType: record.authDescription ?? null,
      domain: identity?.domain ?? null,
      account: identity?.account ?? null,
      sid: identity?.sid ?? null,
      sessionId: record.sessionId,
      logonServer: identity?.atDomain?.logonServer ?? null,
      transportProtection: record.encrypted ? 'SEAL' : 'SMB',
      accountFlags: flagsOf(identity?.atDomain?.accountControl ?? NORMAL_ACCOUNT),
      ...noPolicies,
      diagnosis: {
        reason: record.reason,
        explanation: record.explanation,
        advice: record.advice,
        clientShows: record.clientShows,
        section: record.section,
        wireStatus: record.wireStatus,
        attempt: record.attempt,
        time: record.time,
        connection: connection.id,
        share: record.share,
        path: record.path,
        shareType: record.type ?? null,
        count: record.count,
        omitted: record.omitted,
      },
    },
  };
}

/** The line of a session that went wrong after its attempt was complete; Samba has no such line. */
export function incidentLine(record: IncidentRecord) {
  return {
    timestamp: sambaTime(record.time),
    type: 'Incident' as const,
    Incident: {
      ...laterOf(record),
      command: record.command ?? null,
      diagnosis: { ...laterDiagnosisOf(record), mistake: record.mistake ?? null },
    },
  };
}

/** A request on a share that failed; Samba has no such line. */
export function failureLine(record: FailureRecord) {
  const { command, share, path, wireStatus, systemCode } = record;
  return {
    timestamp: sambaTime(record.time),
    type: 'Failure' as const,
    Failure: {
      ...laterOf(record),
      command,
      share,
      path,
      status: `NT_${wireStatus}`,
      diagnosis: { ...laterDiagnosisOf(record), wireStatus, systemCode: systemCode ?? null },
    },
  };
}

/** A scripted fault that happened; Samba has no such line. */
export function faultLine({ time, connection, user, name, step, effect }: FaultEvent) {
  return {
    timestamp: sambaTime(time),
    type: 'Fault' as const,
    Fault: {
      version: { major: 1, minor: 0 },
      localAddress: sambaAddress(connection.local),
      remoteAddress: sambaAddress(connection.remote),
      carrier: connection.carrier,
      connection: connection.id,
      account: user ?? null,
      name,
      step,
      effect,
    },
  };
}

function laterOf({ connection, identity, sessionId }: IncidentRecord | FailureRecord) {
  return {
    version: { major: 1, minor: 1 },
    localAddress: sambaAddress(connection.local),
    remoteAddress: sambaAddress(connection.remote),
    serviceDescription: 'SMB2',
    account: identity?.account ?? null,
    domain: identity?.domain ?? null,
    sessionId,
  };
}

function laterDiagnosisOf(record: IncidentRecord | FailureRecord) {
  const { reason, explanation, advice, clientShows, section } = record;
  const { attempt, time, connection, count, omitted } = record;
  return {
    reason,
    explanation,
    advice,
    clientShows,
    section,
    attempt,
    time,
    connection: connection.id,
    count,
    omitted,
  };
}

/** Samba logs the status that it found, not the one that the client got; the latter is in `diagnosis.wireStatus`. */
const innerStatus: Readonly<Record<string, string>> = {
  'unknown-account': 'NT_STATUS_NO_SUCH_USER',
  'wrong-password': 'NT_STATUS_WRONG_PASSWORD',
  'mangled-password': 'NT_STATUS_WRONG_PASSWORD',
  'domain-variant': 'NT_STATUS_WRONG_PASSWORD',
  'user-case-variant': 'NT_STATUS_WRONG_PASSWORD',
  'response-miscomputed': 'NT_STATUS_WRONG_PASSWORD',
} satisfies Partial<Record<AttemptReason, string>>;

function flagsOf(bits: number): string {
  return `0x${bits.toString(16).padStart(8, '0')}`;
}

/** The status in Samba's terms: the controller's own, if one decided. A client that got no status counts as refused. */
function sambaStatus({ verdict, reason, wireStatus, authority }: AttemptRecord): string {
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
function logonIdOf(login: AttemptRecord['login']): string {
  const id = login !== undefined && 'sessionId' in login ? login.sessionId : '0';
  return id.replace(/^0+(?=.)/, '');
}

function sambaAddress({ address, port }: Endpoint): string {
  const bare = unmappedAddress(address);
  return `ipv${bare.includes(':') ? 6 : 4}:${bare}:${port}`;
}

function passwordTypeOf({ proof, identity }: AttemptRecord): string | null {
  // A guest's response is not verified.
  return identity?.kind === 'guest' ? 'No-Password' : (proof?.passwordType ?? null);
}

/** The service as Samba names it: a login in a bind has one name on every transport; CredSSP and HTTP have none. */
function serviceOf({ login, connection: { carrier } }: AttemptRecord): string {
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
