import { isThenable } from '../../values/realm.js';
import type { SessionCipher } from '../../protection/encryption.js';
import type { Connection } from '../model/connection.js';
import { carryOut } from '../exchange/carry-out.js';
import { BYTES_PER_CREDIT } from '../exchange/credit-charge.js';
import { type Settled, settleAnswer } from '../exchange/decide.js';
import type { Outcome, OutgoingAnswer } from '../exchange/outcome.js';
import type { Request } from '../exchange/request.js';
import { inheritFrom, type Inherited } from './related.js';
import type { Incoming } from './serve-one.js';

/** Bytes of answers after which they are sent, so that no compound makes a frame that is too long for its prefix. */
const ANSWER_BYTES = 2 * 1024 * 1024;

/** The requests of one frame, worked on in order and answered together ([MS-SMB2] 3.3.5.2.7). */
export interface Compound {
  readonly connection: Connection;
  readonly requests: readonly Incoming[];
  /** Set when the frame came encrypted: the answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
  /** The answers that were not sent yet. */
  answers: OutgoingAnswer[];
  /** Bytes that they carry at most. */
  answerBytes: number;
  /** Index of the next request. */
  next: number;
  /** Bytes of the frame that are counted as held for the connection. */
  held: number;
  inherited: Inherited | undefined;
}

/**
 * Proposes an answer, and records it as it is decided.
 *
 * @returns what the rest of the compound waits for when the decision is late
 */
export function settle(compound: Compound, answer: OutgoingAnswer): Promise<void> | undefined {
  const settled = settleAnswer(answer, compound.cipher);
  if (isThenable(settled)) return settled.then((late) => record(compound, late));
  record(compound, settled);
  return undefined;
}

/** Takes note of an answer, for its frame and for the requests related to it. */
export function record(compound: Compound, settled: Settled): void {
  if ('kind' in settled) {
    recordOutcome(compound, settled);
    return;
  }
  const { request, response } = settled;
  compound.answers.push(settled);
  compound.inherited = inheritFrom(request, response, compound.inherited);
  if (response.write !== undefined) compound.answerBytes += weightOf(request);
  // "The server MAY compound responses": 3.3.4.1.3.
  if (compound.answerBytes >= ANSWER_BYTES) sendAll(compound);
}

/**
 * An outcome leaves that is no answer of the compound: behind the answers before it, and by itself. The end of the
 * connection leaves those answers out, unless one of them announces a change of state, which has taken place.
 */
export function recordOutcome(compound: Compound, outcome: Outcome): void {
  if (outcome.kind !== 'drop') sendAll(compound);
  else sendAnnouncements(compound);
  carryOut(compound.connection, outcome);
  const [first] = outcome.kind === 'answer' ? outcome.answers : [];
  if (first !== undefined) {
    compound.inherited = inheritFrom(first.request, first.response, compound.inherited);
  }
}

/** The answers go out that were not sent yet, if one of them announces a change of state. */
export function sendAnnouncements(compound: Compound): void {
  if (compound.answers.some(({ response }) => response.proposal !== undefined)) sendAll(compound);
}

/** The answers that were not sent yet go out. */
export function sendAll(compound: Compound): void {
  const { connection, answers, cipher } = compound;
  compound.answerBytes = 0;
  if (answers.length === 0) return;
  compound.answers = [];
  carryOut(connection, { kind: 'answer', answers, cipher });
}

/** Bytes that a request and what it asks for may take in memory; its CreditCharge pays for that ([MS-SMB2] 3.1.5.2). */
export function weightOf({ connection, header, message }: Request): number {
  const credits =
    connection.negotiatedOrUndefined?.multiCredit === true ? Math.max(header.creditCharge, 1) : 1;
  return Math.max(message.length, credits * BYTES_PER_CREDIT);
}
