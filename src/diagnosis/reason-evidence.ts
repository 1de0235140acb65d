import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import {
  dialectChosen,
  dialectsOffered,
  encryptionMissing,
  encryptionWanted,
  headerRefused,
  limitHit,
  noCipher,
  nothingProved,
  protocolSpoken,
  refusalDetail,
  requestRefused,
  signatureInvalid,
  signatureMissing,
  stepReached,
  violation,
} from './connection-evidence.js';
import {
  credentialsFault,
  credsspRefusal,
  httpAsked,
  httpRefusal,
  rdpAsked,
  rpcAsked,
  tlsAgreed,
  tlsError,
} from './carrier-sentences.js';
import type { Evidence } from './facts-by-kind.js';
import {
  askedForNobody,
  howProved,
  mechanismsOffered,
  mechanismsOfServer,
  mechListMicSent,
  memoryFailure,
  ownLogon,
  rpcRequestRefused,
  statusTold,
  verdictDetail,
  whoAsked,
  whoLoggedIn,
  workstationNamed,
} from './login-sentences.js';
import { type AttemptReason, type IncidentReason, inOwnTerms } from './reasons.js';
import type { Attempt } from './recorded-attempt.js';
import {
  nameCompared,
  signatureFound,
  ticketRefused,
  variantFound,
  variantsTried,
} from './second-look-words.js';
import type { SecondLook } from './second-look.js';
import { hasKerberosOnly } from './who-asks.js';

