import { brokenNetworks } from './carriers.js';
import type { PresetRow } from '../preset.js';

/** Servers that have too much to do, and networks that lose things. */
export const overloadPresets = {
  ...brokenNetworks,
  outOfResources: {
    imitates: 'A server without memory for another session.',
    goodClient: 'fails-cleanly',
    mustDo:
      'It ends with an error, or tries again after a pause. The password is not at fault, and must not be asked for anew.',
    section: '[MS-SMB2] 3.3.5.5',
    when: { step: 'session-setup', leg: 1 },
    what: { do: 'status', status: 'STATUS_INSUFFICIENT_RESOURCES' },
  },
  closedAtLogin: {
    imitates: 'A server that restarts while a client logs in.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error about the connection, or connects anew a bounded number of times.',
    section: '[MS-SMB2] 3.2.7.1',
    when: { step: 'login-accepted' },
    what: { do: 'close' },
  },
  oneCredit: {
    imitates: 'A server that grants no client more than one request at a time.',
    goodClient: 'bears',
    mustDo: 'It sends one request, and waits for its answer.',
    section: '[MS-SMB2] 3.2.4.1.2',
    when: { step: 'answer' },
    what: { do: 'credits', grant: 1 },
  },
  noCredits: {
    imitates: 'A server that takes the last credit of a client and grants no other.',
    goodClient: 'fails-cleanly',
    mustDo: 'It says after a time that the server does not answer, and ends the connection.',
    section: '[MS-SMB2] 3.2.4.1.2',
    when: { step: 'answer' },
    what: { do: 'credits', grant: 0 },
  },
  tooManyCredits: {
    imitates: 'A server that grants more credits than a client can use.',
    goodClient: 'bears',
    mustDo: 'It uses as many as it likes.',
    section: '[MS-SMB2] 3.2.5.1.4',
    when: { step: 'tree-connect' },
    what: { do: 'credits', grant: 65_535 },
  },
  pendingFirst: {
    imitates: 'A busy server, which tells its clients to wait before it answers.',
    goodClient: 'bears',
    mustDo: 'It waits for the answer with the same MessageId.',
    section: '[MS-SMB2] 3.2.5.1.5',
    when: { step: 'tree-connect' },
    what: { do: 'pending', value: 'first' },
  },
  pendingTwice: {
    imitates: 'A busy server, which tells its clients to wait more than once.',
    goodClient: 'bears',
    mustDo: 'It waits for the answer with the same MessageId.',
    section: '[MS-SMB2] 3.2.5.1.5',
    when: { step: 'create' },
    what: { do: 'pending', value: 'twice' },
  },
  pendingForever: {
    imitates: 'A server whose disk hangs: it tells its clients to wait, and never answers.',
    goodClient: 'fails-cleanly',
    mustDo: 'It gives the request up after a time, and says so; a CANCEL ends it at once.',
    section: '[MS-SMB2] 3.2.6.1',
    when: { step: 'tree-connect' },
    what: { do: 'pending', value: 'forever' },
  },
  noAnswer: {
    imitates: 'A server that loses a request.',
    goodClient: 'fails-cleanly',
    mustDo: 'It gives the request up after a time, and says that the server does not answer.',
    section: '[MS-SMB2] 3.2.6.1',
    when: { step: 'tree-connect' },
    what: { do: 'drop-answer' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;
