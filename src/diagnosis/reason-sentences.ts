import { ntStatusName } from '../constants/nt-status.js';
import type { Attempt } from './recorded-attempt.js';
import type { Evidence } from './facts-by-kind.js';
import {
  dialectChosen,
  dialectsOffered,
  encryptionMissing,
  encryptionWanted,
  limitHit,
  noCipher,
  notSmb,
  ntlmOnly,
  refusalDetail,
  requestRefused,
  stepReached,
  violation,
} from './connection-evidence.js';
import {
  whoAsked,
  ownLogon,
  whoLoggedIn,
  howProved,
  domainForm,
  responseSent,
  micMissing,
  targetName,
  skew,
  alteredPair,
  mechanismsOffered,
  flagsNotGranted,
  challengeIgnored,
  mechListMicSent,
  failedCheck,
  miscomputed,
} from './ntlm-sentences.js';
import { commandLabel, dialectLabel, signingLabel } from './names.js';
import type { IdentityRecord } from '../facts/identity.js';
import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import { type AttemptReason, type IncidentReason, reasons } from './reasons.js';
import { capitalized, sentence } from '../text/sentence.js';
import { nameCompared, signatureFound, variantFound, variantsTried } from './second-look-words.js';
import type { SecondLook } from './second-look.js';
import { hasKerberosOnly } from './who-asks.js';

/** Tells what happened, with the concrete evidence. Everything from the network in it is printable already. */
export function explanationOf(
  reason: AttemptReason | IncidentReason,
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): string {
  const found = evidenceFor(reason, attempt, evidence, secondLook).filter((words) => words !== '');
  return [reasons[reason].sentence, ...found, ...carriedBy(attempt)].join(' ');
}

/** Sentences to add to that of the reason. */
function evidenceFor(
  reason: AttemptReason | IncidentReason,
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): string[] {
  switch (reason) {
    case 'guest':
      return [whoAsked(evidence), nothingProved(evidence)];
    case 'guest-signed':
      return [whoAsked(evidence), signatureInvalid(evidence)];
    case 'guest-refused':
      return [
        evidence.authenticate?.user === ''
          ? 'It sent an empty user name with its response.'
          : whoAsked(evidence),
        'policy.guest is "refuse".',
      ];
    case 'session-not-found':
      return [requestRefused(evidence), dialectChosen(evidence)];
    case 'session-expired':
      return [whoLoggedIn(attempt)];
    case 'accepted':
    case 'anonymous':
      return [whoLoggedIn(attempt), howProved(evidence), domainForm(evidence)];
    case 'unknown-account':
      return [whoAsked(evidence), ownLogon(evidence), nameCompared(secondLook)];
    case 'anonymous-refused':
      return [whoAsked(evidence), ownLogon(evidence)];
    case 'wrong-password':
      return [whoAsked(evidence), ownLogon(evidence), variantsTried(secondLook)];
    case 'mangled-password':
    case 'domain-variant':
    case 'user-case-variant':
      return [whoAsked(evidence), variantFound(secondLook)];
    case 'response-miscomputed':
      return [whoAsked(evidence), responseSent(evidence), miscomputed(evidence), variantFound(secondLook)];
    case 'ntlmv1-refused':
    case 'lm-refused':
      return [whoAsked(evidence), responseSent(evidence)];
    case 'workstation-not-allowed':
      return [
        whoAsked(evidence),
        `The workstation it names is ${quoted(evidence.authenticate?.workstation ?? '')}.`,
      ];
    case 'ntlm-mic-invalid':
    case 'mech-list-mic-invalid':
      return [whoAsked(evidence), failedCheck(evidence), challengeIgnored(evidence)];
    case 'target-info-altered':
      return [whoAsked(evidence), failedCheck(evidence), alteredPair(evidence)];
    case 'ntlm-mic-missing':
      return [whoAsked(evidence), micMissing(evidence)];
    case 'target-name-mismatch':
      return [whoAsked(evidence), targetName(evidence), failedCheck(evidence)];
    case 'clock-skew':
      return [whoAsked(evidence), skew(evidence)];
    case 'no-common-mechanism':
      return [mechanismsOffered(evidence), kerberosOnly(evidence), verdictDetail(attempt)];
    case 'not-smb':
      return [notSmb(evidence)];
    case 'smb1-only':
      return [
        `It offers ${listed(evidence.smb1?.dialects.map((dialect) => quoted(dialect)) ?? [])}, and no “SMB 2.???”.`,
      ];
    case 'no-common-dialect':
    case 'negotiate-context-invalid':
      return [dialectsOffered(evidence), refusalDetail(evidence)];
    case 'left-after-negotiate':
      return [dialectsOffered(evidence), dialectChosen(evidence), ntlmOnly(), requestRefused(evidence)];
    case 'left-before-challenge':
      return [mechanismsOffered(evidence), requestRefused(evidence)];
    case 'left-after-challenge':
      return [flagsNotGranted(evidence), requestRefused(evidence)];
    case 'left-after-success':
    case 'guest-refused-by-client':
      return [
        whoLoggedIn(attempt),
        dialectChosen(evidence),
        encryptionWanted(evidence),
        mechListMicSent(evidence),
        challengeIgnored(evidence),
      ];
    case 'signature-invalid':
      return [signatureInvalid(evidence), signatureFound(secondLook), challengeIgnored(evidence)];
    case 'rpc-signature-invalid':
      return [whoLoggedIn(attempt), rpcRequestRefused(evidence), challengeIgnored(evidence)];
    case 'signature-missing':
      return [signatureMissing(evidence)];
    case 'encryption-required':
      return [encryptionMissing(evidence), noCipher(evidence), dialectChosen(evidence)];
    case 'timed-out':
    case 'limit-reached':
      return [limitHit(evidence), stepReached(attempt, evidence)];
    case 'protocol-violation':
    case 'request-malformed':
      return [violation(evidence), verdictDetail(attempt)];
    case 'internal-error':
    case 'server-stopped':
    case 'left-without-a-word':
      return [stepReached(attempt, evidence)];
    case 'answered-otherwise':
      return [statusTold(attempt), stepReached(attempt, evidence)];
    case 'binding-refused':
      return [verdictDetail(attempt)];
    case 'dialect-changed':
    case 'ended-by-client':
    case 'empty-password-refused':
    case 'account-disabled':
    case 'account-locked':
    case 'account-expired':
    case 'password-expired':
    case 'password-must-change':
    case 'outside-logon-hours':
    case 'channel-binding-mismatch':
    case 'challenge-expired':
    case 'replayed':
    case 'session-key-invalid':
    case 'weak-session-security':
    case 'ntlm-malformed':
    case 'spnego-malformed':
    case 'out-of-sequence':
    case 'store-failed':
    case 'no-logon-server':
      return [whoAsked(evidence), failedCheck(evidence)];
  }
}

