import { NtStatus } from '../../constants/nt-status.js';
import type { DropReason } from '../../facts/recorder.js';
import { SessionCipher } from '../../protection/encryption.js';
import { isDelivery } from '../../runtime/delivery.js';
import { LONGEST_DELAY } from '../../runtime/runtime.js';
import { Command } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import type { DropOutcome, FrameOutcome, Outcome, OutgoingAnswer } from './outcome.js';

/** Whether a value of a decision is an outcome that this connection can carry out. */
export function isOutcome(connection: Connection, proposed: Outcome, decided: unknown): decided is Outcome {
  const outcome = Object(decided) as Partial<Record<string, unknown>>;
  if (!isDelivery(outcome['delivery'])) return false;
  switch (outcome['kind']) {
    case 'answer':
      return (
        isCipher(outcome['cipher']) &&
        Array.isArray(outcome['answers']) &&
        outcome['answers'].every((answer) => isAnswer(connection, proposed, answer)) &&
        isWayOfFrame(connection, proposed, outcome)
      );
    case 'notify':
      return (
        isCipher(outcome['cipher']) && typeof outcome['body'] === 'function' && isU64(outcome['sessionId'])
      );
    default:
      return isFrameOrDrop(outcome);
  }
}

/** Whether a frame of answers leaves in a way that there is. */
function isWayOfFrame(
  connection: Connection,
  proposed: Outcome,
  { inTheClear, before, copies, afterNext }: Partial<Record<string, unknown>>,
): boolean {
  return (
    (inTheClear === undefined || inTheClear === true) &&
    (before === undefined ||
      (Array.isArray(before) && before.every((one) => isOutcome(connection, proposed, one)))) &&
    (copies === undefined || isWithin(copies, MAX_COPIES)) &&
    (afterNext === undefined || isWithin(afterNext, LONGEST_DELAY))
  );
}

/** The most copies of a frame. */
const MAX_COPIES = 16;

function isWithin(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** Whether a value is bytes that may leave, or an end of the connection. */
export function isFrameOrDrop(value: unknown): value is FrameOutcome | DropOutcome {
  const { kind, frame, delivery, why, farewell } = Object(value) as Partial<Record<string, unknown>>;
  if (kind === 'frame') return Buffer.isBuffer(frame) && isDelivery(delivery);
  const isReason = typeof why === 'string' && Object.hasOwn(dropReasons, why);
  return kind === 'drop' && isReason && (farewell === undefined || Buffer.isBuffer(farewell));
}

const dropReasons: Readonly<Record<DropReason, true>> = {
  refused: true,
  'protocol-violation': true,
  'timed-out': true,
  limit: true,
  'internal-error': true,
  shutdown: true,
  fault: true,
};

/** Checks a response that accepts a login before the login takes effect, because it must go out afterwards. */
function isAnswer(connection: Connection, proposed: Outcome, value: unknown): value is OutgoingAnswer {
  const { request, response, asyncId, credits } = Object(value) as Partial<OutgoingAnswer>;
  if (request?.connection !== connection || !isU64(request.header?.messageId)) return false;
  if (response === undefined || !Number.isInteger(response.status)) return false;
  if (credits === undefined || !Number.isInteger(credits) || credits < 0 || credits > 0xffff) return false;
  if (asyncId !== undefined && !isU64(asyncId)) return false;
  // Only the proposed response may accept a login.
  const succeeds = response.status >>> 0 === NtStatus.STATUS_SUCCESS;
  if (request.header.command !== Command.SESSION_SETUP || !succeeds) return true;
  return (
    proposed.kind === 'answer' &&
    proposed.answers.some((one) => one.response === response && one.request === request)
  );
}

function isCipher(value: unknown): boolean {
  return value === undefined || value instanceof SessionCipher;
}

function isU64(value: unknown): boolean {
  return typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
}
