import { z } from 'zod';
import type { ActionRow } from '../action.js';

/** Actions on the header of an SMB2 answer. */
export type HeaderFaultAction = HeaderAction | CreditsAction;

/** Another value of an id: so much is added to it, or it is `zero`, or all its bits are set. */
export type IdChange = number | 'zero' | 'all-ones';

/** Ids of the answer are wrong. It is signed as if they were right. */
export interface HeaderAction {
  readonly do: 'header';
  /** Changes SessionId. */
  readonly sessionId?: IdChange;
  /** Changes TreeId. */
  readonly treeId?: IdChange;
  /**
   * Changes MessageId. Under AES-GMAC it is part of the nonce: signatures of two messages under one MessageId let an
   * eavesdropper forge more.
   */
  readonly messageId?: IdChange;
}

/** The answer grants another number of credits than the server would. */
export interface CreditsAction {
  readonly do: 'credits';
  /** 0 to 65535. The server honours more than its own grant up to its limit. */
  readonly grant: number;
}

const change = z
  .union([
    z
      .int()
      .min(-0x8000_0000)
      .max(0x7fff_ffff)
      .refine((offset) => offset !== 0, 'expected an offset other than 0'),
    z.enum(['zero', 'all-ones']),
  ])
  .optional();

/** The rows of {@link HeaderFaultAction}. */
export const headerActions = {
  header: {
    layers: ['answer'],
    schema: z
      .strictObject({
        do: z.literal('header'),
        sessionId: change.meta({ description: 'An offset to add to SessionId, or `zero`, or `all-ones`.' }),
        treeId: change.meta({ description: 'The same for TreeId.' }),
        messageId: change.meta({ description: 'The same for MessageId.' }),
      })
      .refine(
        ({ sessionId, treeId, messageId }) =>
          sessionId !== undefined || treeId !== undefined || messageId !== undefined,
        'expected sessionId, treeId or messageId',
      ),
    text: 'Ids in the header of the answer are wrong; it is signed as if they were right.',
    words: ({ sessionId, treeId, messageId }: HeaderAction) =>
      [
        ...changeWords('SessionId', sessionId),
        ...changeWords('TreeId', treeId),
        ...changeWords('MessageId', messageId),
      ].join(', '),
  },
  credits: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('credits'),
      grant: z
        .int()
        .min(0)
        .max(0xffff)
        .meta({ description: 'The credits that the answer grants, 0 to 65535.' }),
    }),
    text: 'The answer grants so many credits. Those beyond the server’s own grant are honoured up to `limits.credits`.',
    words: ({ grant }: CreditsAction) => `${grant} ${grant === 1 ? 'credit' : 'credits'} granted`,
  },
} as const satisfies Readonly<Record<HeaderFaultAction['do'], ActionRow>>;

function changeWords(field: string, to: IdChange | undefined): string[] {
  if (to === undefined) return [];
  return [typeof to === 'number' ? `${field} ${to > 0 ? '+' : ''}${to}` : `${field} ${to}`];
}
