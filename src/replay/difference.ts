import { fieldsOf, messagesOf, type NamedField, SIGNATURE } from './fields.js';

/** The first thing in which a message is not as it was recorded. */
export interface Difference {
  /** Such as `SESSION_SETUP response`, with its place in a compound. */
  readonly message: string;
  /** Name of the field, or a place in bytes. */
  readonly field: string;
  /** In words; bytes are hexadecimal. */
  readonly expected: string;
  readonly got: string;
}

/** Names of fields that need not be as recorded, at the end of a field's name. */
export type Leniency = ReadonlySet<string>;

const STRICT: Leniency = new Set();

/**
 * Compares the payloads of two frames.
 *
 * @param lenient fields that may differ, with everything that follows from them: signatures and bytes no field has
 * @returns undefined when they are the same
 */
export function differenceOf(
  expected: Buffer,
  got: Buffer,
  lenient: Leniency = STRICT,
): Difference | undefined {
  if (expected.equals(got)) return undefined;
  const wanted = messagesOf(expected);
  const there = messagesOf(got);
  for (const [index, one] of wanted.entries()) {
    const place =
      wanted.length === 1 ? one.title : `${one.title} (${index + 1} of ${wanted.length} in the compound)`;
    const other = there[index];
    if (other === undefined)
      return { message: place, field: 'the message', expected: 'there', got: 'missing' };
    if (other.title !== one.title)
      return { message: place, field: 'the message', expected: one.title, got: other.title };
    const found = differenceOfMessages(one.bytes, other.bytes, lenient);
    if (found !== undefined) return { message: place, ...found };
  }
  if (there.length <= wanted.length) return undefined;
  const more = there[wanted.length]?.title ?? '';
  return { message: wanted[0]?.title ?? '', field: 'the compound', expected: 'its end', got: more };
}

type Found = Omit<Difference, 'message'>;

function differenceOfMessages(expected: Buffer, got: Buffer, lenient: Leniency): Found | undefined {
  if (expected.equals(got)) return undefined;
  const found = firstField(expected, got, lenient);
  if (found !== undefined) return found;
  if (lenient.size > 0) return undefined;
  const at = firstByte(expected, got);
  return { field: `byte ${at}`, expected: byteAt(expected, at), got: byteAt(got, at) };
}

function firstField(expected: Buffer, got: Buffer, lenient: Leniency): Found | undefined {
  const [wanted, there] = [distinct(fieldsOf(expected)), distinct(fieldsOf(got))];
  let signature: Found | undefined;
  for (const name of new Set([...wanted.keys(), ...there.keys()])) {
    const [one, other] = [wanted.get(name), there.get(name)];
    const last = lastName(name);
    if (one === other || lenient.has(last)) continue;
    const found = { field: name, ...shown(one, other) };
    if (last !== SIGNATURE || name !== last) return found;
    signature ??= found;
  }
  return signature;
}

/** The first of several fields of a name counts; the others have the place in the list as their name. */
function distinct(fields: readonly NamedField[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of fields) if (!values.has(name)) values.set(name, value);
  return values;
}

function lastName(name: string): string {
  return name.split(/ › |\./).at(-1) ?? name;
}

/** Characters of a value that are shown before and behind the first one that differs. */
const BEFORE = 16;
const BEHIND = 48;

/** Two values; of long ones, the part around the first character that differs. */
function shown(expected: string | undefined, got: string | undefined): { expected: string; got: string } {
  if (expected === undefined || got === undefined) {
    return { expected: cut(expected, 0), got: cut(got, 0) };
  }
  let at = 0;
  while (at < expected.length && expected[at] === got[at]) at++;
  const isShort = Math.max(expected.length, got.length) <= BEFORE + BEHIND;
  const start = isShort ? 0 : Math.max(0, at - BEFORE);
  return { expected: cut(expected, start), got: cut(got, start) };
}

function cut(value: string | undefined, start: number): string {
  if (value === undefined) return 'absent';
  if (value === '') return 'empty';
  const end = start + BEFORE + BEHIND;
  return `${start > 0 ? '…' : ''}${value.slice(start, end)}${value.length > end ? '…' : ''}`;
}

function firstByte(expected: Buffer, got: Buffer): number {
  let at = 0;
  while (at < expected.length && at < got.length && expected[at] === got[at]) at++;
  return at;
}

function byteAt(bytes: Buffer, at: number): string {
  return at < bytes.length ? bytes.subarray(at, at + 8).toString('hex') : 'the end of the message';
}
