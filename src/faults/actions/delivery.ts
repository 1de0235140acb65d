import { z } from 'zod';
import type { FaultLayer } from '../steps.js';
import type { ActionRow } from '../action.js';

/** Actions on the bytes of an answer, whatever is in them. */
export type DeliveryAction =
  DelayAction | SplitAction | DripAction | TruncateAction | OversizeAction | GarbageAction | EndAction;

/** The answer, and everything behind it, leaves later. */
export interface DelayAction {
  readonly do: 'delay';
  /** Milliseconds before the first byte. */
  readonly milliseconds: number;
}

/** The answer leaves in pieces, each in a TCP segment of its own. */
export interface SplitAction {
  readonly do: 'split';
  /** Bytes of each piece but the last. */
  readonly bytes: number;
  /** Milliseconds between two pieces; default 1. */
  readonly milliseconds?: number;
}

/** The answer leaves byte by byte. */
export interface DripAction {
  readonly do: 'drip';
  /** Milliseconds from one byte to the next; default 100. */
  readonly milliseconds?: number;
}

/** Only the beginning of the answer leaves. */
export interface TruncateAction {
  readonly do: 'truncate';
  /** Bytes that leave, a length in front included. */
  readonly bytes: number;
}

/** The answer is larger than it should be, or says that it is. */
export interface OversizeAction {
  readonly do: 'oversize';
  /** The number of bytes too many. */
  readonly bytes: number;
  /**
   * `length` (the default): the length in front of the message (Content-Length in HTTP) says so many bytes more than
   * follow. `padding`: so many zero bytes follow the message, and its length counts them; in HTTP so many spaces follow
   * the body. `header`: a field of so many bytes, in HTTP alone.
   */
  readonly part?: 'length' | 'padding' | 'header';
}

/** Random bytes leave in the place of the message, as many as it has; a length in front of them is right. */
export interface GarbageAction {
  readonly do: 'garbage';
}

/** The state of the connection instead of an answer, or behind it. */
export interface EndAction {
  /**
   * `close`: the server ends the connection in order (FIN), and reads no more. `half-close`: it ends its own side, and
   * still reads, and serves nothing. `reset`: RST. `stall`: it stays open, and not another byte leaves; its time limits
   * hold.
   */
  readonly do: 'close' | 'half-close' | 'reset' | 'stall';
  /** Whether the answer leaves before; default: no, but for the bytes that `truncate` lets out. */
  readonly after?: boolean;
}

/** A day. */
const LONGEST = 86_400_000;

const everywhere = [
  'answer',
  'notification',
  'rdp',
  'credssp',
  'http',
  'rpc',
  'kdc',
] as const satisfies readonly FaultLayer[];
const opening = ['accept', 'tls'] as const satisfies readonly FaultLayer[];
const withLength = ['answer', 'http', 'rpc', 'kdc'] as const satisfies readonly FaultLayer[];

const milliseconds = z.int().min(0).max(LONGEST);
const bytes = z.int().min(1).max(0xff_ffff);
const after = z
  .boolean()
  .optional()
  .meta({ description: 'Whether the answer leaves before; default: no, but for the bytes of a `truncate`.' });

function endRow<Name extends EndAction['do']>(name: Name, text: string) {
  return {
    layers: name === 'half-close' ? everywhere : [...opening, ...everywhere],
    schema: z.strictObject({ do: z.literal(name), after }),
    text,
    words: (action: EndAction) => (action.after === true ? `${name} behind the answer` : name),
  };
}

/** The rows of {@link DeliveryAction}. */
export const deliveryActions = {
  delay: {
    layers: [...opening, ...everywhere],
    schema: z.strictObject({
      do: z.literal('delay'),
      milliseconds: milliseconds.meta({ description: 'Milliseconds before the first byte.' }),
    }),
    text: 'The answer, and everything behind it, leaves later. At `accept` nothing is read before.',
    words: (action: DelayAction) => `delay of ${action.milliseconds} ms`,
  },
  split: {
    layers: everywhere,
    schema: z.strictObject({
      do: z.literal('split'),
      bytes: bytes.meta({ description: 'Bytes of each piece but the last.' }),
      milliseconds: milliseconds
        .optional()
        .meta({ description: 'Milliseconds between two pieces; default 1.' }),
    }),
    text: 'The answer leaves in pieces, each in a TCP segment of its own.',
    words: (action: SplitAction) => `split into pieces of ${action.bytes} bytes`,
  },
  drip: {
    layers: everywhere,
    schema: z.strictObject({
      do: z.literal('drip'),
      milliseconds: milliseconds
        .optional()
        .meta({ description: 'Milliseconds from one byte to the next; default 100.' }),
    }),
    text: 'The answer leaves byte by byte.',
    words: ({ milliseconds: pause = DRIP }: DripAction) => `drip, a byte each ${pause} ms`,
  },
  truncate: {
    layers: everywhere,
    schema: z.strictObject({
      do: z.literal('truncate'),
      bytes: z
        .int()
        .min(0)
        .max(0xff_ffff)
        .meta({ description: 'Bytes that leave, a length in front included.' }),
    }),
    text:
      'Only the beginning of the answer leaves. The connection goes on, unless another action ends it. A login that the ' +
      'answer would have accepted is refused; on another carrier than SMB its connection ends.',
    words: (action: TruncateAction) => `truncate to ${action.bytes} bytes`,
  },
  oversize: {
    layers: withLength,
    schema: z.strictObject({
      do: z.literal('oversize'),
      bytes: bytes.meta({ description: 'The number of bytes too many.' }),
      part: z
        .enum(['length', 'padding', 'header'])
        .optional()
        .meta({
          description:
            '`length` (default): the length in front (Content-Length in HTTP) says so many bytes more than follow; ' +
            '`padding`: so many zero bytes (in HTTP: spaces) follow, and the length counts them; ' +
            '`header`: a field of so many bytes, in HTTP alone.',
        }),
    }),
    text: 'The answer is larger than it should be, or says that it is.',
    words: ({ bytes: count, part = 'length' }: OversizeAction) => `oversize by ${count} bytes of ${part}`,
  },
  garbage: {
    layers: everywhere,
    schema: z.strictObject({ do: z.literal('garbage') }),
    text:
      'Random bytes leave in the place of the message, as many as it has. A length in front of them is right. For a login ' +
      'it is as with `truncate`.',
  },
  close: endRow(
    'close',
    'The connection is closed in order (FIN), and nothing of it is read any more: instead of an answer, or behind it.',
  ),
  'half-close': endRow(
    'half-close',
    'The server ends its side of the connection (FIN), and still reads, but serves nothing: instead of an answer, or behind it.',
  ),
  reset: endRow('reset', 'The connection is reset (RST): instead of an answer, or behind it.'),
  stall: endRow(
    'stall',
    'The connection stays open, and not another byte leaves: instead of an answer, or behind it. The time limits of ' +
      'the server hold.',
  ),
} as const satisfies Readonly<Record<DeliveryAction['do'], ActionRow>>;

/** Milliseconds between two bytes that drip. */
export const DRIP = 100;

/** Whether an action is one on the bytes of an answer. */
export function isDeliveryAction(action: { readonly do: string }): action is DeliveryAction {
  return Object.hasOwn(deliveryActions, action.do);
}
