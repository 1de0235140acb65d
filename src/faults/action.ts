import type { z } from 'zod';
import { answerActions, type AnswerAction } from './actions/answer.js';
import { carrierActions, type CarrierAction } from './actions/carriers.js';
import { deliveryActions, type DeliveryAction } from './actions/delivery.js';
import { kdcActions, type KdcAction } from './actions/kdc.js';
import { headerActions, type HeaderFaultAction } from './actions/header.js';
import { type NegotiateAction, negotiateActions } from './actions/negotiate.js';
import { orderActions, type OrderAction } from './actions/order.js';
import { protectionActions, type ProtectionAction } from './actions/protection.js';
import { type TokenAction, tokenActions } from './actions/token.js';
import type { FaultLayer, FaultStep } from './steps.js';

/** Something that happens instead of the usual; `do` names it. */
export type FaultAction =
  | AnswerAction
  | HeaderFaultAction
  | ProtectionAction
  | OrderAction
  | DeliveryAction
  | CarrierAction
  | KdcAction
  | NegotiateAction
  | TokenAction;

/** Name of a {@link FaultAction}. */
export type FaultActionName = FaultAction['do'];

/**
 * A state of an answer: `success`: it tells STATUS_SUCCESS; `session`: a user is logged in, or about to be;
 * `encrypted`: it leaves encrypted; `encryptable`: it does not, although the session has the keys.
 */
export type AnswerState = 'success' | 'session' | 'encrypted' | 'encryptable';

/** One kind of action, by its `do`. */
export interface ActionRow {
  /** The layers that carry it out. */
  readonly layers: readonly FaultLayer[];
  /** The steps of those layers at which it can happen; absent: all of them. */
  readonly steps?: readonly FaultStep[];
  /** The state without which it has no effect, and so does not happen; absent: none. */
  readonly needs?: AnswerState;
  /** All of its keys, `do` included. */
  readonly schema: z.ZodObject;
  /** The effect, for the documentation. */
  readonly text: string;
  /** The effect of one action, for the record of an attempt; absent: its name and its values. */
  readonly words?: (action: never) => string;
}

/** Every action by name. */
export const faultActions: Readonly<Record<FaultActionName, ActionRow>> = {
  ...answerActions,
  ...headerActions,
  ...protectionActions,
  ...orderActions,
  ...deliveryActions,
  ...carrierActions,
  ...kdcActions,
  ...negotiateActions,
  ...tokenActions,
};

/** The effect of an action in words, such as `status STATUS_ACCESS_DENIED`. */
export function wordsOfAction(action: FaultAction): string {
  const { do: name, ...values } = action;
  const said = Object.values(values).map((value) => String(value));
  const row: ActionRow = faultActions[name];
  return row.words?.(action as never) ?? [name, ...said].join(' ');
}
