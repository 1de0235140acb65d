import { frozen } from '../values/frozen.js';
import type { Carrier } from '../facts/recorder.js';

/** The property of a place that a condition can name beside its step. */
export type Knowledge = 'dialect' | 'user' | 'share' | 'leg';

/** The layer that looks for faults at a step, and so the kind of actions it has. */
export type FaultLayer =
  /** A connection, before any byte of it. */
  | 'accept'
  /** The client's NEGOTIATE, before it is served. */
  | 'offer'
  /** An SMB2 answer. */
  | 'answer'
  /** A message of the server that answers nothing. */
  | 'notification'
  /** A token inside a login, on every carrier. */
  | 'token'
  /** The beginning of TLS, before any byte of the server's. */
  | 'tls'
  /** The answer of RDP's negotiation. */
  | 'rdp'
  /** An answer of CredSSP. */
  | 'credssp'
  /** A response of HTTP. */
  | 'http'
  /** A PDU of RPC, over TCP or on a pipe. */
  | 'rpc'
  /** An answer of the test realm's KDC. */
  | 'kdc';

/** One row of {@link faultSteps}. */
export interface StepRow {
  readonly layer: FaultLayer;
  /** The carriers that have the step; absent: all of them. */
  readonly carriers?: readonly Carrier[];
  /** The properties that are known then; a condition that names another can never match. */
  readonly knows: readonly Knowledge[];
  /** The mechanism that has the step, by its name in records; absent: none, or any. */
  readonly mechanism?: 'NTLM' | 'Kerberos';
  /** A wider step that this one belongs to. */
  readonly within?: string;
  /** When it happens, for the documentation. */
  readonly text: string;
}

const answer = { layer: 'answer', carriers: ['smb'] } as const;
const ofSession = { ...answer, knows: ['dialect', 'user'], within: 'answer' } as const;
const credssp = { layer: 'credssp', carriers: ['credssp'] } as const;
const http = { layer: 'http', carriers: ['http', 'https'] } as const;
const rpc = { layer: 'rpc', carriers: ['rpc', 'smb'] } as const;
const ofTree = { ...answer, knows: ['dialect', 'user', 'share'], within: 'answer' } as const;

const ofSpnego = { layer: 'token', within: 'spnego-answer' } as const;

