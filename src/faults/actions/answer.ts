import { z } from 'zod';
import { NtStatus } from '../../constants/nt-status.js';
import type { ActionRow } from '../action.js';

/** Actions on what an SMB2 answer says. */
export type AnswerAction =
  StatusAction | DropAnswerAction | ExpireSessionAction | SessionFlagsAction | UnsignedSuccessAction;

/** The answer is an error with this status, and what it would have announced does not take effect. */
export interface StatusAction {
  readonly do: 'status';
  /** Name of an NTSTATUS, such as `STATUS_ACCESS_DENIED`, or its 32 bits. */
  readonly status: keyof typeof NtStatus | number;
}

/** There is no answer; the connection goes on. */
export interface DropAnswerAction {
  readonly do: 'drop-answer';
}

/** The session expires with the answer: later requests are refused until the user is authenticated again. */
export interface ExpireSessionAction {
  readonly do: 'expire-session';
}

/** A flag of SESSION_SETUP's answer: IS_GUEST, IS_NULL or ENCRYPT_DATA ([MS-SMB2] 2.2.6). */
export type SessionFlagWord = 'guest' | 'anonymous' | 'encrypt-data';

/** An accepted login is announced with other SessionFlags than it has. */
export interface SessionFlagsAction {
  readonly do: 'session-flags';
  /** All of the flags; none: the login looks like that of a user without encryption. */
  readonly flags: readonly SessionFlagWord[];
}

/**
 * The answer to SESSION_SETUP says that the login succeeded, and is not signed. The server itself knows such a session
 * only if it had accepted the login.
 */
export interface UnsignedSuccessAction {
  readonly do: 'unsigned-success';
  /** The SessionFlags that are claimed; absent: those of the answer, or none. */
  readonly flags?: readonly SessionFlagWord[];
}

const flags = z.array(z.enum(['guest', 'anonymous', 'encrypt-data'] satisfies SessionFlagWord[]));

/** The rows of {@link AnswerAction}. */
export const answerActions = {
  status: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('status'),
      status: z
        .union([z.enum(Object.keys(NtStatus) as [keyof typeof NtStatus]), z.int().min(0).max(0xffff_ffff)])
        .refine((status) => isError(status), 'expected a status that ends a request with an error')
        .meta({ description: 'The name of an NTSTATUS that the server knows, or the 32 bits of any.' }),
    }),
    text: 'The answer is an error with this NTSTATUS; what it would have announced does not take effect.',
    words: ({ status }: StatusAction) =>
      `status ${typeof status === 'number' ? `0x${status.toString(16).padStart(8, '0')}` : status}`,
  },
  'drop-answer': {
    layers: ['answer', 'notification'],
    schema: z.strictObject({ do: z.literal('drop-answer') }),
    text: 'There is no answer, and what it would have announced does not take effect; the connection goes on.',
    words: () => 'no answer',
  },
  'expire-session': {
    layers: ['answer'],
    needs: 'session',
    schema: z.strictObject({ do: z.literal('expire-session') }),
    text: 'The session expires with this answer: later requests get STATUS_NETWORK_SESSION_EXPIRED until the user is authenticated again. Without a session the fault does not happen.',
    words: () => 'the session expires',
  },
  'session-flags': {
    layers: ['answer'],
    steps: ['login-accepted'],
    schema: z.strictObject({
      do: z.literal('session-flags'),
      flags: flags.meta({
        description: 'All SessionFlags: `guest`, `anonymous`, `encrypt-data`; may be empty.',
      }),
    }),
    text: 'An accepted login is announced with other SessionFlags than it has. The answer is signed anew; the server keeps the session as it is.',
    words: ({ flags: claimed }: SessionFlagsAction) => `SessionFlags ${flagWords(claimed)}`,
  },
  'unsigned-success': {
    layers: ['answer'],
    steps: ['session-setup', 'login-continued', 'login-accepted', 'login-refused'],
    schema: z.strictObject({
      do: z.literal('unsigned-success'),
      flags: flags.optional().meta({
        description: 'The SessionFlags that are claimed; default: those of the answer, or none.',
      }),
    }),
    text: 'The answer says that the login succeeded, without a signature. For the server it has only if it was about to be accepted.',
    words: ({ flags: claimed }: UnsignedSuccessAction) =>
      `STATUS_SUCCESS without a signature${claimed === undefined ? '' : `, SessionFlags ${flagWords(claimed)}`}`,
  },
} as const satisfies Readonly<Record<AnswerAction['do'], ActionRow>>;

/** The two that an error cannot have: a success has a body of its own, and `pending` is an action of its own. */
function isError(status: StatusAction['status']): boolean {
  const code = typeof status === 'number' ? status : NtStatus[status];
  return code !== NtStatus.STATUS_SUCCESS && code !== NtStatus.STATUS_PENDING;
}

function flagWords(words: readonly SessionFlagWord[]): string {
  return words.length === 0 ? 'none' : words.join(' ');
}
