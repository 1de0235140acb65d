import type { Account } from '../../../../src/auth/account.js';
import type { AuthenticateMessage } from '../../../../src/auth/ntlm/authenticate-message.js';
import { NegotiateFlags as F } from '../../../../src/auth/ntlm/negotiate-flags.js';
import type { NtlmRejectionReason } from '../../../../src/auth/ntlm/rejections.js';
import { type NtlmClientOptions, windowsFlags } from '../../../support/ntlm-client.js';
import type { PolicyChange } from '../../../support/ntlm-login.js';

/** The order in which a login is judged. */
export const order = [
  'ntlm-form',
  'response-kind',
  'account',
  'lock-out',
  'nt-proof',
  'account-status',
  'ntlm-allowed',
  'session-security',
  'session-key',
  'ntlm-mic',
  'target-info',
  'channel-bindings',
  'target-name',
  'timestamp',
  'challenge-lifetime',
  'replay',
] as const;

export type CheckName = (typeof order)[number];

export interface Refusal {
  readonly title: string;
  /** The one check that fails. */
  readonly check: CheckName;
  readonly reason: NtlmRejectionReason;
  /** STATUS_LOGON_FAILURE unless it says otherwise. */
  readonly status?: number;
  readonly client?: NtlmClientOptions;
  readonly policy?: PolicyChange;
  readonly account?: Partial<Account>;
  /** The account has an NT hash but no password, and so no LM hash. */
  readonly hashOnly?: true;
  readonly channelBindings?: Buffer;
  /** Changes the AUTHENTICATE behind the client's back. */
  readonly tamper?: (authenticate: Buffer) => Buffer;
  /** Time that passes between CHALLENGE and AUTHENTICATE. */
  readonly delay?: number;
}

export const ntlmV1 = { ntlm: { v1: 'accept' } } as const;
export const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
export const bindings = Buffer.from('tls-server-end-point:of our certificate');

/** 2024-01-03 12:00 UTC is hour 12 of Wednesday, the fourth day. */
export const hourOfTest = 3 * 24 + 12;

export function hoursWithout(hour: number): Buffer {
  const hours = Buffer.alloc(21, 0xff);
  hours[hour >> 3]! &= ~(1 << (hour & 7));
  return hours;
}

export function edit(change: Partial<AuthenticateMessage>): NtlmClientOptions {
  return { editMessage: (message) => ({ ...message, ...change }) };
}

/** Changes the raw NTLMv2 response; no MIC, so that nothing else notices. */
export function editNtResponse(change: (nt: Buffer) => Buffer): NtlmClientOptions {
  return {
    mic: false,
    editMessage: (message) => ({
      ...message,
      ntChallengeResponse: change(Buffer.from(message.ntChallengeResponse)),
    }),
  };
}

export function withAvPair(id: number, value: Buffer): NtlmClientOptions {
  return { editAvPairs: (pairs) => [...pairs, { id, value }] };
}

export function withAvPairs(id: number, values: readonly Buffer[]): NtlmClientOptions {
  return { editAvPairs: (pairs) => [...pairs, ...values.map((value) => ({ id, value }))] };
}

export function patch(change: (message: Buffer) => void): (message: Buffer) => Buffer {
  return (message) => {
    const copy = Buffer.from(message);
    change(copy);
    return copy;
  };
}

/** Takes the MIC field out of a message and moves the payload up. */
export function stripMic(message: Buffer): Buffer {
  const stripped = Buffer.concat([message.subarray(0, 72), message.subarray(88)]);
  for (let field = 16; field <= 56; field += 8)
    stripped.writeUInt32LE(stripped.readUInt32LE(field) - 16, field);
  return stripped;
}

export function replaceAvPair(id: number, value: Buffer): NtlmClientOptions {
  return { editAvPairs: (pairs) => pairs.map((pair) => (pair.id === id ? { id, value } : pair)) };
}
