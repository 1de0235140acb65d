import { NtStatus, ntStatusName } from '../../../src/constants/nt-status.js';
import type { Reply } from '../../support/smb-client.js';

/** A server's answers, by paths such as `file/ALL/endOfFile`; the last part is an aspect of the answer. */
export type Observations = ReadonlyMap<string, string>;

/** The path of an answer's bytes; they are compared only where all else of the answer is the same. */
export const BYTES = 'bytes';

/** One answer: its status and what came with it. */
export interface Answer {
  readonly status: number;
  /** Empty when it failed. */
  readonly data: Buffer;
}

/** An answer of this status carries data. */
export function answerOf(reply: Reply, data: (message: Buffer) => Buffer): Answer {
  const { status, message } = reply;
  const carries = status === NtStatus.STATUS_SUCCESS || status === NtStatus.STATUS_BUFFER_OVERFLOW;
  return { status, data: carries ? data(message) : Buffer.alloc(0) };
}

/** Where rooms matter: small ones, those somewhat less than the answer needs, and a few more. */
function* roomsAround(length: number): Generator<number> {
  for (let room = 0; room <= length + 12 || room <= 40; room++) {
    if (room <= 24 || room >= length - 32) yield room;
  }
}

/**
 * Asks with rooms from nothing to some bytes more than the answer needs and tells how status and length go, such as
 * `0-39 INFO_LENGTH_MISMATCH, 40- SUCCESS 40`. A length that grows with the room is `all`.
 */
export async function sweep(ask: (room: number) => Promise<Answer>, length: number): Promise<string> {
  const runs: { from: number; to: number; what: string }[] = [];
  for (const room of roomsAround(length)) {
    const { status, data } = await ask(room);
    const carried =
      data.length === 0 ? '' : room === data.length && room < length ? ' all' : ` ${data.length}`;
    const what = `${shortName(status)}${carried}`;
    const last = runs.at(-1);
    if (last?.what === what) last.to = room;
    else runs.push({ from: room, to: room, what });
  }
  return runs
    .map(({ from, to, what }, index) => {
      if (index === runs.length - 1) return `${from}- ${what}`;
      return from === to ? `${from} ${what}` : `${from}-${to} ${what}`;
    })
    .join(', ');
}

export function shortName(status: number): string {
  return ntStatusName(status).replace('STATUS_', '');
}

/** A value of a decoded structure as one line. */
export function asText(value: unknown): string {
  if (typeof value === 'number') return `0x${value.toString(16)}`;
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner));
  }
  return String(value);
}

/** The fields of a decoded structure, one observation each. */
export function* fieldsOf(path: string, decoded: unknown): Generator<[string, string]> {
  if (typeof decoded !== 'object' || decoded === null || Buffer.isBuffer(decoded) || Array.isArray(decoded)) {
    yield [`${path}/value`, asText(decoded)];
    return;
  }
  for (const [name, value] of Object.entries(decoded)) yield [`${path}/${name}`, asText(value)];
}
