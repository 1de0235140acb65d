import { Writer } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import {
  Command,
  encodeErrorResponse,
  encodeHeader,
  FRAME_PREFIX_LENGTH,
  HeaderFlags,
  NEXT_COMMAND_OFFSET,
  TRANSFORM_HEADER_LENGTH,
} from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { alterMessage, spoilTag } from './alter-message.js';
import type { NotifyOutcome, OutgoingAnswer } from './outcome.js';
import type { Signing } from '../../protection/signing.js';

/**
 * Frames are encoded behind so many bytes: a prefix, and room for a TRANSFORM_HEADER, so that a frame can be encrypted
 * where it lies. Without encryption the prefix moves to the end of that room, and the bytes before it are not sent.
 */
export const FRAME_HEAD_LENGTH = FRAME_PREFIX_LENGTH + TRANSFORM_HEADER_LENGTH;

/**
 * Answers of one frame, encoded behind each other, signed one by one, encrypted together ([MS-SMB2] 3.3.4.1). A single
 * answer is encoded in its own memory, if it has some.
 */
export function encodeAnswers(answers: readonly OutgoingAnswer[], cipher: SessionCipher | undefined): Buffer {
  const memory = answers.length === 1 ? answers[0]?.response.memory : undefined;
  const w = new Writer(memory ?? INITIAL_CAPACITY).leave(FRAME_HEAD_LENGTH);
  const starts: number[] = [];
  let length = headLength(cipher);
  for (const answer of answers) {
    encodeAnswer(w, answer, starts.length, answers.length, cipher !== undefined);
    starts.push(length);
    length += w.offset;
  }
  const frame = w.finish(FRAME_HEAD_LENGTH - headLength(cipher));
  let altered = false;
  let index = 0;
  for (const answer of answers) {
    const message = frame.subarray(starts[index], starts[++index]);
    if (cipher === undefined) signerOf(answer)?.sign(message);
    answer.response.afterEncoding?.(message);
    altered ||= answer.alteration !== undefined;
  }
  return altered ? alteredFrame(frame, starts, answers, cipher) : protectedFrame(frame, cipher);
}

/** Bytes of a frame in front of its first message. */
function headLength(cipher: SessionCipher | undefined): number {
  return cipher === undefined ? FRAME_PREFIX_LENGTH : FRAME_HEAD_LENGTH;
}

/** The frame that the client gets instead of the proper one, whose bytes stay as they are. */
function alteredFrame(
  proper: Buffer,
  starts: readonly number[],
  answers: readonly OutgoingAnswer[],
  cipher: SessionCipher | undefined,
): Buffer {
  const messages = answers.map((answer, index) => {
    const message = proper.subarray(starts[index], starts[index + 1]);
    return alterMessage(message, answer.alteration ?? {}, {
      next: index < answers.length - 1,
      encrypted: cipher !== undefined,
      signer: signerOf(answer),
      algorithm: answer.request.connection.negotiatedOrUndefined?.signingAlgorithm,
    });
  });
  const altered = Buffer.concat([proper.subarray(0, headLength(cipher)), ...messages]);
  if (cipher === undefined) return protectedFrame(altered, undefined);
  const fault = answers.find(({ alteration }) => alteration?.signature !== undefined)?.alteration?.signature;
  if (fault === 'stripped') return protectedFrame(altered.subarray(TRANSFORM_HEADER_LENGTH), undefined);
  const encrypted = protectedFrame(altered, fault === 'zero-key' ? cipher.underZeroKey() : cipher);
  spoilTag(encrypted.subarray(FRAME_PREFIX_LENGTH), fault);
  return encrypted;
}

/**
 * The cipher of answers to requests in the clear: undefined unless a session or share requires encryption for every
 * answer ([MS-SMB2] 3.3.4.1.4).
 */
export function demandedCipher(
  connection: Connection,
  answers: readonly OutgoingAnswer[],
): SessionCipher | undefined {
  for (const { request } of answers) {
    const { command } = request.header;
    const established = connection.sessions.get(request.sessionId)?.established;
    if (established?.cipher === undefined || command === Command.SESSION_SETUP) continue;
    const shareDemands =
      command !== Command.TREE_CONNECT && established.trees.find(request.treeId)?.share.encrypt === true;
    if (established.encryptData || shareDemands) return established.cipher;
  }
  return undefined;
}

/** MessageId of an unsolicited message ([MS-SMB2] 3.3.4.6). */
const UNSOLICITED_MESSAGE_ID = 0xffff_ffff_ffff_ffffn;

/** An oplock break notification is unsolicited, so TreeId and credits are 0, and it is never signed (3.3.4.6). */
export function encodeNotification({ body, sessionId, cipher }: NotifyOutcome): Buffer {
  const w = new Writer(INITIAL_CAPACITY).leave(FRAME_HEAD_LENGTH);
  encodeHeader(w, {
    command: Command.OPLOCK_BREAK,
    flags: HeaderFlags.SERVER_TO_REDIR,
    messageId: UNSOLICITED_MESSAGE_ID,
    sessionId,
  });
  body(w);
  return protectedFrame(w.finish(FRAME_HEAD_LENGTH - headLength(cipher)), cipher);
}

/** Bytes that are enough for every response of a login. */
const INITIAL_CAPACITY = 512;

function encodeAnswer(
  w: Writer,
  answer: OutgoingAnswer,
  index: number,
  count: number,
  encrypted: boolean,
): void {
  const { request, response, asyncId, credits } = answer;
  const { header } = request;
  const signed = !encrypted && signerOf(answer) !== undefined;
  encodeHeader(w, {
    creditCharge: header.creditCharge,
    status: response.status,
    command: header.command,
    credits,
    flags:
      HeaderFlags.SERVER_TO_REDIR |
      (index > 0 ? header.flags & HeaderFlags.RELATED_OPERATIONS : 0) |
      (header.flags & HeaderFlags.PRIORITY_MASK) |
      (signed ? HeaderFlags.SIGNED : 0),
    messageId: header.messageId,
    asyncId,
    reserved: asyncId === undefined ? header.reserved : 0,
    treeId: response.treeId ?? request.treeId,
    sessionId: response.sessionId ?? request.sessionId,
  });
  if (response.write !== undefined) response.write(w);
  else encodeErrorResponse(w, response.error);
  // "The length of the last response in the compounded responses SHOULD be padded" as well ([MS-SMB2] 3.3.4.1.3).
  if (count > 1) w.align(8);
  if (index + 1 < count) w.patchU32(NEXT_COMMAND_OFFSET, w.offset);
}

/**
 * The signer of a response: the one that the handler sets, otherwise that of the request. Interim responses are never
 * signed ([MS-SMB2] 3.3.4.1.1).
 */
function signerOf({ request, response }: OutgoingAnswer): Signing | undefined {
  if (response.status === NtStatus.STATUS_PENDING) return undefined;
  return response.signer ?? request.signer;
}

/**
 * The frame in which messages were encoded behind their head: encrypted if there is a cipher, and with its direct-TCP
 * prefix: zero, and the length in 24 bits (2.1).
 */
function protectedFrame(frame: Buffer, cipher: SessionCipher | undefined): Buffer {
  cipher?.encrypt(frame.subarray(FRAME_PREFIX_LENGTH));
  frame.writeUInt32BE(frame.length - FRAME_PREFIX_LENGTH, 0);
  return frame;
}
