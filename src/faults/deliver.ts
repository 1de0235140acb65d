import type { Delivery, DeliveryPieces } from '../runtime/delivery.js';
import type { AnswerOutcome, FrameOutcome, NotifyOutcome, Outcome } from '../session/exchange/outcome.js';
import type { FaultAction } from './action.js';
import { type DeliveryAction, DRIP, type EndAction, isDeliveryAction } from './actions/delivery.js';

/** How an answer leaves, if it does. */
interface Delivered {
  readonly delivery: Delivery;
  /** Whether bytes of the answer leave at all. */
  readonly leaves: boolean;
}

/** An outcome with how it leaves, by the actions that are about that; other actions, and ends, change nothing here. */
export function deliver(outcome: Outcome, actions: readonly FaultAction[]): Outcome {
  if (outcome.kind === 'drop') return outcome;
  const delivered = deliveryOf(actions);
  return delivered === undefined ? outcome : withDelivery(outcome, delivered);
}

/** The way in which bytes leave, as actions have it; undefined: none of them is about that. */
export function deliveryOf(actions: readonly FaultAction[]): Delivered | undefined {
  const ours = actions.filter((action) => isDeliveryAction(action));
  if (ours.length === 0) return undefined;
  const delivery: Delivery = Object.assign({}, ...ours.map(partOf));
  const delays = ours.map((action) => (action.do === 'delay' ? action.milliseconds : 0));
  const delay = delays.reduce((sum, one) => sum + one, 0);
  const isInstead = ours.some((action) => isEnd(action) && action.after !== true);
  return {
    delivery: delay === 0 ? delivery : { ...delivery, delay },
    leaves: !isInstead || delivery.truncate !== undefined,
  };
}

const nothing = Buffer.alloc(0);

function withDelivery(
  outcome: AnswerOutcome | NotifyOutcome | FrameOutcome,
  { delivery, leaves }: Delivered,
): Outcome {
  return leaves
    ? { ...outcome, delivery: { ...outcome.delivery, ...delivery } }
    : { kind: 'frame', frame: nothing, delivery };
}

function isEnd(action: DeliveryAction): action is EndAction {
  return 'end' in partOf(action);
}

function partOf(action: DeliveryAction): Delivery {
  switch (action.do) {
    case 'delay':
      return {};
    case 'split':
      return { pieces: piecesOf(action.bytes, action.milliseconds ?? 1) };
    case 'drip':
      return { pieces: piecesOf(1, action.milliseconds ?? DRIP) };
    case 'truncate':
      return { truncate: action.bytes };
    case 'garbage':
      return { garbage: true };
    case 'oversize':
      return action.part === 'padding' ? { padding: action.bytes } : { missing: action.bytes };
    case 'close':
    case 'half-close':
    case 'reset':
    case 'stall':
      return { end: action.do };
  }
}

function piecesOf(bytes: number, milliseconds: number): DeliveryPieces {
  return { bytes, milliseconds };
}
