import { listed } from '../../text/listed.js';
import { quoted } from '../../text/printable.js';
import { bindingsSentences } from '../bindings-sentences.js';
import { failedCheck, failedCheckWords } from '../failed-check.js';
import type { LoginFacts, Progress } from '../mechanism-words.js';
import { AvId } from './av-pairs.js';
import { type NtlmEvidence, ntlmEvidence } from './evidence.js';
import type { NtlmAuthenticateFact } from './facts.js';
import { NegotiateFlags, ntlmFlagNames } from './negotiate-flags.js';

/** Sentences with the evidence of each reason, behind those that name who asked. */
export const ntlmSentences: Readonly<Record<string, (login: LoginFacts) => readonly string[]>> = {
  accepted: (login) => [domainForm(ntlmEvidence(login))],
  'response-miscomputed': (login) => {
    const evidence = ntlmEvidence(login);
    return [responseSent(evidence), miscomputed(evidence)];
  },
  'wrong-password': (login) => [nothingSent(ntlmEvidence(login))],
  'unknown-account': (login) => [nothingSent(ntlmEvidence(login))],
  'ntlmv1-refused': (login) => [responseSent(ntlmEvidence(login))],
  'lm-refused': (login) => [responseSent(ntlmEvidence(login))],
  'ntlm-mic-invalid': withChallengeIgnored,
  'mech-list-mic-invalid': withChallengeIgnored,
  'ntlm-mic-missing': (login) => [micMissing(ntlmEvidence(login))],
  'target-info-altered': (login) => [failedCheckWords(login.checks), alteredPair(login)],
  'channel-binding-mismatch': bindingsSentences,
  'target-name-mismatch': (login) => [targetName(ntlmEvidence(login)), failedCheckWords(login.checks)],
  'clock-skew': (login) => [skew(ntlmEvidence(login))],
  'left-after-challenge': (login) => [flagsNotGranted(ntlmEvidence(login))],
  'left-after-success': (login) => [challengeIgnored(ntlmEvidence(login))],
  'guest-refused-by-client': (login) => [challengeIgnored(ntlmEvidence(login))],
  'rpc-signature-invalid': (login) => [challengeIgnored(ntlmEvidence(login))],
  'signature-invalid': (login) => [challengeIgnored(ntlmEvidence(login))],
};

function withChallengeIgnored(login: LoginFacts): readonly string[] {
  return [failedCheckWords(login.checks), challengeIgnored(ntlmEvidence(login))];
}

const responseWords: Readonly<Record<NtlmAuthenticateFact['response'], string>> = {
  ntlmv2: 'NTLMv2',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1 with extended session security',
  lm: 'LM',
  anonymous: 'anonymous',
  none: 'none',
};

/** The kind of response within a sentence; undefined where nothing was proved. */
export function proofInWords(login: LoginFacts): string | undefined {
  const { authenticate } = ntlmEvidence(login);
  return authenticate === undefined || authenticate.response === 'anonymous'
    ? undefined
    : responseWords[authenticate.response];
}

function responseSent({ authenticate }: NtlmEvidence): string {
  return authenticate === undefined ? '' : `Its response is ${responseWords[authenticate.response]}.`;
}

function nothingSent({ authenticate }: NtlmEvidence): string {
  return authenticate?.response === 'none' ? 'It sent nothing to prove a password with.' : '';
}

function domainForm({ proof }: NtlmEvidence): string {
  switch (proof?.domainForm) {
    case 'upper-case':
      return 'The client hashed the domain in upper case, not as it sent it.';
    case 'empty':
      return 'The client hashed an empty domain, not the one it sent.';
    default:
      return '';
  }
}

/** Says whether a missing MIC was announced or not. */
function micMissing({ authenticate }: NtlmEvidence): string {
  if (authenticate?.mic === 'missing-though-flagged') {
    return 'Its MsvAvFlags announce a MIC, and the message has no room for one.';
  }
  const calledFor = authenticate?.ntlmv2?.hasTimestamp === true;
  return calledFor
    ? 'It announces none, though it repeats MsvAvTimestamp, which calls for one ([MS-NLMP] 3.1.5.1.2).'
    : 'It announces none, and policy.ntlm.mic requires one.';
}

function targetName({ authenticate }: NtlmEvidence): string {
  const name = authenticate?.ntlmv2?.targetName;
  return name === undefined ? 'It sent no target name.' : `It asked for ${quoted(name)}.`;
}

