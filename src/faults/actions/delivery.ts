import { z } from 'zod';
import type { ActionRow } from '../action.js';

/** Actions on the bytes of an answer, whatever is in them. */
export type DeliveryAction = CloseAction;

/** The connection is closed instead of the answer. */
export interface CloseAction {
  readonly do: 'close';
}

/** The rows of {@link DeliveryAction}. */
export const deliveryActions = {
  close: {
    layers: ['accept', 'answer', 'notification', 'credssp', 'http', 'rpc'],
    schema: z.strictObject({ do: z.literal('close') }),
    text: 'The connection is closed instead of an answer.',
  },
} as const satisfies Readonly<Record<DeliveryAction['do'], ActionRow>>;
