import type { PresetRow } from '../preset.js';

/** Refusals whose cause lies behind the server. */
export const refusalPresets = {
  noLogonServers: {
    imitates: 'A member server that reaches no domain controller.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error that does not blame the password.',
    section: '[MS-SMB2] 3.3.5.5.3',
    when: { step: 'login-accepted' },
    what: { do: 'status', status: 'STATUS_NO_LOGON_SERVERS' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;
