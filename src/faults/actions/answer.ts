import { z } from 'zod';
import { NtStatus } from '../../constants/nt-status.js';
import type { ActionRow } from '../action.js';

/** Actions on an SMB2 answer. */
export type AnswerAction = StatusAction;

/** The answer is an error with this status, and what it would have announced does not take effect. */
export interface StatusAction {
  readonly do: 'status';
  /** Name of an NTSTATUS, such as `STATUS_ACCESS_DENIED`, or its 32 bits. */
  readonly status: keyof typeof NtStatus | number;
}

/** The rows of {@link AnswerAction}. */
export const answerActions = {
  status: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('status'),
      status: z
        .union([z.enum(Object.keys(NtStatus) as [keyof typeof NtStatus]), z.int().min(0).max(0xffff_ffff)])
        .meta({ description: 'The name of an NTSTATUS that the server knows, or the 32 bits of any.' }),
    }),
    text: 'The answer is an error with this NTSTATUS; what it would have announced does not take effect.',
  },
} as const satisfies Readonly<Record<AnswerAction['do'], ActionRow>>;
