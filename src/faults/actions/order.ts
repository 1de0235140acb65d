import { z } from 'zod';
import type { ActionRow } from '../action.js';

/** Actions on how many answers there are, and on their order. */
export type OrderAction = PendingAction | ReorderAction | DuplicateAction | OplockBreakAction;

/** The client is told STATUS_PENDING first ([MS-SMB2] 3.3.4.2). */
export interface PendingAction {
  readonly do: 'pending';
  /**
   * `first`: the answer follows; `twice`: it follows the second one; `forever`: it never comes, unless the client
   * cancels the request.
   */
  readonly value: 'first' | 'twice' | 'forever';
}

/** The answer leaves after the next one of the connection. */
export interface ReorderAction {
  readonly do: 'reorder';
  /** How long it waits for the next one; default 1000. */
  readonly milliseconds?: number;
}

/** The answer is sent twice, byte for byte. */
export interface DuplicateAction {
  readonly do: 'duplicate';
}

/** An oplock break comes before the answer: of the file that CREATE opens, otherwise of one that is not open. */
export interface OplockBreakAction {
  readonly do: 'oplock-break';
}

/** The longest wait for the next answer: an hour. */
const LONGEST_WAIT = 3_600_000;

/** The rows of {@link OrderAction}. */
export const orderActions = {
  pending: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('pending'),
      value: z.enum(['first', 'twice', 'forever']).meta({
        description:
          '`first`: the answer follows; `twice`: it follows the second; `forever`: it comes only to a CANCEL, as STATUS_CANCELLED.',
      }),
    }),
    text: 'The client is told STATUS_PENDING first.',
    words: ({ value }: PendingAction) => `STATUS_PENDING ${value}`,
  },
  reorder: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('reorder'),
      milliseconds: z
        .int()
        .min(1)
        .max(LONGEST_WAIT)
        .optional()
        .meta({ description: 'How long it waits for the next one at most; default 1000.' }),
    }),
    text: 'The answer leaves after the next one of the connection.',
    words: () => 'sent after the next answer',
  },
  duplicate: {
    layers: ['answer'],
    schema: z.strictObject({ do: z.literal('duplicate') }),
    text: 'The answer is sent twice, byte for byte.',
    words: () => 'sent twice',
  },
  'oplock-break': {
    layers: ['answer'],
    schema: z.strictObject({ do: z.literal('oplock-break') }),
    text: 'An oplock break comes before the answer: of the file that CREATE opens, otherwise of one that is not open.',
    words: () => 'an oplock break before the answer',
  },
} as const satisfies Readonly<Record<OrderAction['do'], ActionRow>>;
