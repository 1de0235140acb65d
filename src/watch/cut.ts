import { CodecError } from '../bytes/index.js';

/** The most messages of a direction; a person reads a few, and a byte can be one in a hostile stream. */
export const MOST_MESSAGES = 1000;

/** One message of a direction’s bytes. */
export interface Cut {
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset behind its last byte; behind all bytes where it is incomplete. */
  readonly end: number;
  readonly title: string;
  /** Reads what there is to add. It takes longer than the title, so only the messages that are shown are read. */
  readonly detail?: () => string | undefined;
  /** Whether its bytes do not say what it is, so that a fact may name it, and pieces of it become one step. */
  readonly isOpaque?: boolean;
}

/** The names of a message. */
export type Names = Pick<Cut, 'title' | 'detail' | 'isOpaque'>;

/** Finds the end of the message that begins at an offset, and its names; undefined: there is none. */
export type ReadMessage = (bytes: Buffer, start: number) => (Names & Pick<Cut, 'end'>) | undefined;

/**
 * Cuts the bytes of one direction into its messages. Every byte is in one of them.
 *
 * @param header the fewest bytes that tell where a message ends
 * @param otherwise the title of bytes that are no message
 */
export function cutBytes(bytes: Buffer, header: number, read: ReadMessage, otherwise: string): Cut[] {
  const cuts: Cut[] = [];
  let start = 0;
  while (start < bytes.length) {
    const message =
      bytes.length - start < header ? { title: 'the beginning of a message' } : read(bytes, start);
    const isLast = cuts.length === MOST_MESSAGES - 1 || message === undefined || !('end' in message);
    if (isLast) {
      const title = cuts.length === MOST_MESSAGES - 1 ? 'further messages' : (message?.title ?? otherwise);
      return [...cuts, { start, end: Infinity, title }];
    }
    cuts.push({ start, ...message });
    start = message.end;
  }
  return cuts;
}

/** The result of a decoder; undefined: the bytes cannot be read, and the facts say so. */
export function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
