import type { PresetRow } from '../preset.js';
import { oddNegotiations } from './odd-negotiations.js';

/** Devices and servers that are old, small, or read the specification in their own way. */
export const oldDevicePresets = {
  ...oddNegotiations,
  encryptionUnasked: {
    imitates: 'A server whose sessions must all be encrypted, which it says at the end of the login.',
    goodClient: 'bears',
    mustDo: 'It encrypts all that follows, or ends with an error that names encryption where it has none.',
    section: '[MS-SMB2] 3.2.5.3.1',
    when: { step: 'login-accepted' },
    what: { do: 'session-flags', flags: ['encrypt-data'] },
  },
  otherMessageId: {
    imitates: 'A device that confuses its answers: the MessageId is of no request.',
    goodClient: 'fails-cleanly',
    mustDo: 'It discards the answer, and gives its request up after a time.',
    section: '[MS-SMB2] 3.2.5.1.2',
    when: { step: 'tree-connect' },
    what: { do: 'header', messageId: 1000 },
  },
  otherSessionId: {
    imitates: 'A device that confuses its sessions: the SessionId is of none that the client has.',
    goodClient: 'fails-cleanly',
    mustDo: 'It discards the answer: without a session it cannot check the signature.',
    section: '[MS-SMB2] 3.2.5.1.3',
    when: { step: 'tree-connect' },
    what: { do: 'header', sessionId: 1 },
  },
  answeredTwice: {
    imitates: 'A device that sends an answer a second time.',
    goodClient: 'bears',
    mustDo: 'It discards the second one, whose request is answered.',
    section: '[MS-SMB2] 3.2.5.1.2',
    when: { step: 'tree-connect' },
    what: { do: 'duplicate' },
  },
  strayOplockBreak: {
    imitates: 'A device that breaks an oplock of a file which its client has not open.',
    goodClient: 'bears',
    mustDo: 'It does nothing about it.',
    section: '[MS-SMB2] 3.2.5.19.1',
    when: { step: 'tree-connect' },
    what: { do: 'oplock-break' },
  },
  outOfOrder: {
    imitates: 'A server with many threads, whose answers overtake each other.',
    goodClient: 'bears',
    mustDo: 'It finds the request of an answer by its MessageId.',
    section: '[MS-SMB2] 3.2.5.1.2',
    when: { step: 'create' },
    what: { do: 'reorder', milliseconds: 200 },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;
