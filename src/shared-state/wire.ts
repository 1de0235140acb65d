/**
 * One end of a channel between a process and the owner of the shared state. Messages arrive whole, each once, in the
 * order in which they were sent. Two ends of one process, a channel of `node:child_process` and a socket can be one.
 */
export interface Wire {
  /** Sends a message. A wire that is lost drops it. Must not throw. */
  send(message: WireMessage): void;
  /** Names the receiver; called once. Messages that arrived before are given to it as well. */
  open(receiver: WireReceiver): void;
  /** Ends the wire: the other end is told that it is lost. */
  close(): void;
}

/** The receiver of an end of a wire. */
export interface WireReceiver {
  /** Takes a message of the other end, which may be anything. */
  message(message: unknown): void;
  /** The wire has ended, by whichever end; called once, and no message follows. */
  lost(): void;
}

/** The questions and answers of one turn of the event loop, in their order. JSON can hold it, and so can a clone. */
export type WireMessage = readonly WireItem[];

/**
 * A question or an answer.
 *
 * - `[word, 0, …]` tells something, and is not answered.
 * - `[word, number, …]` asks; the numbers of an end are unique among its questions.
 * - `['=', number, value]` answers the question with that number.
 * - `['?', number]` asks for an answer without a value, as a sign that the other end hears.
 * - `['!', number]` says that the question with that number cannot be answered.
 */
export type WireItem = readonly [word: string, number: number, ...values: WireValue[]];

/** A value that travels. Bytes are texts of `latin1`, and SessionIds are hexadecimal digits. */
export type WireValue = string | number | boolean | null;
