import { z } from 'zod';
import type { ActionRow } from '../action.js';

/** Actions on the answers of the test realm's KDC; its KRB-ERRORs are among those on tokens. */
export type KdcAction = DropAction;

/** The KDC does not answer: over UDP nothing comes, and over TCP the connection stays without an answer. */
export interface DropAction {
  readonly do: 'drop';
}

/** The rows of {@link KdcAction}. */
export const kdcActions = {
  drop: {
    layers: ['kdc'],
    schema: z.strictObject({ do: z.literal('drop') }),
    text: 'The KDC does not answer: over UDP nothing comes, and over TCP the connection stays without an answer.',
  },
} as const satisfies Readonly<Record<KdcAction['do'], ActionRow>>;
