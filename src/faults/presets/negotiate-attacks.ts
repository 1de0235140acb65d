import type { PresetRow } from '../preset.js';

const inBetween = { step: 'negotiate-request' } as const;
const answer = { step: 'negotiate' } as const;
const validation = { step: 'validate-negotiate' } as const;

const validates =
  'It sends FSCTL_VALIDATE_NEGOTIATE_INFO signed, which this server answers by ending the connection, and takes that for an attack.';
const hashes =
  'Its pre-authentication hash has the bytes that it sent, so that the signature of the last answer is wrong: it ends the connection.';
const compares = 'It compares each value with the answer to NEGOTIATE, and ends the connection.';

/** Somebody in between takes from the client’s offer. */
const alteredOffers = {
  downgrade311: {
    imitates:
      'Somebody in between takes SMB 3.1.1 from the client’s offer, and with it the pre-authentication hash.',
    goodClient: 'refuses',
    mustDo: validates,
    section: '[MS-SMB2] 3.2.5.5',
    when: inBetween,
    what: { do: 'offer', dialects: ['2.0.2', '2.1', '3.0', '3.0.2'] },
  },
  downgradeTo21: {
    imitates: 'Somebody in between leaves SMB 2.1 as the newest dialect, which cannot encrypt.',
    goodClient: 'refuses',
    mustDo: validates,
    section: '[MS-SMB2] 3.2.5.5',
    when: inBetween,
    what: { do: 'offer', dialects: ['2.0.2', '2.1'] },
  },
  downgradeTo202: {
    imitates: 'Somebody in between leaves SMB 2.0.2 alone.',
    goodClient: 'refuses',
    mustDo: validates,
    section: '[MS-SMB2] 3.2.5.5',
    when: inBetween,
    what: { do: 'offer', dialects: ['2.0.2'] },
  },
  downgradeToSmb1: {
    imitates:
      'Somebody in between takes every dialect of SMB2, so that a client that speaks SMB1 falls back to it.',
    goodClient: 'refuses',
    mustDo: 'It ends with an error, and does not try SMB1.',
    section: '[MS-SMB2] 3.2.4.2.2',
    when: inBetween,
    what: { do: 'offer', dialects: [] },
  },
  strippedEncryption: {
    imitates: 'Somebody in between takes encryption from the client’s offer, in every dialect.',
    goodClient: 'refuses',
    mustDo: `Under 3.1.1: ${hashes} Before: it validates the negotiation.`,
    section: '[MS-SMB2] 3.2.5.3.1',
    when: inBetween,
    what: {
      do: 'offer',
      withoutContexts: ['encryption'],
      capabilities: [
        'DFS',
        'LEASING',
        'LARGE-MTU',
        'MULTI-CHANNEL',
        'PERSISTENT-HANDLES',
        'DIRECTORY-LEASING',
      ],
    },
  },
  weakerCipher: {
    imitates: 'Somebody in between leaves AES-128-CCM as the only cipher of 3.1.1.',
    goodClient: 'refuses',
    mustDo: hashes,
    section: '[MS-SMB2] 3.2.5.3.1',
    when: inBetween,
    what: { do: 'offer', ciphers: ['AES-128-CCM'] },
  },
  weakerSigning: {
    imitates: 'Somebody in between leaves HMAC-SHA256 as the only signing algorithm of 3.1.1.',
    goodClient: 'refuses',
    mustDo: hashes,
    section: '[MS-SMB2] 3.2.5.3.1',
    when: inBetween,
    what: { do: 'offer', signingAlgorithms: ['HMAC-SHA256'] },
  },
  strippedSigning: {
    imitates: 'Somebody in between takes the demand for signing from the client’s NEGOTIATE.',
    goodClient: 'refuses',
    mustDo: `Under 3.1.1: ${hashes} Before: it validates the negotiation, and signs in any case where it demands it.`,
    section: '[MS-SMB2] 3.2.5.3.1',
    when: inBetween,
    what: { do: 'offer', securityMode: 'none' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Somebody in between alters the server’s answer. */
const alteredAnswers = {
  downgradedAnswer: {
    imitates: 'Somebody in between writes SMB 2.0.2 into the server’s answer.',
    goodClient: 'refuses',
    mustDo: 'It validates the negotiation; the server’s signatures are those of another dialect as well.',
    section: '[MS-SMB2] 3.2.5.5',
    when: answer,
    what: { do: 'negotiate-answer', inFlight: true, dialect: '2.0.2' },
  },
  answerWithoutEncryption: {
    imitates: 'Somebody in between takes encryption from the server’s answer.',
    goodClient: 'refuses',
    mustDo: `Under 3.1.1: ${hashes} Before: it compares the answer to FSCTL_VALIDATE_NEGOTIATE_INFO.`,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: answer,
    what: {
      do: 'negotiate-answer',
      inFlight: true,
      without: ['ENCRYPTION'],
      encryptionContext: 'missing',
    },
  },
  answerWithoutSigning: {
    imitates: 'Somebody in between takes signing from the server’s answer.',
    goodClient: 'refuses',
    mustDo: `Under 3.1.1: ${hashes} Before: it compares the answer to FSCTL_VALIDATE_NEGOTIATE_INFO.`,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: answer,
    what: { do: 'negotiate-answer', inFlight: true, securityMode: 'none' },
  },
  alteredSalt: {
    imitates: 'Somebody in between changes the salt of 3.1.1, and nothing that decides anything.',
    goodClient: 'refuses',
    mustDo: hashes,
    section: '[MS-SMB2] 3.2.5.3.1',
    when: answer,
    what: { do: 'negotiate-answer', inFlight: true, salt: 'other' },
  },
  validatedOtherDialect: {
    imitates: 'The validation of the negotiation tells another dialect than NEGOTIATE did.',
    goodClient: 'refuses',
    mustDo: compares,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: validation,
    what: { do: 'validate-answer', dialect: '2.0.2' },
  },
  validatedOtherCapabilities: {
    imitates: 'The validation of the negotiation tells other capabilities than NEGOTIATE did.',
    goodClient: 'refuses',
    mustDo: compares,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: validation,
    what: { do: 'validate-answer', with: ['DFS'], without: ['LARGE-MTU'] },
  },
  validatedOtherServer: {
    imitates: 'The validation of the negotiation tells the ServerGuid of another server.',
    goodClient: 'refuses',
    mustDo: compares,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: validation,
    what: { do: 'validate-answer', guid: 'other' },
  },
  validatedOtherSigning: {
    imitates: 'The validation of the negotiation tells that signing is not even enabled.',
    goodClient: 'refuses',
    mustDo: compares,
    section: '[MS-SMB2] 3.2.5.14.12',
    when: validation,
    what: { do: 'validate-answer', securityMode: 'none' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

/** Attacks on NEGOTIATE. */
export const negotiateAttacks = { ...alteredOffers, ...alteredAnswers };
