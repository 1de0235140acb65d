import type { KdcPeer } from '../facts/kdc-record.js';
import type { Endpoint } from '../facts/recorder.js';
import type { Delivery } from '../runtime/delivery.js';

/** A KDC's answer that is about to leave. */
export interface AnswerInQuestion {
  readonly exchange: 'AS' | 'TGS';
  /** Name of the client as asked in an AS exchange, without its realm; absent: it is not in the request. */
  readonly client?: string;
  readonly remote: KdcPeer;
  readonly local: Endpoint;
}

/** A change of an answer. */
export interface AnswerChange {
  /** Code of a KRB-ERROR that stands in place of the answer. */
  readonly error?: number;
  /** Nothing leaves. */
  readonly dropped?: boolean;
  /** How it leaves. Over UDP there are neither pieces nor ends: where a connection would end, nothing leaves. */
  readonly delivery?: Delivery;
}

/** Changes the answers of a KDC, for tests of clients; it may come and go. */
export interface AnswerScripts {
  /** Asked for each answer; undefined: all answers are as they are. */
  readonly changeOf: ((answer: AnswerInQuestion) => AnswerChange | undefined) | undefined;
}
