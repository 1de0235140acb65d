import { NtStatus } from '../constants/nt-status.js';
import type { Carrier, DropReason } from '../facts/recorder.js';
import type { Attempt } from './recorded-attempt.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import { asksForGuest, offersSmb2 } from './who-asks.js';
import type { AttemptReason, MechanismReason } from './reasons.js';
import type { SecondLook } from './second-look.js';

/** Decides the reason of an attempt. */
export function decideReason(
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): AttemptReason | MechanismReason {
  const { verdict } = attempt;
  if (evidence.proxyHeader !== undefined) return 'proxy-header-refused';
  if (verdict === undefined) {
    return attempt.end?.by === 'server'
      ? reasonOfDisconnect(attempt.end.why, evidence)
      : reasonOfLeaving(attempt, evidence);
  }
  if (verdict.outcome === 'accepted') return reasonAfterSuccess(attempt, verdict.identity.kind, evidence);
  if (verdict.reason === 'unknown-account' && asksForGuest(evidence)) return 'guest-refused';
  if (verdict.reason !== 'wrong-password') return verdict.reason;
  const failed = saidByMechanism(evidence, (words, facts) => words.failedProof?.(facts));
  if (failed?.impossible !== undefined) return 'response-miscomputed';
  return secondLook.variants?.finding?.reason ?? 'wrong-password';
}

/** The reason of an accepted login. A failure that completes the attempt replaces it. */
function reasonAfterSuccess(
  { login, end }: Attempt,
  kind: 'user' | 'guest' | 'anonymous',
  evidence: Evidence,
): AttemptReason | MechanismReason {
  if (evidence.signatureInvalid) return kind === 'user' ? 'signature-invalid' : 'guest-signed';
  if (evidence.signatureMissing) return 'signature-missing';
  if (evidence.encryptionMissing) return 'encryption-required';
  if (evidence.refusedRequest) return 'session-not-found';
  if (login?.carrier === 'credssp') {
    // A server that stops asks for no credentials, and those that came may be under way.
    const hasLeft = end !== undefined && !(end.by === 'server' && end.why === 'shutdown');
    return reasonAfterBinding(evidence, kind, hasLeft);
  }
  const wentOn = evidence.tree ?? evidence.firstRequest ?? evidence.sessionEnded;
  if (evidence.rpcRequestRefused) return 'rpc-signature-invalid';
  if (login?.carrier === 'smb' && login.purpose === 'new' && wentOn === undefined && end !== undefined) {
    if (end.by === 'client') return kind === 'user' ? 'left-after-success' : 'guest-refused-by-client';
    if (end.why === 'protocol-violation') return 'protocol-violation';
  }
  return kind === 'user' ? 'accepted' : kind;
}

/** The reason of a login through CredSSP once its key was bound: the credentials follow the verdict. */
function reasonAfterBinding(
  { credsspFault, credentials }: Evidence,
  kind: 'user' | 'guest' | 'anonymous',
  hasLeft: boolean,
): AttemptReason | MechanismReason {
  if (credsspFault !== undefined) return credsspFault.reason;
  if (credentials === undefined && hasLeft) return 'credssp-credentials-missing';
  if (credentials?.type === 'none') return 'credssp-no-credentials';
  if (credentials?.matches === false) return 'credssp-credentials-mismatch';
  if (credentials?.password === 'wrong') return 'credssp-password-wrong';
  return kind === 'user' ? 'accepted' : kind;
}

/** Rules whose breach is a request that cannot be read. */
const malformed: ReadonlySet<string> = new Set(['malformed-request', 'rpc-malformed']);

/** The server ended the connection before it had decided about a login. */
function reasonOfDisconnect(why: DropReason, evidence: Evidence): AttemptReason | MechanismReason {
  switch (why) {
    case 'refused':
      return reasonOfRefusal(evidence) ?? stepLeftAt(evidence) ?? 'protocol-violation';
    case 'protocol-violation':
      if (malformed.has(evidence.violation?.code ?? '')) return 'request-malformed';
      return reasonOfCarrier(evidence) ?? 'protocol-violation';
    case 'timed-out':
      return 'timed-out';
    case 'limit':
      return 'limit-reached';
    case 'internal-error':
      return 'internal-error';
    case 'shutdown':
      return 'server-stopped';
    case 'fault':
      return 'answered-otherwise';
  }
}

