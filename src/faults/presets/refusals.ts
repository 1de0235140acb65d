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
  sessionExpired: {
    imitates: 'A server whose sessions end with the tickets that began them.',
    goodClient: 'bears',
    mustDo: 'It authenticates the session again, and repeats the request that was refused.',
    section: '[MS-SMB2] 3.2.5.1.6',
    when: { step: 'tree-connect', times: 1 },
    what: { do: 'expire-session' },
  },
  sessionDeleted: {
    imitates:
      'A server that has forgotten its sessions, as after a restart or an order of its administrator.',
    goodClient: 'fails-cleanly',
    mustDo: 'It logs in anew a bounded number of times, or ends with an error.',
    section: '[MS-SMB2] 3.2.5.5',
    when: { step: 'tree-connect' },
    what: { do: 'status', status: 'STATUS_USER_SESSION_DELETED' },
  },
  shareGone: {
    imitates: 'A server on which the share is not there any more.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error that names the share, and does not ask for another password.',
    section: '[MS-SMB2] 3.2.5.5',
    when: { step: 'tree-connect' },
    what: { do: 'status', status: 'STATUS_BAD_NETWORK_NAME' },
  },
  passwordExpired: {
    imitates: 'A domain in which the password has expired.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error that says so, and does not try the password again.',
    section: '[MS-SMB2] 3.3.5.5.3',
    when: { step: 'login-accepted' },
    what: { do: 'status', status: 'STATUS_PASSWORD_EXPIRED' },
  },
  accountLocked: {
    imitates: 'A domain that has locked the account out.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error that says so; each further attempt keeps the account locked.',
    section: '[MS-SMB2] 3.3.5.5.3',
    when: { step: 'login-accepted' },
    what: { do: 'status', status: 'STATUS_ACCOUNT_LOCKED_OUT' },
  },
  accountDisabled: {
    imitates: 'A domain in which the account is disabled.',
    goodClient: 'fails-cleanly',
    mustDo: 'It ends with an error that says so, and does not try the password again.',
    section: '[MS-SMB2] 3.3.5.5.3',
    when: { step: 'login-accepted' },
    what: { do: 'status', status: 'STATUS_ACCOUNT_DISABLED' },
  },
} as const satisfies Readonly<Record<string, PresetRow>>;
