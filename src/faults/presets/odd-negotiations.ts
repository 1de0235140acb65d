import type { PresetRow } from '../preset.js';

const answer = { step: 'negotiate' } as const;
const mustRefuse = 'It ends the connection, as the section demands.';

/** Answers to NEGOTIATE that no server may give. */
const wrongAnswers = {
  unknownDialect: {
    imitates: 'A server that chooses a dialect which nobody offered.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', dialect: 0x0399 },
  },
  missingPreauth: {
    imitates: 'A server of 3.1.1 without the context that 3.1.1 cannot do without.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', preauthContext: 'missing' },
  },
  duplicatePreauth: {
    imitates: 'A server of 3.1.1 that sends PREAUTH_INTEGRITY_CAPABILITIES twice.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', preauthContext: 'duplicate' },
  },
  unknownHash: {
    imitates: 'A server of 3.1.1 that chooses a hash algorithm which nobody offered.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', hashAlgorithm: 2 },
  },
  unknownCipher: {
    imitates: 'A server of 3.1.1 that chooses a cipher which nobody offered.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', cipher: 0x7777 },
  },
  unknownSigningAlgorithm: {
    imitates: 'A server of 3.1.1 that chooses a signing algorithm which nobody offered.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', signingAlgorithm: 0x7777 },
  },
  unknownCompression: {
    imitates: 'A server of 3.1.1 that chooses a compression algorithm which nobody offered.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', compression: [31] },
  },
  duplicateEncryption: {
    imitates: 'A server of 3.1.1 that sends ENCRYPTION_CAPABILITIES twice.',
    goodClient: 'refuses',
    mustDo: mustRefuse,
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', encryptionContext: 'duplicate' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Devices that say less than others, or something old. */
const oldAnswers = {
  smallServer: {
    imitates: 'A small device that takes no more than 64 KiB at once.',
    goodClient: 'bears',
    mustDo: 'It keeps its requests within the three maxima.',
    section: '[MS-SMB2] 3.2.5.2',
    when: answer,
    what: { do: 'negotiate-answer', maxTransactSize: 65_536, without: ['LARGE-MTU'] },
  },
  noHint: {
    imitates: 'A device whose answer to NEGOTIATE names no mechanisms.',
    goodClient: 'bears',
    mustDo: 'It offers its own mechanisms in a NegTokenInit.',
    section: '[MS-SMB2] 3.2.4.2.3',
    when: { step: 'spnego-hint' },
    what: { do: 'hint', form: 'missing' },
  },
  malformedHint: {
    imitates: 'A device whose NegTokenInit2 is cut short.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error, or logs in with its own mechanisms as if there were no hint.',
    section: '[MS-SPNG] 3.1.5.2',
    when: { step: 'spnego-hint' },
    what: { do: 'hint', form: 'malformed' },
  },
  hintOfAnotherMechanism: {
    imitates: 'A server whose first mechanism is one that few clients have.',
    goodClient: 'bears',
    mustDo: 'It passes over mechanisms that it does not know, and takes NTLM.',
    section: '[MS-SPNG] 3.1.5.2',
    when: { step: 'spnego-hint' },
    what: { do: 'hint', mechanisms: ['negoex', '1.3.6.1.4.1.311.2.2.99', 'ntlm'] },
  },
  ntlmWithoutTargetInfo: {
    imitates: 'A server of the time of Windows NT 4, whose CHALLENGE has no TargetInfo.',
    goodClient: 'refuses',
    mustDo:
      'It gives up where it wants to sign or to seal: the names are missing. It never answers with NTLMv1 or LM.',
    section: '[MS-NLMP] 3.1.5.1.2',
    when: { step: 'ntlm-challenge' },
    what: { do: 'challenge', without: ['target-info', 'version'] },
  },
  staleKeytab: {
    imitates: 'A server whose keytab is older than the password of its account.',
    goodClient: 'fails-cleanly',
    mustDo:
      'It ends with an error that names Kerberos, or gets a new ticket once; NTLM only where its policy allows.',
    section: 'RFC 4120 3.2.3',
    when: { step: 'kerberos-reply' },
    what: { do: 'krb-error', code: 'KRB_AP_ERR_MODIFIED' },
  },
  wrongClock: {
    imitates: 'A server whose clock is wrong, and that tells so with KRB_AP_ERR_SKEW.',
    goodClient: 'fails-cleanly',
    mustDo: 'It tries again once with the server’s time, or ends with an error that names the clock.',
    section: '[MS-KILE] 3.4.5',
    when: { step: 'kerberos-reply' },
    what: { do: 'krb-error', code: 'KRB_AP_ERR_SKEW' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Odd negotiations and tokens, without anybody's ill will. */
export const oddNegotiations = { ...wrongAnswers, ...oldAnswers };
