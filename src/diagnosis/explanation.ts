import { AvId } from '../auth/ntlm/av-pairs.js';
import { NegotiateFlags } from '../auth/ntlm/negotiate-flags.js';
import type { Attempt } from './attempt.js';
import type { Evidence } from './evidence.js';
import { recogniseProtocol, showFirstBytes } from './first-bytes.js';
import { commandLabel, dialectLabel, listed, mechanismLabel, ntlmFlagNames, signingLabel } from './names.js';
import { printable, quoted } from './printable.js';
import { type AttemptReason, reasons } from './reasons.js';
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
    case 'anonymous-refused':
      return [whoAsked(evidence), ownLogon(evidence)];
    case 'wrong-password':
      return [whoAsked(evidence), ownLogon(evidence), variantsTried(secondLook)];
    case 'mangled-password':
    case 'domain-variant':
    case 'user-case-variant':
      return [whoAsked(evidence), variantFound(secondLook)];
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

function whoAsked({ authenticate }: Evidence): string {
  if (authenticate === undefined || authenticate.user === '') return '';
  const { user, domain, workstation } = authenticate;
  const from = workstation === '' ? '' : ` from workstation ${quoted(workstation)}`;
  const nothing = authenticate.response === 'none' ? ', and nothing to prove a password with' : '';
  const of = domain === '' ? 'no domain' : `domain ${quoted(domain)}`;
  return `The client sent user ${quoted(user)}, ${of}${from}${nothing}.`;
}

/** Cause 8: Windows tries the logon of the desktop before it asks for another. */
function ownLogon({ authenticate }: Evidence): string {
  const { domain = '', user = '', workstation = '' } = authenticate ?? {};
  const cloud = /^(microsoftaccount|azuread)$/i.test(domain);
  const machine = domain !== '' && domain.toUpperCase() === workstation.toUpperCase();
  if (!cloud && !machine) {
    return user.includes('@')
      ? 'Unless it was typed with the @, it is the logon of the client’s own desktop, which Windows sends first.'
      : '';
  }
  return 'That looks like the logon of the client’s own desktop, sent before or instead of what was typed.';
}

function whoLoggedIn({ verdict }: Attempt): string {
  if (verdict?.outcome !== 'accepted' || verdict.identity.kind !== 'user') return '';
  return `It is ${quoted(`${verdict.identity.domain}\\${verdict.identity.account}`)}.`;
}

function howProved({ authenticate, choice }: Evidence): string {
  if (authenticate === undefined) return '';
  const how =
    authenticate.response === 'anonymous'
      ? 'Nothing was proved'
      : `Proved with ${responseName(authenticate.response)}`;
  return choice === undefined ? `${how}.` : `${how}, over SMB ${dialectLabel(choice.dialect)}.`;
}

function domainForm({ proof }: Evidence): string {
  switch (proof?.domainForm) {
    case 'upper-case':
      return 'The client hashed the domain in upper case, not as it sent it.';
    case 'empty':
      return 'The client hashed an empty domain, not the one it sent.';
    default:
      return '';
  }
}

function responseName(response: string): string {
  return response
    .replace('ntlmv1-ess', 'NTLMv1 with extended session security')
    .replace('ntlm', 'NTLM')
    .replace(/^lm$/, 'LM');
}

function responseSent({ authenticate }: Evidence): string {
  return authenticate === undefined ? '' : `Its response is ${responseName(authenticate.response)}.`;
}

function variantsTried({ variants, untried }: SecondLook): string {
  if (untried === 'not-loopback') {
    return 'Whether it was mangled on its way is looked into for logins from this machine only, unless diagnosis.variants is "always".';
  }
  return variants === undefined
    ? ''
    : `None of ${variants.tried} usual ways to mangle the password, domain or name matches either.`;
}

function variantFound({ variants }: SecondLook): string {
  return variants?.finding === undefined ? '' : `The proof is right ${variants.finding.words}.`;
}

/** Cause 16: announced and left out, or never thought of. */
function micMissing({ authenticate }: Evidence): string {
  if (authenticate?.mic === 'missing-though-flagged') {
    return 'Its MsvAvFlags announce a MIC, and the message has no room for one.';
  }
  const calledFor = authenticate?.ntlmv2?.hasTimestamp === true;
  return calledFor
    ? 'It announces none, though it repeats MsvAvTimestamp, which calls for one ([MS-NLMP] 3.1.5.1.2).'
    : 'It announces none, and policy.ntlm.mic requires one.';
}

function targetName({ authenticate }: Evidence): string {
  const name = authenticate?.ntlmv2?.targetName;
  return name === undefined ? 'It sent no target name.' : `It asked for ${quoted(name)}.`;
}

