import type {
  AttemptRecord,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../attempt-record.js';
import { sambaTime } from './samba-time.js';
import { flagsOf, logonIdOf, passwordTypeOf, sambaAddress, sambaStatus, serviceOf } from './samba-values.js';

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
        ...toldOf(record),
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
        ...toldOf(record),
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

type Told = 'reason' | 'explanation' | 'advice' | 'clientShows' | 'section';

/** The keys with which each `diagnosis` begins. */
function toldOf<Record extends Pick<AttemptRecord | TreeRecord | IncidentRecord | FailureRecord, Told>>(
  record: Record,
): Pick<Record, Told> {
  const { reason, explanation, advice, clientShows, section } = record;
  return { reason, explanation, advice, clientShows, section };
}

function laterDiagnosisOf(record: IncidentRecord | FailureRecord) {
  const { attempt, time, connection, count, omitted } = record;
  return {
    ...toldOf(record),
    attempt,
    time,
    connection: connection.id,
    count,
    omitted,
  };
}
