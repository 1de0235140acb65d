import { guidToText } from '../bytes/index.js';
import { NtStatus, ntStatusName } from '../nt-status.js';
import { Capabilities, Cipher, Dialect, SecurityMode } from '../smb2-codec/index.js';
import type { Attempt, Incident } from './attempt.js';
import { listChecks } from './checks.js';
import { decideReason } from './decide-reason.js';
import { describeFact } from './describe-fact.js';
import { type Evidence, gatherEvidence } from './evidence.js';
import { explanationOf } from './explanation.js';
import type { TreeConnect } from './facts/smb.js';
import {
  cipherLabel,
  commandLabel,
  contextLabel,
  dialectLabel,
  mechanismLabel,
  ntlmFlagNames,
  signingLabel,
} from './names.js';
import { quoted } from './printable.js';
import { reasons, type TreeReason } from './reasons.js';
import type {
  AttemptRecord,
  IncidentRecord,
  LoginRecord,
  NegotiationRecord,
  NtlmRecord,
  ProtectionRecord,
  TreeRecord,
} from './record.js';
import type { SecondLook } from './second-look.js';

/** Turns an attempt into words. Pure; not for the login's path. */
export function explain(attempt: Attempt, secondLook: SecondLook = {}): AttemptRecord {
  const evidence = gatherEvidence(attempt);
  const { verdict, connection } = attempt;
  const reason = decideReason(attempt, evidence, secondLook);
  const { advice, clientShows, section } = reasons[reason];
  return {
    id: attempt.id,
    verdict: verdict === undefined ? 'unfinished' : verdict.outcome === 'accepted' ? 'accepted' : 'refused',
    reason,
    explanation: explanationOf(reason, attempt, evidence, secondLook),
    advice,
    clientShows,
    section,
    wireStatus: wireStatusOf(attempt, evidence),
    startedAt: attempt.startedAt,
    duration: attempt.duration,
    connection: { id: connection.id, remote: connection.remote, local: connection.local },
    negotiation: describeNegotiation(evidence),
    login: describeLogin(attempt, evidence),
    ntlm: describeNtlm(evidence),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
    protection: describeProtection(attempt, evidence),
    checks: listChecks(evidence.checks, verdict?.outcome === 'accepted'),
    next: describeNext(attempt),
  };
}

/** Turns a TREE_CONNECT into words. */
export function explainTree(attempt: Attempt, tree: TreeConnect, time: number): TreeRecord {
  const { verdict, connection } = attempt;
  const reason = treeReasonOf(tree);
  const { sentence, advice, clientShows, section } = reasons[reason];
  const mechanism = gatherEvidence(attempt).mechanism?.mechanism;
  const wireStatus = ntStatusName(tree.status);
  const evidence =
    reason === 'granted'
      ? ` ${quoted(tree.share)}, ${tree.granted?.type ?? 'disk'}.`
      : ` ${quoted(tree.path, 120)}: ${wireStatus}.`;
  return {
    attempt: attempt.id,
    time,
    connection: { id: connection.id, remote: connection.remote, local: connection.local },
    sessionId: sessionIdText(attempt.login?.sessionId ?? 0n),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
    mechanism,
    path: tree.path,
    share: tree.share,
    wireStatus,
    type: tree.granted?.type,
    encrypted: tree.granted?.encrypted ?? false,
    reason,
    explanation: sentence + evidence,
    advice,
    clientShows,
    section,
  };
}

/** Turns a request that failed its protection into words. */
export function explainIncident(
  attempt: Attempt,
  incident: Incident,
  time: number,
  secondLook: SecondLook,
): IncidentRecord {
  const { verdict, connection } = attempt;
  const reason = incident.kind === 'encryption-missing' ? 'encryption-required' : incident.kind;
  const { advice, clientShows, section } = reasons[reason];
  const evidence = gatherEvidence({ ...attempt, afterwards: [incident] });
  return {
    attempt: attempt.id,
    time,
    connection: { id: connection.id, remote: connection.remote, local: connection.local },
    sessionId: sessionIdText(attempt.login?.sessionId ?? 0n),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
    command: incident.kind === 'protocol-violation' ? undefined : commandLabel(incident.command),
    reason,
    explanation: explanationOf(reason, attempt, evidence, secondLook),
    advice,
    clientShows,
    section,
  };
}

function treeReasonOf({ status, why }: TreeConnect): TreeReason {
  if (why === 'encryption-required') return 'share-encryption-required';
  switch (status) {
    case NtStatus.STATUS_SUCCESS:
      return 'granted';
    case NtStatus.STATUS_BAD_NETWORK_NAME:
      return 'share-not-found';
    case NtStatus.STATUS_ACCESS_DENIED:
      return 'share-access-denied';
    default:
      return 'tree-connect-failed';
  }
}

function wireStatusOf({ verdict }: Attempt, { refusal }: Evidence): string | undefined {
  if (verdict === undefined) return refusal && ntStatusName(refusal.status);
  return ntStatusName(verdict.outcome === 'accepted' ? NtStatus.STATUS_SUCCESS : verdict.status);
}

function identityOf(identity: NonNullable<AttemptRecord['identity']>): AttemptRecord['identity'] {
  const { kind, account, domain, sid } = identity;
  return { kind, account, domain, sid };
}