/** The steps at which a fault can happen, from the TCP connection to LOGOFF, by name. */
export const faultSteps = frozen({
  accept: { layer: 'accept', knows: [], text: 'A TCP connection is accepted.' },

  'negotiate-request': {
    layer: 'offer',
    carriers: ['smb'],
    knows: [],
    text: 'The client’s NEGOTIATE has come; the server has not looked at it yet.',
  },

  answer: { ...answer, knows: ['dialect', 'user', 'share'], text: 'Any SMB2 answer.' },
  interim: {
    ...answer,
    knows: ['dialect', 'user', 'share'],
    within: 'answer',
    text: 'The interim answer STATUS_PENDING to a request that waits.',
  },
  'negotiate-smb1': {
    ...answer,
    knows: [],
    within: 'answer',
    text: 'The SMB2 answer to a NEGOTIATE of SMB1.',
  },
  negotiate: { ...answer, knows: ['dialect'], within: 'answer', text: 'The answer to NEGOTIATE.' },
  'session-setup': {
    ...answer,
    knows: ['dialect', 'user', 'leg'],
    within: 'answer',
    text: 'Any answer to SESSION_SETUP.',
  },
  'login-continued': {
    ...answer,
    knows: ['dialect', 'leg'],
    within: 'session-setup',
    text: 'An answer to SESSION_SETUP that asks for the next token, such as the one with NTLM’s CHALLENGE.',
  },
  'login-accepted': {
    ...answer,
    knows: ['dialect', 'user', 'leg'],
    within: 'session-setup',
    text: 'The answer that accepts a login.',
  },
  'login-refused': {
    ...answer,
    knows: ['dialect', 'leg'],
    within: 'session-setup',
    text: 'The answer that refuses a login.',
  },
  'tree-connect': { ...ofTree, text: 'The answer to TREE_CONNECT.' },
  'tree-disconnect': { ...ofTree, text: 'The answer to TREE_DISCONNECT.' },
  create: { ...ofTree, text: 'The answer to CREATE.' },
  close: { ...ofTree, text: 'The answer to CLOSE.' },
  flush: { ...ofTree, text: 'The answer to FLUSH.' },
  read: { ...ofTree, text: 'The answer to READ.' },
  write: { ...ofTree, text: 'The answer to WRITE.' },
  lock: { ...ofTree, text: 'The answer to LOCK.' },
  ioctl: { ...ofTree, text: 'The answer to IOCTL.' },
  'validate-negotiate': {
    ...ofTree,
    within: 'ioctl',
    text: 'The answer to FSCTL_VALIDATE_NEGOTIATE_INFO.',
  },
  'query-directory': { ...ofTree, text: 'The answer to QUERY_DIRECTORY.' },
  'change-notify': { ...ofTree, text: 'The answer to CHANGE_NOTIFY.' },
  'query-info': { ...ofTree, text: 'The answer to QUERY_INFO.' },
  'set-info': { ...ofTree, text: 'The answer to SET_INFO.' },
  'oplock-break': { ...ofTree, text: 'The answer to an acknowledged oplock break.' },
  echo: { ...ofSession, text: 'The answer to ECHO.' },
  logoff: { ...ofSession, text: 'The answer to LOGOFF.' },

  'tls-handshake': {
    layer: 'tls',
    carriers: ['credssp', 'https'],
    knows: [],
    text: 'TLS begins on a connection of CredSSP or HTTPS; nothing of the server’s has left in it.',
  },
  'rdp-negotiation': {
    layer: 'rdp',
    carriers: ['credssp'],
    knows: [],
    text: 'The Connection Confirm PDU of RDP’s negotiation, before TLS.',
  },
  'credssp-continued': {
    ...credssp,
    knows: [],
    text: 'A TSRequest with the server’s next token, such as the one with NTLM’s CHALLENGE.',
  },
  'credssp-public-key': {
    ...credssp,
    knows: ['user'],
    text: 'The TSRequest with the server’s proof of its public key, which accepts the login.',
  },
  'credssp-refused': { ...credssp, knows: [], text: 'The TSRequest that refuses a login.' },
  'http-answer': { ...http, knows: ['user'], text: 'Any response of HTTP.' },
  'http-unauthorized': {
    ...http,
    knows: [],
    within: 'http-answer',
    text: 'The 401, or 407, to a request without credentials.',
  },
  'http-continued': {
    ...http,
    knows: [],
    within: 'http-answer',
    text: 'The 401, or 407, with the server’s next token.',
  },
  'http-accepted': {
    ...http,
    knows: ['user'],
    within: 'http-answer',
    text: 'The response that accepts a login.',
  },
  'http-refused': {
    ...http,
    knows: [],
    within: 'http-answer',
    text: 'The response that refuses a login, or a request.',
  },
  'rpc-bind': {
    ...rpc,
    knows: ['user'],
    text: 'The answer to a bind or an alter_context, over TCP or on a pipe.',
  },
  'rpc-response': {
    ...rpc,
    knows: [],
    text: 'A response or a fault of RPC, each of its fragments, over TCP or on a pipe.',
  },
  'kdc-as': {
    layer: 'kdc',
    knows: ['user'],
    text: 'An answer of the test realm’s KDC to an AS-REQ, the demand for pre-authentication included.',
  },
  'kdc-tgs': { layer: 'kdc', knows: [], text: 'An answer of the test realm’s KDC to a TGS-REQ.' },

  'spnego-hint': {
    layer: 'token',
    knows: ['dialect'],
    text: 'The NegTokenInit2 in which the server offers its mechanisms, as in the answer to NEGOTIATE.',
  },
  'ntlm-challenge': {
    layer: 'token',
    knows: ['dialect'],
    mechanism: 'NTLM',
    text: 'NTLM’s CHALLENGE, on every carrier and in pipes.',
  },
  'spnego-answer': {
    layer: 'token',
    knows: ['dialect', 'user', 'leg'],
    text: 'Any NegTokenResp of the server.',
  },
  'spnego-continued': {
    ...ofSpnego,
    knows: ['dialect', 'leg'],
    text: 'A NegTokenResp that asks for the next token, such as the one with NTLM’s CHALLENGE.',
  },
  'spnego-accepted': {
    ...ofSpnego,
    knows: ['dialect', 'user', 'leg'],
    text: 'The NegTokenResp that accepts a login.',
  },
  'spnego-refused': {
    ...ofSpnego,
    knows: ['dialect', 'leg'],
    text: 'The NegTokenResp that refuses a login, which SMB does not carry.',
  },
  'kerberos-reply': {
    layer: 'token',
    knows: ['dialect', 'user'],
    mechanism: 'Kerberos',
    text: 'The answer of Kerberos to a client that proved itself: an AP-REP where it asks for one.',
  },
  notification: {
    layer: 'notification',
    carriers: ['smb'],
    knows: [],
    text: 'The server tells a client that an oplock of its is broken.',
  },
} as const satisfies Readonly<Record<string, StepRow>>);

/** Name of one of {@link faultSteps}. */
export type FaultStep = keyof typeof faultSteps;

/** A step with the wider ones that it belongs to, the narrowest first. */
export function stepsFrom(step: FaultStep): readonly FaultStep[] {
  const steps: FaultStep[] = [];
  for (let next: FaultStep | undefined = step; next !== undefined; next = widerThan(next)) steps.push(next);
  return steps;
}

function widerThan(step: FaultStep): FaultStep | undefined {
  const row: StepRow = faultSteps[step];
  return row.within as FaultStep | undefined;
}
