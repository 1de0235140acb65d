import type { PresetRow } from '../preset.js';
import { carrierAttacks } from './carriers.js';
import { negotiateAttacks } from './negotiate-attacks.js';
import { tokenAttacks } from './token-attacks.js';

/** Attacks by somebody between client and server, or by a false server. */
export const attackPresets = {
  ...negotiateAttacks,
  ...tokenAttacks,
  ...carrierAttacks,
  unsignedSuccess: {
    imitates:
      'Somebody between client and server, or a false server, announces an accepted login without the signature that proves its keys.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the answer that accepts a user must be signed with the keys of the session.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-accepted' },
    what: { do: 'unsigned-success' },
  },
  everybodySucceeds: {
    imitates: 'A false server that accepts every password, because it cannot check one.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the answer is not signed, and so the server has proved nothing.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-refused' },
    what: { do: 'unsigned-success' },
  },
  everybodyIsGuest: {
    imitates:
      'A false server that accepts every password as a guest, whose session has neither signature nor encryption.',
    goodClient: 'refuses',
    mustDo:
      'It ends the login, unless its user has allowed guests: a guest’s session proves nothing of the server.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-refused' },
    what: { do: 'unsigned-success', flags: ['guest'] },
  },
  guestInsteadOfUser: {
    imitates:
      'Somebody between client and server marks the session of a user as that of a guest, and so takes its protection away.',
    goodClient: 'refuses',
    mustDo: 'It ends the login, unless its user has allowed guests.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-accepted' },
    what: { do: 'unsigned-success', flags: ['guest'] },
  },
  anonymousInsteadOfUser: {
    imitates:
      'Somebody between client and server marks the session of a user as an anonymous one, and so takes its protection away.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: it did not ask for an anonymous one.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-accepted' },
    what: { do: 'unsigned-success', flags: ['anonymous'] },
  },
  changedAnswer: {
    imitates:
      'Somebody between client and server changes an answer, so that its signature does not fit any more.',
    goodClient: 'refuses',
    mustDo: 'It discards the answer, or ends the connection.',
    section: '[MS-SMB2] 3.2.5.1.3',
    when: { step: 'tree-connect' },
    what: { do: 'signature', value: 'wrong' },
  },
  signatureZeroed: {
    imitates:
      'Somebody between client and server changes an answer, and writes zeros where its signature was.',
    goodClient: 'refuses',
    mustDo: 'It discards the answer, or ends the connection.',
    section: '[MS-SMB2] 3.2.5.1.3',
    when: { step: 'tree-connect' },
    what: { do: 'signature', value: 'missing' },
  },
  signatureStripped: {
    imitates: 'Somebody between client and server changes an answer, and says that it is not signed.',
    goodClient: 'refuses',
    mustDo: 'It discards the answer: the request was signed, and so its answer must be.',
    section: '[MS-SMB2] 3.2.5.1.3',
    when: { step: 'tree-connect' },
    what: { do: 'signature', value: 'stripped' },
  },
  signedWithZeroKey: {
    imitates:
      'Somebody between client and server signs an answer with a key of zeros, as a client without a key would check it.',
    goodClient: 'refuses',
    mustDo: 'It discards the answer, or ends the connection.',
    section: '[MS-SMB2] 3.2.5.1.3',
    when: { step: 'tree-connect' },
    what: { do: 'signature', value: 'zero-key' },
  },
  encryptionOff: {
    imitates:
      'Somebody between client and server puts an answer of his own, in the clear, into a session that is encrypted.',
    goodClient: 'refuses',
    mustDo:
      'It ends the connection, or discards the answer: in an encrypted session every answer is encrypted.',
    section: '[MS-SMB2] 3.2.5.1.1.1',
    when: { step: 'tree-connect' },
    what: { do: 'plaintext' },
  },
  encryptDataStripped: {
    imitates: 'Somebody between client and server hides that the session must be encrypted.',
    goodClient: 'refuses',
    mustDo: 'It ends the login: the answer does not fit its signature.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-accepted' },
    what: [
      { do: 'session-flags', flags: [] },
      { do: 'signature', value: 'wrong' },
    ],
  },
} as const satisfies Readonly<Record<string, PresetRow>>;