/** A guest's response is not looked at: it belongs to no account. */
function nothingProved({ choice }: Evidence): string {
  return choice === undefined
    ? 'Nothing was proved.'
    : `Nothing was proved, over SMB ${dialectLabel(choice.dialect)}.`;
}

function kerberosOnly(evidence: Evidence): string {
  return hasKerberosOnly(evidence) ? 'It has Kerberos only.' : '';
}

function signatureInvalid({ signatureInvalid: fact, choice }: Evidence): string {
  if (fact === undefined) return '';
  const algorithm =
    choice?.signingAlgorithm === undefined
      ? ''
      : ` (${signingLabel(choice.signingAlgorithm)}, SMB ${dialectLabel(choice.dialect)})`;
  return `It is the ${commandLabel(fact.command)}${algorithm}.`;
}

function signatureMissing({ signatureMissing: fact }: Evidence): string {
  if (fact === undefined) return '';
  const who = fact.requiredBy === 'dialect' ? 'dialect 3.1.1 itself' : `the ${fact.requiredBy}`;
  return `It is the ${commandLabel(fact.command)}; signing is required by ${who}.`;
}

/** The status that went out, if the client was told anything. */
function statusTold({ verdict }: Attempt): string {
  if (verdict?.outcome !== 'rejected') return '';
  return verdict.status === undefined
    ? 'It was told nothing.'
    : `It was told ${ntStatusName(verdict.status)}.`;
}

function rpcRequestRefused({ rpcRequestRefused: fact }: Evidence): string {
  if (fact === undefined) return '';
  const how =
    fact.signature === 'missing' ? 'carries no signature' : 'carries a signature that does not verify';
  return `It is the request with opnum ${fact.opnum}: it ${how}.`;
}

/** Where a login came from that is not the one of an SMB session. */
function carriedBy({ login }: Attempt): string[] {
  if (login?.carrier !== 'pipe') return [];
  return [`It came in an RPC bind on pipe ${quoted(login.pipe)}, in the session of ${nameOf(login.opener)}.`];
}

function nameOf({ kind, account, domain }: IdentityRecord): string {
  switch (kind) {
    case 'user':
      return quoted(`${domain}\\${account}`);
    case 'guest':
      return 'a guest';
    case 'anonymous':
      return 'an anonymous user';
  }
}

function verdictDetail({ verdict }: Attempt): string {
  return verdict?.outcome === 'rejected' && verdict.detail !== undefined
    ? capitalized(sentence(verdict.detail))
    : '';
}
