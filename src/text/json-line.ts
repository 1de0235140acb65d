import { isPlainAscii, printableJson } from './printable.js';

/**
 * Makes lines of JSON, each from a value whose form changes little from one to the next, such as the record of a login.
 * The line is that of {@link printableJson}. The texts of the parts of the last value are kept: a part with the same
 * members has the same text, and to find that out takes a fraction of the time.
 */
export class JsonLine {
  #last: Part | undefined;

  /**
   * Makes the line of a value.
   *
   * @returns its bytes in UTF-8, a character for each (`latin1`), without a line end
   * @throws TypeError for a circle
   */
  of(value: object): string {
    const part = this.#last ?? new Part();
    // An error, or a value that is not made of members alone, may leave the last one half changed.
    this.#last = undefined;
    if (part.become(value, 0) === undefined) return bytesOf(value);
    this.#last = part;
    return part.text;
  }
}

/** The deepest part of a value. Anything deeper may be part of a circle. */
const DEEPEST = 16;

/** A part's text: that of the last value, or another; undefined: it is not made of its members' texts. */
type Outcome = 'same' | 'changed' | undefined;

/** An object or a list of the last value, with the texts of its members in their order. */
class Part {
  #isList: boolean | undefined;
  readonly #keys: string[] = [];
  /** Primitive values, and the parts of the others. */
  readonly #members: unknown[] = [];
  /** Each member with its key, and with the bracket or the comma before it. */
  readonly #texts: string[] = [];
  #isChanged = true;
  #text = '';
  /** The last value, if it never changes. */
  #frozen: object | undefined;

  /** The text of the value. */
  get text(): string {
    return this.#text;
  }

  /** Takes the next value in this place. */
  become(value: object, depth: number): Outcome {
    if (value === this.#frozen) return 'same';
    const isList = Array.isArray(value);
    if (isList !== this.#isList) {
      if (depth > DEEPEST || !hasMembersAlone(value)) return undefined;
      this.#isList = isList;
      this.#cut(0);
    }
    const count = isList ? this.#takeItems(value, depth) : this.#takeMembers(value as Members, depth);
    if (count === undefined) return undefined;
    if (count !== this.#texts.length) this.#cut(count);
    if (!this.#isChanged) return 'same';
    this.#isChanged = false;
    this.#frozen = this.#isFrozenWith(value) ? value : undefined;
    this.#text = this.#join();
    return 'changed';
  }

  /** @returns their number; undefined: one has no text */
  #takeItems(list: readonly unknown[], depth: number): number | undefined {
    for (let i = 0; i < list.length; i++) if (!this.#take(i, '', list[i], depth)) return undefined;
    return list.length;
  }

  /** @returns their number; undefined: one has no text */
  #takeMembers(value: Members, depth: number): number | undefined {
    if (value.constructor !== Object) return undefined;
    let count = 0;
    // A list of the keys takes longer, and only the first value in a place is asked for its prototype.
    for (const key in value) {
      const member = value[key];
      if (member === undefined) continue;
      if (!this.#take(count, key, member, depth)) return undefined;
      count++;
    }
    return count;
  }

  #cut(count: number): void {
    this.#keys.length = this.#members.length = this.#texts.length = count;
    this.#isChanged = true;
  }

  #join(): string {
    let text = this.#texts.length === 0 ? (this.#isList ? '[' : '{') : '';
    for (const member of this.#texts) text += member;
    return text + (this.#isList ? ']' : '}');
  }

  /** Whether neither the value nor anything in it can change. */
  #isFrozenWith(value: object): boolean {
    return (
      Object.isFrozen(value) &&
      this.#members.every((member) => !(member instanceof Part) || member.#frozen !== undefined)
    );
  }

  /** @returns whether the member has a text */
  #take(index: number, key: string, member: unknown, depth: number): boolean {
    const last = this.#keys[index] === key ? this.#members[index] : undefined;
    if (typeof member !== 'object' || member === null) {
      if (member === last && member !== undefined) return true;
      return this.#keep(index, key, member, textOfPrimitive(member));
    }
    const part = last instanceof Part ? last : new Part();
    const outcome = part.become(member, depth + 1);
    if (outcome === undefined) return false;
    return (outcome === 'same' && part === last) || this.#keep(index, key, part, part.#text);
  }

  #keep(index: number, key: string, member: unknown, text: string | undefined): boolean {
    if (text === undefined) return false;
    const before = index > 0 ? ',' : this.#isList ? '[' : '{';
    this.#keys[index] = key;
    this.#members[index] = member;
    // A joined text lies in one piece, and is copied faster into many lines than one that was added up.
    this.#texts[index] = (this.#isList ? [before, text] : [before, textOfString(key), ':', text]).join('');
    this.#isChanged = true;
    return true;
  }
}

type Members = Readonly<Record<string, unknown>>;

/** Whether the text of an object is that of its own members: a Date, a Buffer, or a boxed number has another. */
function hasMembersAlone(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === Array.prototype) && !('toJSON' in value);
}

/** @returns undefined for what JSON has no form for */
function textOfPrimitive(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return textOfString(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return value === null ? 'null' : undefined;
  }
}

function textOfString(text: string): string {
  return isPlainAscii(text) && !text.includes('"') && !text.includes('\\') ? `"${text}"` : bytesOf(text);
}

function bytesOf(value: unknown): string {
  return Buffer.from(printableJson(value), 'utf8').toString('latin1');
}
