import type { PresetRow } from '../preset.js';

/** Servers that have too much to do, and networks that lose things. */
export const overloadPresets = {
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
} as const satisfies Readonly<Record<string, PresetRow>>;