/** The reason for which the client left: the answer was of no use to it, or the step shows what it objected to. */
function reasonOfLeaving({ login }: Attempt, evidence: Evidence): AttemptReason | MechanismReason {
  if (evidence.refusedRequest?.status === NtStatus.STATUS_USER_SESSION_DELETED) return 'session-not-found';
  if (login !== undefined) {
    const progress = saidByMechanism(evidence, (words, facts) => words.progress?.(facts));
    if (progress?.reason !== undefined) return progress.reason;
    return progress?.challenged === true ? 'left-after-challenge' : 'left-before-challenge';
  }
  const refused = reasonOfRefusal(evidence);
  if (refused !== undefined) return refused;
  const step = stepLeftAt(evidence);
  if (step !== undefined) return step;
  if (evidence.choice ?? evidence.smb1) return 'left-after-negotiate';
  return evidence.violation ? 'request-malformed' : 'left-without-a-word';
}

/** The step of another carrier than SMB after which a client left without a login; undefined: it reached none. */
function stepLeftAt({ tls, rdpAnswer, httpRequest, rpcBind }: Evidence): AttemptReason | undefined {
  if (httpRequest !== undefined) return 'http-without-login';
  if (tls !== undefined) return 'left-after-tls';
  if (rpcBind !== undefined) return 'rpc-without-login';
  return rdpAnswer && 'left-after-rdp-negotiation';
}

const notSpoken = {
  smb: 'not-smb',
  credssp: 'not-credssp',
  http: 'not-http',
  https: 'not-http',
  rpc: 'not-rpc',
} as const satisfies Record<Carrier, AttemptReason>;

/** Protocols of RDP that have TLS and no CredSSP: SSL, RDSTLS and RDSAAD ([MS-RDPBCGR] 2.2.1.1.1). */
const tlsWithoutCredSsp = 0x01 | 0x04 | 0x10;

/** An alert by which a client refuses a certificate (RFC 8446 6.2). */
const aboutCertificate = /CERTIFICATE|UNKNOWN_CA/i;

/** The reason for which another carrier than SMB refused a connection without a login. */
function reasonOfCarrier(evidence: Evidence): AttemptReason | MechanismReason | undefined {
  const { rdpRequest, rdpAnswer, tlsFailed, httpRefused, rpcUnauthenticated } = evidence;
  if (rdpAnswer !== undefined && rdpAnswer.selectedProtocol === undefined) {
    const requested = rdpRequest?.requestedProtocols ?? 0;
    return (requested & tlsWithoutCredSsp) === 0 ? 'rdp-standard-security' : 'rdp-tls-only';
  }
  if (tlsFailed !== undefined) return aboutCertificate.test(tlsFailed.code) ? 'left-after-tls' : 'tls-failed';
  if (httpRefused !== undefined) return httpRefused.reason;
  return rpcUnauthenticated && 'rpc-unauthenticated';
}

/** The reason for which a connection was refused before a login. */
function reasonOfRefusal(evidence: Evidence): AttemptReason | MechanismReason | undefined {
  const { otherProtocol, smb1, offer, refusal, choice, carrier } = evidence;
  if (otherProtocol) return notSpoken[carrier];
  if (carrier !== 'smb') return reasonOfCarrier(evidence);
  if (smb1 && smb1.answered === undefined && offer === undefined) {
    return offersSmb2(smb1.dialects) ? 'no-common-dialect' : 'smb1-only';
  }
  if (refusal === undefined || choice !== undefined) return undefined;
  switch (refusal.why) {
    case 'no-common-dialect':
      return 'no-common-dialect';
    case 'context-invalid':
      return 'negotiate-context-invalid';
  }
}