function describeNegotiation({ offer, choice, smb1 }: Evidence): NegotiationRecord | undefined {
  if (offer === undefined && smb1 === undefined) return undefined;
  const { signingAlgorithms = [], netname, types = [] } = offer?.contexts ?? {};
  const { cipher, signingAlgorithm } = choice ?? {};
  return {
    offeredDialects: offer?.dialects.map(dialectLabel) ?? smb1?.dialects ?? [],
    dialect: choice && dialectLabel(choice.dialect),
    clientGuid: offer && guidToText(offer.clientGuid),
    offeredCiphers: ciphersOffered(offer, choice).map(cipherLabel),
    cipher: cipher ? cipherLabel(cipher) : undefined,
    offeredSigningAlgorithms: signingAlgorithms.map(signingLabel),
    signingAlgorithm: signingAlgorithm === undefined ? undefined : signingLabel(signingAlgorithm),
    contexts: types.map(contextLabel),
    netname,
    clientSigning: offer && signingOf(offer.securityMode),
  };
}

/** 3.0 and 3.0.2 have no list: the capability stands for their only cipher ([MS-SMB2] 3.3.5.4). */
function ciphersOffered(offer: Evidence['offer'], choice: Evidence['choice']): readonly number[] {
  if (offer === undefined) return [];
  const is30 = choice?.dialect === Dialect.SMB_3_0 || choice?.dialect === Dialect.SMB_3_0_2;
  if (!is30) return offer.contexts.ciphers ?? [];
  return offer.capabilities & Capabilities.ENCRYPTION ? [Cipher.AES_128_CCM] : [];
}

function signingOf(securityMode: number): 'required' | 'enabled' | 'none' {
  if (securityMode & SecurityMode.SIGNING_REQUIRED) return 'required';
  return securityMode & SecurityMode.SIGNING_ENABLED ? 'enabled' : 'none';
}

function describeLogin({ login }: Attempt, evidence: Evidence): LoginRecord | undefined {
  if (login === undefined) return undefined;
  const { mechanisms, mechanism, mechListMic } = evidence;
  return {
    purpose: login.purpose,
    sessionId: sessionIdText(login.sessionId),
    offeredMechanisms: mechanisms?.mechanisms.map(mechanismLabel) ?? [],
    spnego: mechanisms?.raw === false,
    mechanism: mechanism?.mechanism,
    mechListMic: mechListMic?.received,
  };
}

function sessionIdText(id: bigint): string {
  return id.toString(16).padStart(16, '0');
}

const responseNames = {
  ntlmv2: 'NTLMv2',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1-ESS',
  lm: 'LM',
  anonymous: 'anonymous',
  none: undefined,
} as const;

function describeNtlm({
  negotiate,
  challenge,
  authenticate,
  proof,
  checks,
}: Evidence): NtlmRecord | undefined {
  if (negotiate === undefined) return undefined;
  const version = authenticate?.version ?? negotiate.version;
  return {
    version: authenticate && responseNames[authenticate.response],
    user: authenticate?.user ?? '',
    domain: authenticate?.domain ?? negotiate.domain,
    workstation: authenticate?.workstation ?? negotiate.workstation,
    osVersion: version && osVersion(version),
    flagsAsked: ntlmFlagNames(negotiate.flags),
    flagsGranted: ntlmFlagNames(challenge?.flags ?? 0),
    lmResponse: authenticate?.lmResponse,
    mic: authenticate && micOf(authenticate.mic, checks),
    targetName: authenticate?.ntlmv2?.targetName,
    channelBindings: authenticate?.ntlmv2?.channelBindings,
    skewMilliseconds: authenticate?.ntlmv2?.skewMilliseconds,
    domainForm: proof?.domainForm,
  };
}

/** ProductMajorVersion, ProductMinorVersion, ProductBuild ([MS-NLMP] 2.2.2.10). */
function osVersion(version: Buffer): string {
  return version.length < 4
    ? version.toString('hex')
    : `${version.readUInt8(0)}.${version.readUInt8(1)} build ${version.readUInt16LE(2)}`;
}

function micOf(
  sent: 'unannounced' | 'announced' | 'missing-though-flagged',
  checks: Evidence['checks'],
): NonNullable<NtlmRecord['mic']> {
  if (sent === 'unannounced') return 'absent';
  if (sent === 'missing-though-flagged') return sent;
  const check = checks.find(({ check: name }) => name === 'ntlm-mic');
  if (check === undefined) return 'unverified';
  return check.outcome === 'passed' ? 'valid' : 'invalid';
}

function describeProtection({ verdict }: Attempt, evidence: Evidence): ProtectionRecord | undefined {
  if (verdict?.outcome !== 'accepted') return undefined;
  const { choice, firstRequest } = evidence;
  const keys = verdict.identity.kind === 'user';
  return {
    signing: verdict.signingRequired ? 'required' : keys ? 'optional' : 'none',
    encryption: verdict.encryptData ? 'required' : keys && choice?.cipher ? 'offered' : 'none',
    used: firstRequest?.protection,
  };
}

function describeNext({ afterwards, end }: Attempt): string[] {
  const next = afterwards.map(describeFact);
  if (end?.by === 'client')
    next.push(end.how === 'reset' ? 'the client reset the connection' : 'the client left');
  if (end?.by === 'server') next.push(`the server closed the connection (${end.why})`);
  return next;
}
