import type { PresetRow } from '../preset.js';

const challenge = { step: 'ntlm-challenge' } as const;
const reply = { step: 'kerberos-reply' } as const;

/** Attacks on NTLM. */
const ntlmAttacks = {
  weakNtlm: {
    imitates: 'A CHALLENGE that grants no 128-bit keys, so that signatures and seals can be guessed.',
    goodClient: 'refuses',
    mustDo: 'It gives up before its AUTHENTICATE, because its own policy demands 128 bits.',
    section: '[MS-NLMP] 3.1.5.1.2',
    when: challenge,
    what: { do: 'challenge', without: ['128-bit', '56-bit'] },
  },
  ntlmWithoutSessionSecurity: {
    imitates:
      'A CHALLENGE that grants no extended session security, so that a response of NTLMv1 is the plain one.',
    goodClient: 'refuses',
    mustDo: 'It gives up: its signatures could be forged, and a response of NTLMv1 or LM could be guessed.',
    section: '[MS-NLMP] 3.1.5.1.2',
    when: challenge,
    what: { do: 'challenge', without: ['extended-session-security'] },
  },
  collectedNtlm: {
    imitates: 'A false server with a challenge that tables were made for, which collects responses.',
    goodClient: 'bears',
    mustDo: 'It answers with NTLMv2 and a challenge of its own, so that no table helps.',
    section: '[MS-NLMP] 5.1',
    when: challenge,
    what: { do: 'challenge', serverChallenge: '1122334455667788' },
  },
  repeatedChallenge: {
    imitates: 'A server, or somebody in between, that sends the same challenge to each login.',
    goodClient: 'bears',
    mustDo: 'It answers each time with another client challenge: the same response twice would be a replay.',
    section: '[MS-NLMP] 3.3.2',
    when: challenge,
    what: { do: 'challenge', repeated: true },
  },
  relayedNtlm: {
    imitates: 'Somebody in between passes on the CHALLENGE of another server, to log in there as the client.',
    goodClient: 'bears',
    mustDo:
      'It answers with the service that it means in MsvAvTargetName and with a MIC, by which that other server can refuse.',
    section: '[MS-NLMP] 3.1.5.1.2',
    when: challenge,
    what: {
      do: 'challenge',
      targetName: 'VICTIM',
      netbiosComputer: 'VICTIM',
      netbiosDomain: 'VICTIM',
      dnsComputer: 'victim.example',
      dnsDomain: 'victim.example',
    },
  },
  strippedNtlmMic: {
    imitates: 'Somebody in between takes the time from the CHALLENGE, without which clients send no MIC.',
    goodClient: 'bears',
    mustDo: 'It logs in; the mechListMIC of SPNEGO is its remaining protection, and it sends one.',
    section: '[MS-NLMP] 3.1.5.1.2',
    when: challenge,
    what: { do: 'challenge', without: ['timestamp'] },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Attacks on SPNEGO. */
const spnegoAttacks = {
  wrongMechListMic: {
    imitates: 'Somebody in between altered the list of mechanisms: the server’s mechListMIC does not verify.',
    goodClient: 'refuses',
    mustDo: 'It verifies the MIC over the list that it sent, and ends the login.',
    section: 'RFC 4178 5',
    when: { step: 'spnego-accepted' },
    what: { do: 'mech-list-mic', value: 'wrong' },
  },
  missingMechListMic: {
    imitates: 'Somebody in between takes the server’s mechListMIC away.',
    goodClient: 'bears',
    mustDo: 'It goes on only because its own first mechanism was chosen; otherwise it insists on the MIC.',
    section: 'RFC 4178 5',
    when: { step: 'spnego-accepted' },
    what: { do: 'mech-list-mic', value: 'missing' },
  },
  earlyMechListMic: {
    imitates: 'A server that sends a mechListMIC before there is a key to make it with.',
    goodClient: 'refuses',
    mustDo: 'It ends the login, or leaves the MIC unread and insists on a right one at the end.',
    section: 'RFC 4178 3.1',
    when: { step: 'spnego-continued' },
    what: { do: 'mech-list-mic', value: 'early' },
  },
  mechanismNotOffered: {
    imitates: 'A server, or somebody in between, that chooses a mechanism which the client did not offer.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the choice is to be one of its own list.',
    section: 'RFC 4178 4.2.2',
    when: { step: 'spnego-continued', leg: 1 },
    what: { do: 'mechanism', supported: 'negoex' },
  },
  acceptedTooEarly: {
    imitates: 'A false server that declares the login complete in the middle of it.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: its mechanism is not complete.',
    section: 'RFC 4178 4.2.2',
    when: { step: 'spnego-continued' },
    what: { do: 'neg-state', value: 'accept-completed' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Attacks on Kerberos. */
const kerberosAttacks = {
  missingApRep: {
    imitates: 'A false server without the key of the service, which accepts a ticket and proves nothing.',
    goodClient: 'refuses',
    mustDo: 'It asked for mutual authentication, and ends the login that is accepted without an AP-REP.',
    section: 'RFC 4121 4.1',
    when: reply,
    what: { do: 'ap-rep', value: 'missing' },
  },
  wrongApRep: {
    imitates: 'An AP-REP that was altered on its way.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the AP-REP does not decrypt.',
    section: 'RFC 4120 3.2.5',
    when: reply,
    what: { do: 'ap-rep', value: 'wrong' },
  },
  foreignApRep: {
    imitates: 'A false server that makes an AP-REP with a key of its own.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the AP-REP does not decrypt.',
    section: 'RFC 4120 3.2.5',
    when: reply,
    what: { do: 'ap-rep', value: 'other-key' },
  },
  replayedApRep: {
    imitates: 'An AP-REP of another login, which repeats the time of another authenticator.',
    goodClient: 'refuses',
    mustDo: 'It compares the time with that of its authenticator, and ends the login.',
    section: 'RFC 4120 3.2.5',
    when: reply,
    what: { do: 'ap-rep', value: 'other-time' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Attacks on the tokens of a login. */
export const tokenAttacks = { ...ntlmAttacks, ...spnegoAttacks, ...kerberosAttacks };