function skew({ authenticate }: Evidence): string {
  const milliseconds = authenticate?.ntlmv2?.skewMilliseconds;
  if (milliseconds === undefined) return '';
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  return `Its clock is ${seconds} seconds${inDays(seconds)} ${milliseconds < 0 ? 'behind' : 'ahead of'} ours.`;
}

const DAY_SECONDS = 86_400;

/** Nobody sees that thirteen billion seconds are the year 1601, which a clock of zero says. */
function inDays(seconds: number): string {
  const days = Math.round(seconds / DAY_SECONDS);
  if (days < 2) return '';
  return days < 800 ? `, ${days} days,` : `, ${Math.round(days / 365.2425)} years,`;
}

/** The names of [MS-NLMP] 2.2.2.1 for the numbers on the wire. */
function alteredPair({ checks }: Evidence): string {
  const failed = checks.findLast(({ outcome }) => outcome === 'failed');
  const [, id = ''] = /^AvId (\d+)/.exec(failed?.detail ?? '') ?? [];
  const name = Object.entries(AvId).find(([, value]) => String(value) === id)?.[0];
  return name === undefined ? '' : `That is ${name}.`;
}

function mechanismsOffered({ mechanisms, mechanism }: Evidence): string {
  if (mechanisms === undefined) return '';
  const offered = `It offers ${listed(mechanisms.mechanisms.map(mechanismLabel))}`;
  return mechanism === undefined ? `${offered}.` : `${offered}; the server chose ${mechanism.mechanism}.`;
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

/** Answers and mere announcements that no client can miss. */
const notRequests =
  NegotiateFlags.OEM |
  NegotiateFlags.OEM_DOMAIN_SUPPLIED |
  NegotiateFlags.OEM_WORKSTATION_SUPPLIED |
  NegotiateFlags.LM_KEY |
  NegotiateFlags.REQUEST_NON_NT_SESSION_KEY;

function flagsNotGranted({ negotiate, challenge }: Evidence): string {
  if (negotiate === undefined || challenge === undefined) return '';
  const missing = ntlmFlagNames(negotiate.flags & ~challenge.flags & ~notRequests);
  return missing.length === 0
    ? 'Every NTLM flag it asked for was granted, so look at the names and the clock in the CHALLENGE, or for a missing password.'
    : `It asked for NTLM flags that were not granted: ${missing.join(', ')}.`;
}

/** Cause 15: what was agreed on is what both sides say, and a client that says nothing has agreed on nothing. */
function challengeIgnored({ challenge, authenticate }: Evidence): string {
  if (challenge === undefined || authenticate === undefined) return '';
  if (authenticate.flags === 0) {
    return 'Its AUTHENTICATE ignores the flags of our CHALLENGE: it says 0, so no key exchange was agreed on.';
  }
  const offered = (challenge.flags & ~authenticate.flags & NegotiateFlags.KEY_EXCH) !== 0;
  return offered && authenticate.encryptedKeyLength > 0
    ? 'It sends an EncryptedRandomSessionKey without the flag NTLMSSP_NEGOTIATE_KEY_EXCH, so that key does not count.'
    : '';
}

function mechListMicSent({ mechListMic, mechanisms }: Evidence): string {
  if (mechanisms?.raw !== false || mechListMic === undefined) return '';
  return mechListMic.sent ? 'Our answer carried a mechListMIC.' : 'Our answer carried no mechListMIC.';
}

function signatureInvalid({ signatureInvalid: fact, choice }: Evidence): string {
  if (fact === undefined) return '';
  const algorithm =
    choice?.signingAlgorithm === undefined
      ? ''
      : ` (${signingLabel(choice.signingAlgorithm)}, SMB ${dialectLabel(choice.dialect)})`;
  return `It is the ${commandLabel(fact.command)}${algorithm}.`;
}

function signatureFound({ signature }: SecondLook): string {
  if (signature === undefined) return '';
  return signature.finding?.words ?? `None of ${signature.tried} known mistakes explains it.`;
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

function failedCheck({ checks }: Evidence): string {
  const failed = checks.findLast(({ outcome }) => outcome === 'failed');
  if (failed?.detail === undefined) return '';
  return `Check ${failed.check}: ${sentence(failed.detail)}`;
}

/** Details come from layers that know nothing of sentences, and may quote the client. */
function sentence(detail: string): string {
  const shown = printable(detail.length > 300 ? `${detail.slice(0, 300)}…` : detail);
  return /[.!?…]$/.test(shown) ? shown : `${shown}.`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
