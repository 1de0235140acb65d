import { AvId } from '../auth/ntlm/av-pairs.js';
import { NegotiateFlags } from '../auth/ntlm/negotiate-flags.js';
import type { Attempt } from './recorded-attempt.js';
import type { Evidence } from './facts-by-kind.js';
import { dialectLabel, mechanismLabel, ntlmFlagNames } from './names.js';
import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import { sentence } from '../text/sentence.js';

// Sentences for the explanation out of facts of the login; empty where there is no such fact.

export function whoAsked({ authenticate }: Evidence): string {
  if (authenticate === undefined || authenticate.user === '') return '';
  const { user, domain, workstation } = authenticate;
  const from = workstation === '' ? '' : ` from workstation ${quoted(workstation)}`;
  const nothing = authenticate.response === 'none' ? ', and nothing to prove a password with' : '';
  const of = domain === '' ? 'no domain' : `domain ${quoted(domain)}`;
  return `The client sent user ${quoted(user)}, ${of}${from}${nothing}.`;
}

/** Cause 8: Windows tries the logon of the desktop before it asks for another. */
export function ownLogon({ authenticate }: Evidence): string {
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

export function whoLoggedIn({ verdict }: Attempt): string {
  if (verdict?.outcome !== 'accepted' || verdict.identity.kind !== 'user') return '';
  return `It is ${quoted(`${verdict.identity.domain}\\${verdict.identity.account}`)}.`;
}

export function howProved({ authenticate, choice }: Evidence): string {
  if (authenticate === undefined) return '';
  const how =
    authenticate.response === 'anonymous'
      ? 'Nothing was proved'
      : `Proved with ${responseName(authenticate.response)}`;
  return choice === undefined ? `${how}.` : `${how}, over SMB ${dialectLabel(choice.dialect)}.`;
}

export function domainForm({ proof }: Evidence): string {
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

export function responseSent({ authenticate }: Evidence): string {
  return authenticate === undefined ? '' : `Its response is ${responseName(authenticate.response)}.`;
}

/** Cause 16: announced and left out, or never thought of. */
export function micMissing({ authenticate }: Evidence): string {
  if (authenticate?.mic === 'missing-though-flagged') {
    return 'Its MsvAvFlags announce a MIC, and the message has no room for one.';
  }
  const calledFor = authenticate?.ntlmv2?.hasTimestamp === true;
  return calledFor
    ? 'It announces none, though it repeats MsvAvTimestamp, which calls for one ([MS-NLMP] 3.1.5.1.2).'
    : 'It announces none, and policy.ntlm.mic requires one.';
}

export function targetName({ authenticate }: Evidence): string {
  const name = authenticate?.ntlmv2?.targetName;
  return name === undefined ? 'It sent no target name.' : `It asked for ${quoted(name)}.`;
}

export function skew({ authenticate }: Evidence): string {
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
export function alteredPair({ checks }: Evidence): string {
  const failed = checks.findLast(({ outcome }) => outcome === 'failed');
  const [, id = ''] = /^AvId (\d+)/.exec(failed?.detail ?? '') ?? [];
  const name = Object.entries(AvId).find(([, value]) => String(value) === id)?.[0];
  return name === undefined ? '' : `That is ${name}.`;
}

export function mechanismsOffered({ mechanisms, mechanism }: Evidence): string {
  if (mechanisms === undefined) return '';
  const offered = `It offers ${listed(mechanisms.mechanisms.map(mechanismLabel))}`;
  return mechanism === undefined ? `${offered}.` : `${offered}; the server chose ${mechanism.mechanism}.`;
}

/** Answers and mere announcements that no client can miss. */
const notRequests =
  NegotiateFlags.OEM |
  NegotiateFlags.OEM_DOMAIN_SUPPLIED |
  NegotiateFlags.OEM_WORKSTATION_SUPPLIED |
  NegotiateFlags.LM_KEY |
  NegotiateFlags.REQUEST_NON_NT_SESSION_KEY;

export function flagsNotGranted({ negotiate, challenge }: Evidence): string {
  if (negotiate === undefined || challenge === undefined) return '';
  const missing = ntlmFlagNames(negotiate.flags & ~challenge.flags & ~notRequests);
  return missing.length === 0
    ? 'Every NTLM flag it asked for was granted, so look at the names and the clock in the CHALLENGE, or for a missing password.'
    : `It asked for NTLM flags that were not granted: ${missing.join(', ')}.`;
}

/** Cause 15: what was agreed on is what both sides say, and a client that says nothing has agreed on nothing. */
export function challengeIgnored({ challenge, authenticate }: Evidence): string {
  if (challenge === undefined || authenticate === undefined) return '';
  if (authenticate.flags === 0) {
    return 'Its AUTHENTICATE ignores the flags of our CHALLENGE: it says 0, so no key exchange was agreed on.';
  }
  const offered = (challenge.flags & ~authenticate.flags & NegotiateFlags.KEY_EXCH) !== 0;
  return offered && authenticate.encryptedKeyLength > 0
    ? 'It sends an EncryptedRandomSessionKey without the flag NTLMSSP_NEGOTIATE_KEY_EXCH, so that key does not count.'
    : '';
}

export function mechListMicSent({ mechListMic, mechanisms }: Evidence): string {
  if (mechanisms?.raw !== false || mechListMic === undefined) return '';
  return mechListMic.sent ? 'Our answer carried a mechListMIC.' : 'Our answer carried no mechListMIC.';
}

export function failedCheck({ checks }: Evidence): string {
  const failed = checks.findLast(({ outcome }) => outcome === 'failed');
  if (failed?.detail === undefined) return '';
  return `Check ${failed.check}: ${sentence(failed.detail)}`;
}

/**
 * A response that no password makes. Blocks of NTLMv1 are the challenge under three parts of the hash, and the third
 * has five zero bytes: they are alike for no client but one that cuts its keys wrongly, as node-smb2 does.
 */
export function miscomputed({ authenticate, proofFailed }: Evidence): string {
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
