import { NtStatus } from '../constants/nt-status.js';
import type { AnswerOutcome, NotifyOutcome, OutgoingAnswer } from '../session/exchange/outcome.js';
import { Answer } from '../session/exchange/request.js';
import { encodeOplockBreakResponse, OplockLevel } from '../smb2-codec/index.js';
import type { PendingAction, ReorderAction } from './actions/order.js';

/** The answer behind one or two interim ones, or an interim one alone ([MS-SMB2] 3.3.4.2). */
export function pendingFirst(outcome: AnswerOutcome, { value }: PendingAction): AnswerOutcome {
  const [answer] = outcome.answers;
  if (answer === undefined) return outcome;
  const { request, response } = answer;
  // The AsyncId of a request that waits already is in the list of its connection, until the request is given up.
  const taken = value === 'forever' && response.status === NtStatus.STATUS_PENDING;
  const asyncId = (taken ? undefined : answer.asyncId) ?? request.connection.nextAsyncId();
  const pending = new Answer(NtStatus.STATUS_PENDING);
  pending.sessionId = response.sessionId;
  // The credits of the request are granted once, with the first interim answer.
  const interim: OutgoingAnswer = { request, response: pending, asyncId, credits: answer.credits };
  if (value === 'forever') return { ...outcome, answers: [{ ...interim, waitsForEver: true }] };
  const { cipher } = outcome;
  const again = { ...interim, credits: 0 };
  const before = (value === 'first' ? [interim] : [interim, again]).map((one): AnswerOutcome => ({
    kind: 'answer',
    answers: [one],
    cipher,
  }));
  return {
    ...outcome,
    // The ASYNC form has no TreeId, which the answer to TREE_CONNECT must tell (2.2.1.1).
    answers: [response.treeId === undefined ? { ...answer, asyncId, credits: 0 } : { ...answer, credits: 0 }],
    before: [...(outcome.before ?? []), ...before],
  };
}

/** The answer after the next one of the connection. */
export function heldBack(outcome: AnswerOutcome, { milliseconds }: ReorderAction): AnswerOutcome {
  return { ...outcome, afterNext: milliseconds ?? USUAL_WAIT };
}

/** Milliseconds that an answer waits for the next one, unless the action says otherwise. */
const USUAL_WAIT = 1000;

/** The answer encrypted with the keys of its session; unchanged if there are none. */
export function encryptedUnasked(outcome: AnswerOutcome): AnswerOutcome {
  const [answer] = outcome.answers;
  const cipher = outcome.cipher ?? (answer && establishedOf(answer)?.cipher);
  return cipher === undefined ? outcome : { ...outcome, cipher };
}

/** The answer behind an oplock break to `none` that nobody expects ([MS-SMB2] 3.3.4.6). */
export function withOplockBreak(outcome: AnswerOutcome): AnswerOutcome {
  const [answer] = outcome.answers;
  if (answer === undefined) return outcome;
  const fileId = answer.response.fileId ?? answer.request.relatedFileId ?? UNKNOWN_FILE;
  const notification: NotifyOutcome = {
    kind: 'notify',
    body: (w) =>
      encodeOplockBreakResponse(w, {
        kind: 'oplock',
        oplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_NONE,
        fileId,
      }),
    sessionId: answer.response.sessionId ?? answer.request.sessionId,
    cipher: outcome.cipher,
  };
  return { ...outcome, before: [...(outcome.before ?? []), notification] };
}

/** FileId of a file that is not open: the server numbers its own from 1. */
const UNKNOWN_FILE = { persistent: 0xffff_fffen, volatile: 0xffff_fffen };

function establishedOf({ request }: OutgoingAnswer) {
  return request.connection.sessions.get(request.sessionId)?.established;
}
