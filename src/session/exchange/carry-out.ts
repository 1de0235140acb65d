import type { Connection } from '../model/connection.js';
import { demandedCipher, encodeAnswers, encodeNotification } from './encode-answers.js';
import type { Delivery } from '../../runtime/delivery.js';
import { FrameOrder } from './frame-order.js';
import type { AnswerOutcome, Decide, Decisions, DropOutcome, Outcome } from './outcome.js';

/** The sending half of a transport. Implemented by the socket layer. */
export interface Sink {
  /**
   * Queues a frame, and tells the tap of it as it leaves; its first four bytes are the prefix, filled in.
   *
   * @param delivery absent: it leaves at once, and whole
   * @param gone called once nobody reads the frame any more; if somebody may keep it, never
   */
  send(frame: Buffer, delivery?: Delivery, gone?: () => void): void;
  /** Ends the connection once the queued frames have gone out, or their time is over. */
  end(): void;
}

let sinkOf: (wayOut: object) => Sink;
let orderOf: (wayOut: object) => FrameOrder | undefined;
let makeOrder: (wayOut: object, order: FrameOrder) => void;

/**
 * The way out of a connection: its sink, which only this file can reach, and the decision in front of it. Each {@link
 * Connection} has one.
 */
export class WayOut {
  readonly #decisions: Decisions | undefined;
  readonly #sink: Sink;
  /** Made by the first frame that leaves out of its turn; most connections have none. */
  #order: FrameOrder | undefined;

  /** @param decisions absent: every proposal is carried out */
  constructor(sink: Sink, decisions?: Decisions) {
    this.#sink = sink;
    this.#decisions = decisions;
  }

  /** The decision in front of a connection's way out, if there is one. */
  static decisionOf({ wayOut }: Connection): Decide | undefined {
    if (#decisions in wayOut) return wayOut.#decisions?.decide;
    throw new TypeError('the connection has no way out');
  }

  static {
    sinkOf = (wayOut) => {
      if (#sink in wayOut) return wayOut.#sink;
      throw new TypeError('the connection has no way out');
    };
    orderOf = (wayOut) => (#order in wayOut ? wayOut.#order : undefined);
    makeOrder = (wayOut, order) => {
      if (#order in wayOut) wayOut.#order = order;
    };
  }
}

/** The only place that sends, and that ends connections. On a closed connection it does nothing. */
export function carryOut(connection: Connection, outcome: Outcome): void {
  if (connection.closed) return;
  switch (outcome.kind) {
    case 'answer':
      answer(connection, outcome);
      return;
    case 'notify':
      send(connection, encodeNotification(outcome), outcome.delivery);
      return;
    case 'frame':
      send(connection, outcome.frame, outcome.delivery);
      return;
    case 'drop':
      end(connection, outcome);
  }
}

function answer(connection: Connection, outcome: AnswerOutcome): void {
  if (outcome.before !== undefined) for (const one of outcome.before) carryOut(connection, one);
  const { answers } = outcome;
  if (answers.length === 0) return;
  const cipher = outcome.inTheClear ? undefined : (outcome.cipher ?? demandedCipher(connection, answers));
  if (outcome.cipher === undefined && cipher !== undefined && !areOfOneSession(answers)) {
    // A transform belongs to one session; unrelated responses may be sent separately (3.3.5.2.7.1).
    for (const one of answers)
      answer(connection, {
        kind: 'answer',
        answers: [one],
        cipher: undefined,
        ...(outcome.delivery && { delivery: outcome.delivery }),
      });
    return;
  }
  const frame = encodeAnswers(answers, cipher);
  if (outcome.afterNext !== undefined && hold(connection, frame, outcome.afterNext, outcome.delivery)) return;
  const memory = outcome.copies === undefined ? memoryOf(answers, frame) : undefined;
  const gone = memory && (() => connection.server.spares.giveBack(memory));
  for (let copies = outcome.copies ?? 1; copies > 0; copies--)
    send(connection, frame, outcome.delivery, gone);
}

/** The memory that a frame was encoded in and that is used again. */
function memoryOf([first]: AnswerOutcome['answers'], frame: Buffer): Buffer | undefined {
  const memory = first?.response.memory;
  // A short frame has no ArrayBuffer until one is asked for, and that costs more than its length.
  return memory !== undefined && memory.buffer === frame.buffer ? memory : undefined;
}

function areOfOneSession(answers: AnswerOutcome['answers']): boolean {
  return answers.every(({ request }) => request.sessionId === answers[0]?.request.sessionId);
}

function end(connection: Connection, { why, fact, farewell }: DropOutcome): void {
  if (fact !== undefined) connection.recorder.report(fact);
  if (farewell !== undefined) send(connection, farewell);
  connection.close({ by: 'server', why });
  sinkOf(connection.wayOut).end();
}

/** Sends a frame, and behind it those that waited for it. */
function send(connection: Connection, frame: Buffer, delivery?: Delivery, gone?: () => void): void {
  transmit(connection, frame, delivery, gone);
  orderOf(connection.wayOut)?.release();
}

function transmit(connection: Connection, frame: Buffer, delivery?: Delivery, gone?: () => void): void {
  if (connection.closed) return;
  sinkOf(connection.wayOut).send(frame, delivery, gone);
}

/** Keeps a frame until the next one has left; false: another one waits for that already, and this is the next. */
function hold(connection: Connection, frame: Buffer, milliseconds: number, delivery?: Delivery): boolean {
  let order = orderOf(connection.wayOut);
  if (order === undefined) {
    order = new FrameOrder(connection.server.runtime, connection.held, connection.signal);
    makeOrder(connection.wayOut, order);
  }
  return order.hold(frame.length, () => transmit(connection, frame, delivery), milliseconds);
}
