import { Writer } from '../bytes/index.js';
import { NtStatus } from '../constants/nt-status.js';
import type { Alteration } from '../session/exchange/alteration.js';
import { type AnswerOutcome, type Outcome, type OutgoingAnswer } from '../session/exchange/outcome.js';
import { failure } from '../session/exchange/request.js';
import { encodeSessionSetupResponse, SessionFlags } from '../smb2-codec/index.js';
import type { FaultAction } from './action.js';
import type {
  SessionFlagsAction,
  SessionFlagWord,
  StatusAction,
  UnsignedSuccessAction,
} from './actions/answer.js';
import type { CreditsAction, HeaderAction, IdChange } from './actions/header.js';
import { alterNegotiateAnswer } from './negotiate-answer.js';
import { encryptedUnasked, heldBack, pendingFirst, withOplockBreak } from './order-of-answers.js';
import { alterValidateAnswer } from './validate-answer.js';

/** The outcome instead of an answer, by one action. */
export function changeAnswer(action: FaultAction, outcome: AnswerOutcome): Outcome {
  switch (action.do) {
    case 'status':
      return withStatus(outcome, action);
    case 'drop-answer':
      return { ...outcome, answers: [] };
    case 'expire-session':
      return eachAnswer(outcome, (answer) => ({ ...answer, expiresSession: true }));
    case 'session-flags':
      return eachAnswer(outcome, (answer) => altered(answer, { body: withFlags(action) }));
    case 'unsigned-success':
      return eachAnswer(outcome, (answer) => altered(answer, unsignedSuccess(answer, action)));
    case 'header':
      return eachAnswer(outcome, (answer) => altered(answer, { header: otherIds(answer, action) }));
    case 'credits':
      return eachAnswer(outcome, (answer) => withCredits(answer, action));
    case 'signature':
      return eachAnswer(outcome, (answer) => altered(answer, { signature: action.value }));
    case 'plaintext':
      return { ...outcome, inTheClear: true };
    case 'encrypted':
      return encryptedUnasked(outcome);
    case 'pending':
      return pendingFirst(outcome, action);
    case 'reorder':
      return heldBack(outcome, action);
    case 'duplicate':
      return { ...outcome, copies: 2 };
    case 'oplock-break':
      return withOplockBreak(outcome);
    case 'negotiate-answer':
      alterNegotiateAnswer(outcome, action);
      return outcome;
    case 'validate-answer':
      return alterValidateAnswer(outcome, action);
    // How the answer leaves, which is looked at in the end.
    default:
      return outcome;
  }
}

function eachAnswer(
  outcome: AnswerOutcome,
  change: (answer: OutgoingAnswer) => OutgoingAnswer,
): AnswerOutcome {
  return { ...outcome, answers: outcome.answers.map(change) };
}

/** Adds an alteration to those of earlier actions. */
function altered(answer: OutgoingAnswer, { header, ...more }: Alteration): OutgoingAnswer {
  const before = answer.alteration;
  const headers = { ...before?.header, ...header };
  const alteration = { ...before, ...more, ...(header && { header: headers }) };
  return { ...answer, alteration };
}

function withStatus(outcome: AnswerOutcome, { status }: StatusAction): AnswerOutcome {
  const code = typeof status === 'number' ? status : NtStatus[status];
  return eachAnswer(outcome, (answer) => {
    const response = failure(code);
    response.sessionId = answer.response.sessionId ?? answer.request.sessionId;
    return { ...answer, response };
  });
}

/** SessionFlags of SESSION_SETUP's answer ([MS-SMB2] 2.2.6). */
function withFlags({ flags }: SessionFlagsAction): NonNullable<Alteration['body']> {
  return (proper) => {
    const body = Buffer.from(proper);
    body.writeUInt16LE(flagsOf(flags), SESSION_FLAGS_OFFSET);
    return body;
  };
}

/** Bytes from the start of the body to SessionFlags. */
const SESSION_FLAGS_OFFSET = 2;

function flagsOf(words: readonly SessionFlagWord[]): number {
  return words.reduce((bits, word) => bits | flagBits[word], 0);
}

const flagBits: Readonly<Record<SessionFlagWord, number>> = {
  guest: SessionFlags.IS_GUEST,
  anonymous: SessionFlags.IS_NULL,
  'encrypt-data': SessionFlags.ENCRYPT_DATA,
};

/** The server keeps its own answer, so that it knows no session which it did not accept. */
function unsignedSuccess({ response }: OutgoingAnswer, { flags }: UnsignedSuccessAction): Alteration {
  const unsigned = { header: { status: NtStatus.STATUS_SUCCESS }, signature: 'stripped' } as const;
  const succeeds = response.status === NtStatus.STATUS_SUCCESS;
  if (succeeds && flags === undefined) return unsigned;
  if (succeeds) return { ...unsigned, body: withFlags({ do: 'session-flags', flags: flags ?? [] }) };
  return {
    ...unsigned,
    body: () => {
      const w = new Writer(16);
      encodeSessionSetupResponse(w, { sessionFlags: flagsOf(flags ?? []), securityBuffer: Buffer.alloc(0) });
      return w.finish();
    },
  };
}

function otherIds(
  { request, response }: OutgoingAnswer,
  { sessionId, treeId, messageId }: HeaderAction,
): NonNullable<Alteration['header']> {
  const { header } = request;
  return {
    ...(sessionId !== undefined && {
      sessionId: changed(response.sessionId ?? request.sessionId, sessionId, 64),
    }),
    ...(treeId !== undefined && {
      treeId: Number(changed(BigInt(response.treeId ?? request.treeId), treeId, 32)),
    }),
    ...(messageId !== undefined && { messageId: changed(header.messageId, messageId, 64) }),
  };
}

function changed(id: bigint, change: IdChange, bits: number): bigint {
  if (change === 'zero') return 0n;
  return BigInt.asUintN(bits, change === 'all-ones' ? -1n : id + BigInt(change));
}

/** Widens the window of the connection where more is granted than the server had in mind. */
function withCredits(answer: OutgoingAnswer, { grant }: CreditsAction): OutgoingAnswer {
  const { window } = answer.request.connection;
  if (grant > answer.credits) window.grant(grant - answer.credits);
  return { ...answer, credits: grant };
}
