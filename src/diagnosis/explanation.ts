import type { Attempt } from './attempt.js';
import type { Evidence } from './evidence.js';
import { recogniseProtocol, showFirstBytes } from './first-bytes.js';
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
} from './login-evidence.js';
import { commandLabel, dialectLabel, listed, signingLabel } from './names.js';
import { quoted } from './printable.js';
import { type AttemptReason, reasons } from './reasons.js';
import { capitalized, sentence } from './sentence.js';
import { nameCompared, signatureFound, variantFound, variantsTried } from './second-look-words.js';
import type { SecondLook } from './second-look.js';

/** What happened, with the concrete evidence. Everything from the network in it is printable already. */
export function explanationOf(
  reason: AttemptReason,
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): string {
  const found = evidenceFor(reason, attempt, evidence, secondLook).filter((words) => words !== '');
  return [reasons[reason].sentence, ...found].join(' ');
}

/** Sentences to add to that of the reason. */
function evidenceFor(
  reason: AttemptReason,
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): string[] {
  switch (reason) {
    case 'accepted':
    case 'guest':
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
      return [mechanismsOffered(evidence)];
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
      return [dialectsOffered(evidence), dialectChosen(evidence)];
    case 'left-before-challenge':
      return [mechanismsOffered(evidence)];
    case 'left-after-challenge':
      return [flagsNotGranted(evidence)];
    case 'left-after-success':
    case 'guest-refused-by-client':
      return [
        whoLoggedIn(attempt),
        dialectChosen(evidence),
        mechListMicSent(evidence),
        challengeIgnored(evidence),
      ];
    case 'signature-invalid':
      return [signatureInvalid(evidence), signatureFound(secondLook), challengeIgnored(evidence)];
    case 'signature-missing':
      return [signatureMissing(evidence)];
    case 'encryption-required':
      return [encryptionMissing(evidence), dialectChosen(evidence)];
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
      return [whoAsked(evidence), failedCheck(evidence)];
  }
}

function notSmb({ notSmb: fact }: Evidence): string {
  if (fact === undefined) return '';
  return `It speaks ${recogniseProtocol(fact.firstBytes)}; the first bytes are ${showFirstBytes(fact.firstBytes)}.`;
}

function dialectsOffered({ offer, smb1 }: Evidence): string {
  if (offer) return `It offers ${listed(offer.dialects.map(dialectLabel))}.`;
  return smb1 ? 'It began with an SMB1 NEGOTIATE and did not send the SMB2 one.' : '';
}

function dialectChosen({ choice }: Evidence): string {
  if (choice === undefined) return '';
  const algorithm =
    choice.signingAlgorithm === undefined ? '' : ` with ${signingLabel(choice.signingAlgorithm)}`;
  return `The server chose ${dialectLabel(choice.dialect)}, signing ${choice.signing}${algorithm}, encryption ${choice.encryption}.`;
}

function refusalDetail({ refusal }: Evidence): string {
  return refusal === undefined
    ? ''
    : capitalized(`${sentence(refusal.detail).replace(/\.$/, '')} (${refusal.section}).`);
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

function encryptionMissing({ encryptionMissing: fact }: Evidence): string {
  if (fact === undefined) return '';
  return `The ${commandLabel(fact.command)} came in the clear; the ${fact.scope} requires encryption.`;
}

function limitHit({ limit }: Evidence): string {
  return limit === undefined ? '' : `The limit is ${limit.limit} = ${limit.value}.`;
}

function violation({ violation: fact }: Evidence): string {
  if (fact === undefined) return '';
  const detail = fact.detail === undefined || fact.detail === '' ? '' : `: ${sentence(fact.detail)}`;
  return `Rule ${fact.code} of ${fact.section}${detail}${detail === '' ? '.' : ''}`;
}

function verdictDetail({ verdict }: Attempt): string {
  return verdict?.outcome === 'rejected' && verdict.detail !== undefined
    ? capitalized(sentence(verdict.detail))
    : '';
}

function stepReached({ login }: Attempt, { offer, smb1, challenge, authenticate }: Evidence): string {
  if (authenticate) return 'The last message was the AUTHENTICATE.';
  if (challenge) return 'The server had sent its CHALLENGE.';
  if (login) return 'A SESSION_SETUP had begun.';
  return (offer ?? smb1) ? 'NEGOTIATE was done.' : 'Nothing that could be read had come.';
}