function skew({ authenticate }: NtlmEvidence): string {
  const milliseconds = authenticate?.ntlmv2?.skewMilliseconds;
  if (milliseconds === undefined) return '';
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  return `Its clock is ${seconds} seconds${inDays(seconds)} ${milliseconds < 0 ? 'behind' : 'ahead of'} ours.`;
}

const DAY_SECONDS = 86_400;

/**
 * A long difference in days or years; empty below two days. Thirteen billion seconds are the year 1601, which a clock
 * of zero gives: the number of seconds does not show it.
 */
function inDays(seconds: number): string {
  const days = Math.round(seconds / DAY_SECONDS);
  if (days < 2) return '';
  return days < 800 ? `, ${days} days,` : `, ${Math.round(days / 365.2425)} years,`;
}

/** The name of [MS-NLMP] 2.2.2.1 for the number on the wire. */
function alteredPair({ checks }: LoginFacts): string {
  const id = failedCheck(checks)?.data?.['avId'];
  const name = Object.entries(AvId).find(([, value]) => value === id)?.[0];
  return name === undefined ? '' : `That is ${name}.`;
}

/** Flags that answer or announce; no client depends on them. */
const notRequests =
  NegotiateFlags.OEM |
  NegotiateFlags.OEM_DOMAIN_SUPPLIED |
  NegotiateFlags.OEM_WORKSTATION_SUPPLIED |
  NegotiateFlags.LM_KEY |
  NegotiateFlags.REQUEST_NON_NT_SESSION_KEY;

function flagsNotGranted({ negotiate, challenge }: NtlmEvidence): string {
  if (negotiate === undefined || challenge === undefined) return '';
  const missing = ntlmFlagNames(negotiate.flags & ~challenge.flags & ~notRequests);
  return missing.length === 0
    ? 'Every NTLM flag it asked for was granted, so look at the names and the clock in the CHALLENGE, or for a missing password.'
    : `It asked for NTLM flags that were not granted: ${listed(missing)}.`;
}

/**
 * Says that the client ignores the CHALLENGE. The agreed flags are those that both sides send, so AUTHENTICATE flags of
 * 0 agree on nothing.
 */
function challengeIgnored({ challenge, authenticate }: NtlmEvidence): string {
  if (challenge === undefined || authenticate === undefined) return '';
  if (authenticate.flags === 0) {
    return 'Its AUTHENTICATE ignores the flags of our CHALLENGE: it says 0, so no key exchange was agreed on.';
  }
  const offered = (challenge.flags & ~authenticate.flags & NegotiateFlags.KEY_EXCH) !== 0;
  return offered && authenticate.encryptedKeyLength > 0
    ? 'It sends an EncryptedRandomSessionKey without the flag NTLMSSP_NEGOTIATE_KEY_EXCH, so that key does not count.'
    : '';
}

/**
 * Says why no password makes a response; empty if one could. NTLMv1 encrypts the challenge under three parts of the
 * hash, the third with five zero bytes. The three blocks are equal only if the client cuts its keys wrongly, as
 * node-smb2 does.
 */
export function miscomputed({ authenticate, proofFailed }: NtlmEvidence): string {
  const response = proofFailed?.ntResponse;
  if (response === undefined) return '';
  const blocks = [response.subarray(0, 8), response.subarray(8, 16), response.subarray(16, 24)] as const;
  if (response.length === 24 && blocks[0].equals(blocks[1]) && blocks[1].equals(blocks[2])) {
    return 'The three blocks of the response are the same, as if one key had made them all.';
  }
  // Under extended session security the first bytes of the LM response are the client's challenge, so not a response.
  if (authenticate?.response === 'ntlmv1-ess' && authenticate.lmResponse === 'same-as-nt') {
    return 'It agreed to extended session security, and computed a response without: its LM response is a copy of the other instead of its challenge.';
  }
  return '';
}

/** The progress of the login: its last message. */
export function progressOf(login: LoginFacts): Progress | undefined {
  const { negotiate, challenge, authenticate } = ntlmEvidence(login);
  if (authenticate) return { sentence: 'The last message was the AUTHENTICATE.', challenged: true };
  if (challenge) return { sentence: 'The server had sent its CHALLENGE.', challenged: true };
  return negotiate && { sentence: 'A NEGOTIATE_MESSAGE had come.', challenged: false };
}

/** Clients that insist on encryption ask NTLM for SEAL as well, which SMB has no other use for. */
export function insistsOnEncryption(login: LoginFacts): string | undefined {
  const { negotiate } = ntlmEvidence(login);
  return negotiate !== undefined && (negotiate.flags & NegotiateFlags.SEAL) !== 0
    ? 'It asks NTLM for SEAL, as clients do that insist on encryption.'
    : undefined;
}
