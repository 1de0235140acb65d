import { Writer } from '../../bytes/index.js';
import { FRAME_PREFIX_LENGTH, HEADER_LENGTH } from '../../smb2-codec/index.js';
import type { AnswerOutcome, OutgoingAnswer } from './outcome.js';

/** Whether all bytes of an answer leave, so that the client can read it. */
export function leavesWhole({ response }: OutgoingAnswer, { delivery, cipher }: AnswerOutcome): boolean {
  if (delivery?.garbage === true) return false;
  if (delivery?.truncate === undefined) return true;
  const body = new Writer();
  response.write?.(body);
  const around = FRAME_PREFIX_LENGTH + (cipher === undefined ? 0 : TRANSFORM_LENGTH) + HEADER_LENGTH;
  return delivery.truncate >= around + body.offset;
}

/** Bytes of a TRANSFORM_HEADER ([MS-SMB2] 2.2.41). */
const TRANSFORM_LENGTH = 52;
