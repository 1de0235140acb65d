import type { WireItem, WireValue } from './wire.js';

/** Items of a message: more than an end may say before it knows that the other one hears. */
const MOST_ITEMS = 131_072;

/** The most values of an item. */
const MOST_VALUES = 9;

/** UTF-16 code units of a text; the longest is a name that was cut to 256. */
const LONGEST_TEXT = 1024;

/**
 * The items of a message that arrived.
 *
 * @throws TypeError for anything that no process of ours sends
 */
export function itemsOf(message: unknown): readonly WireItem[] {
  if (!Array.isArray(message) || message.length > MOST_ITEMS || !message.every(isItem)) {
    throw new TypeError('a message of no known form');
  }
  return message;
}

function isItem(item: unknown): item is WireItem {
  if (!Array.isArray(item) || item.length < 2 || item.length > MOST_VALUES + 2) return false;
  const [word, number, ...values] = item as readonly unknown[];
  return typeof word === 'string' && isCount(number) && values.every(isValue);
}

/** Whether a value may travel. */
export function isValue(value: unknown): value is WireValue {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  return typeof value === 'boolean' || value === null || Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** @throws TypeError for another value than a text */
export function textOf(value: WireValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('expected a text');
  return value;
}

/** @throws TypeError for another value than a whole number from 0 up */
export function countOf(value: WireValue | undefined): number {
  if (!isCount(value)) throw new TypeError('expected a whole number');
  return value;
}

/** @throws TypeError for another value than true and false */
export function truthOf(value: WireValue | undefined): boolean {
  if (typeof value !== 'boolean') throw new TypeError('expected true or false');
  return value;
}

/**
 * Bytes as a text that JSON can hold.
 *
 * @throws RangeError for more bytes than a message may have: such a proof is refused
 */
export function textOfBytes(bytes: Buffer): string {
  if (bytes.length > LONGEST_TEXT) throw new RangeError(`${bytes.length} bytes are too long to be asked for`);
  return bytes.toString('latin1');
}

/** @throws TypeError for another value than a text of bytes */
export function bytesOf(value: WireValue | undefined): Buffer {
  return Buffer.from(textOf(value), 'latin1');
}

/** A SessionId as a text. */
export function textOfSessionId(id: bigint): string {
  return id.toString(16);
}

const sessionIdPattern = /^[0-9a-f]{1,16}$/;

/** @throws TypeError for another value than a SessionId in hexadecimal digits */
export function sessionIdOf(value: WireValue | undefined): bigint {
  const digits = textOf(value);
  if (!sessionIdPattern.test(digits)) throw new TypeError('expected a SessionId');
  return BigInt(`0x${digits}`);
}
