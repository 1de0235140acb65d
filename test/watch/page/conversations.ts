import type { Conversation } from '../../../src/watch/messages.js';

/** A login with a wrong proof, as the server tells it. */
export const brokenLogin: Conversation = {
  attempt: 2,
  omittedBytes: 0,
  steps: [
    {
      time: 1000,
      from: 'client',
      title: 'NEGOTIATE request',
      detail: '2.0.2, 3.1.1',
      bytes: 252,
      notes: ['NEGOTIATE offering 2.0.2, 3.1.1; contexts none'],
      broke: false,
    },
    { time: 1001.5, from: 'server', title: 'NEGOTIATE response', bytes: 340, notes: [], broke: false },
    {
      time: 3501.5,
      from: 'client',
      title: 'SESSION_SETUP request',
      detail: 'SPNEGO, NTLM AUTHENTICATE',
      bytes: 512,
      notes: [
        'account “scanner” found',
        'check spnego-mechanism passed (RFC 4178 3.2 c)',
        'check ntlm-form passed ([MS-NLMP] 2.2.1.3)',
        'check nt-proof failed ([MS-NLMP] 3.2.5.1.2)',
      ],
      broke: true,
    },
    {
      time: 3503,
      from: 'server',
      title: 'SESSION_SETUP response',
      detail: 'STATUS_LOGON_FAILURE',
      bytes: 77,
      notes: [],
      broke: false,
    },
  ],
};
