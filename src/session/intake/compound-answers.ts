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

/** Answers are sent once they have so many bytes, because the length prefix of a frame has only 24 bits. */
const ANSWER_BYTES = 2 * 1024 * 1024;

/** The requests of one frame, worked on in order and answered together ([MS-SMB2] 3.3.5.2.7). */
export interface Compound {
  readonly connection: Connection;
  readonly requests: readonly Incoming[];
  /** Set when the frame came encrypted: the answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
  /** The answers that were not sent yet. */
  answers: OutgoingAnswer[];
  /** The most bytes that the answers carry. */
  answerBytes: number;
  /** Index of the next request. */
  next: number;
  /** The memory of the frame, if nobody else reads it. */
  readonly memory: Buffer | undefined;
  /** Whether nothing of the frame is kept once its answers are sent. */
  spent: boolean;
  /** Bytes of the frame that are counted as held for the connection. */
  held: number;
  inherited: Inherited | undefined;
}

/**
 * Proposes an answer, and records it as it is decided.
 *
 * @returns a promise if the decision is late; the rest of the compound waits for it
 */
export function settle(compound: Compound, answer: OutgoingAnswer): Promise<void> | undefined {
  const settled = settleAnswer(answer, compound.cipher);
  if (isThenable(settled)) return settled.then((late) => record(compound, late));
  record(compound, settled);
  return undefined;
}

/** Records an answer, for its frame and for the requests related to it. */
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
 * Sends an outcome that is not an answer of the compound, after the answers before it. If the connection ends, those
 * answers are dropped, unless one of them is to a login.
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

/** Sends the answers that were not sent yet, if one of them is to a login: its record says what its client is told. */
export function sendAnnouncements(compound: Compound): void {
  if (compound.answers.some(({ request }) => request.setup !== undefined)) sendAll(compound);
}

/** Sends the answers that were not sent yet. */
export function sendAll(compound: Compound): void {
  const { connection, answers, cipher } = compound;
  compound.answerBytes = 0;
  if (answers.length === 0) return;
  compound.answers = [];
  const inLast = answers.length > 1 && connection.server.profile.compoundCredits === 'last';
  carryOut(connection, { kind: 'answer', answers: inLast ? withCreditsInLast(answers) : answers, cipher });
}

/** As on Windows and smbd, the last answer grants the credits of all ([MS-SMB2] note <237>). */
function withCreditsInLast(answers: readonly OutgoingAnswer[]): OutgoingAnswer[] {
  const all = answers.reduce((sum, { credits }) => sum + credits, 0);
  return answers.map((answer, index) => ({ ...answer, credits: index === answers.length - 1 ? all : 0 }));
}

/**
 * The most bytes of memory that a request and its response may take; its CreditCharge pays for that ([MS-SMB2]
 * 3.1.5.2).
 */
export function weightOf({ connection, header, message }: Request): number {
  const credits =
    connection.negotiatedOrUndefined?.multiCredit === true ? Math.max(header.creditCharge, 1) : 1;
  return Math.max(message.length, credits * BYTES_PER_CREDIT);
}