/** Sentences to add to that of the reason. */
export function evidenceFor(
  reason: AttemptReason | IncidentReason,
  attempt: Attempt,
  evidence: Evidence,
): string[] {
  const { login } = attempt;
  // Guesses at the client's machine are about NTLM.
  if (inOwnTerms(reason, evidence.words)) return [whoAsked(evidence), memoryFailure(evidence)];
  switch (reason) {
    case 'guest':
      return [whoAsked(evidence), nothingProved(attempt, evidence)];
    case 'guest-signed':
      return [whoAsked(evidence), signatureInvalid(evidence)];
    case 'guest-refused':
      return [askedForNobody(evidence), 'policy.guest is "refuse".'];
    case 'session-not-found':
      return [requestRefused(evidence), dialectChosen(evidence)];
    case 'session-expired':
      return [whoLoggedIn(attempt)];
    case 'accepted':
    case 'anonymous':
      return [whoLoggedIn(attempt), howProved(attempt, evidence)];
    case 'unknown-account':
    case 'anonymous-refused':
    case 'wrong-password':
      return [whoAsked(evidence), ownLogon(evidence)];
    case 'workstation-not-allowed':
      return [whoAsked(evidence), workstationNamed(evidence)];
    case 'no-common-mechanism':
      return [
        mechanismsOffered(evidence),
        hasKerberosOnly(evidence) ? 'It has Kerberos only.' : '',
        verdictDetail(attempt),
      ];
    case 'ntlm-refused':
      return [whoAsked(evidence), evidence.mechanism === undefined ? mechanismsOffered(evidence) : ''];
    case 'not-smb':
    case 'not-credssp':
    case 'not-http':
    case 'not-rpc':
      return [protocolSpoken(attempt, evidence)];
    case 'proxy-header-refused':
      return [headerRefused(evidence)];
    case 'tls-failed':
      return [tlsError(evidence), rdpAsked(evidence)];
    case 'left-after-tls':
      return [tlsAgreed(evidence), tlsError(evidence), rdpAsked(evidence)];
    case 'rdp-tls-only':
    case 'rdp-standard-security':
    case 'left-after-rdp-negotiation':
      return [rdpAsked(evidence)];
    case 'http-without-login':
      return [httpAsked(evidence)];
    case 'http-version-refused':
    case 'http-scheme-refused':
    case 'http-authorization-malformed':
    case 'http-connection-changed':
    case 'http-connection-close':
    case 'http-upgrade-refused':
    case 'http-request-malformed':
    case 'http-header-too-long':
    case 'http-body-too-long':
      return [httpRefusal(evidence), verdictDetail(attempt), login === undefined ? httpAsked(evidence) : ''];
    case 'rpc-unauthenticated':
    case 'rpc-without-login':
      return [rpcAsked(evidence)];
    case 'credssp-version-too-low':
    case 'credssp-version-changed':
    case 'credssp-binding-wrong':
    case 'credssp-binding-unreadable':
    case 'credssp-nonce-missing':
    case 'credssp-nonce-changed':
    case 'credssp-request-malformed':
    case 'credssp-out-of-phase':
      return [
        whoAsked(evidence),
        evidence.credsspFault === undefined ? credsspRefusal(attempt, evidence) : credentialsFault(evidence),
      ];
    case 'credssp-credentials-malformed':
    case 'credssp-credentials-mismatch':
    case 'credssp-credentials-missing':
    case 'credssp-no-credentials':
    case 'credssp-password-wrong':
      return [whoLoggedIn(attempt), howProved(attempt, evidence), credentialsFault(evidence)];
    case 'smb1-only':
      return [
        `It offers ${listed(evidence.smb1?.dialects.map((dialect) => quoted(dialect)) ?? [])}, and no “SMB 2.???”.`,
      ];
    case 'no-common-dialect':
    case 'negotiate-context-invalid':
      return [dialectsOffered(evidence), refusalDetail(evidence)];
    case 'left-after-negotiate':
      return [
        dialectsOffered(evidence),
        dialectChosen(evidence),
        mechanismsOfServer(evidence),
        requestRefused(evidence),
      ];
    case 'left-before-challenge':
      return [mechanismsOffered(evidence), requestRefused(evidence)];
    case 'left-after-challenge':
      return [requestRefused(evidence)];
    case 'left-after-success':
    case 'guest-refused-by-client':
      return [
        reason === 'left-after-success' ? whoLoggedIn(attempt) : whoAsked(evidence),
        dialectChosen(evidence),
        encryptionWanted(evidence),
        mechListMicSent(evidence),
      ];
    case 'signature-invalid':
      return [signatureInvalid(evidence)];
    case 'rpc-signature-invalid':
      return [whoLoggedIn(attempt), rpcRequestRefused(evidence)];
    case 'signature-missing':
      return [signatureMissing(evidence)];
    case 'encryption-required':
      return [encryptionMissing(evidence), noCipher(evidence), dialectChosen(evidence)];
    case 'timed-out':
    case 'limit-reached':
      return [limitHit(evidence), stepReached(attempt, evidence)];
    case 'protocol-violation':
    case 'request-malformed':
      return [violation(evidence), httpRefusal(evidence), verdictDetail(attempt)];
    case 'internal-error':
    case 'server-stopped':
    case 'left-without-a-word':
      return [stepReached(attempt, evidence)];
    case 'account-refused':
      return [whoAsked(evidence), statusTold(attempt)];
    case 'answered-otherwise':
      return [statusTold(attempt), stepReached(attempt, evidence)];
    case 'session-elsewhere':
    case 'previous-session-kept':
    case 'binding-refused':
      return [whoAsked(evidence), verdictDetail(attempt)];
    case 'dialect-changed':
      return [whoAsked(evidence), dialectChosen(evidence)];
    case 'mangled-password':
    case 'domain-variant':
    case 'user-case-variant':
    case 'response-miscomputed':
    case 'ended-by-client':
    case 'empty-password-refused':
    case 'account-disabled':
    case 'account-locked':
    case 'account-expired':
    case 'password-expired':
    case 'password-must-change':
    case 'outside-logon-hours':
    case 'smart-card-required':
    case 'interdomain-trust-account':
    case 'workstation-trust-account':
    case 'server-trust-account':
    case 'mech-list-mic-invalid':
    case 'spnego-malformed':
    case 'out-of-sequence':
    case 'store-failed':
    case 'no-logon-server':
    case 'machine-account-refused':
    case 'controller-not-trusted':
    case 'ntlm-blocked':
    case 'authentication-firewall':
    case 'logon-type-not-granted':
    case 'domain-trust-failed':
    case 'controller-clock-skew':
    case 'controller-logon-failure':
    case 'controller-refused':
      return [whoAsked(evidence)];
    case 'shared-state-away':
      return [whoAsked(evidence), memoryFailure(evidence)];
  }
}

/** Sentences on the findings of a second look. */
export function lookedAt(
  reason: AttemptReason | IncidentReason,
  attempt: Attempt,
  secondLook: SecondLook,
): string[] {
  switch (reason) {
    case 'unknown-account':
      return [nameCompared(secondLook)];
    case 'wrong-password':
      return [variantsTried(secondLook)];
    case 'mangled-password':
    case 'domain-variant':
    case 'user-case-variant':
    case 'response-miscomputed':
      return [variantFound(secondLook)];
    case 'signature-invalid':
      return [signatureFound(secondLook)];
    case 'left-after-negotiate':
    case 'left-before-challenge':
      return [ticketRefused(attempt, secondLook)];
    default:
      return [];
  }
}
