import type { Code, CodeKind } from './code.js';
import { plainWords } from './plain-words.js';

/** The form of a table. */
export interface TableForm {
  readonly kind: CodeKind;
  readonly source: string;
  readonly isHexadecimal: boolean;
}

/**
 * Codes in a text, one a line: number, name, meaning; lines of remarks begin with `#`. A line is read when it is asked
 * for, since there are thousands.
 */
export class CodeTable {
  readonly #form: TableForm;
  /** With a line feed in front of every line, and behind the last. */
  readonly #text: string;

  constructor(text: string, form: TableForm) {
    this.#form = form;
    this.#text = `\n${text}\n`;
  }

  get kind(): CodeKind {
    return this.#form.kind;
  }

  /** Every code, in the order of the lines. */
  *codes(): Generator<Code> {
    for (const line of this.#text.split('\n')) {
      if (line !== '' && !line.startsWith('#')) yield this.#codeOf(line);
    }
  }

  /**
   * The codes whose meaning begins with one of the pairs of words. Thousands of lines are looked at, and few are read.
   *
   * @param pairs two plain words each, with a blank in between
   */
  *codesBeginningWith(pairs: ReadonlySet<string>): Generator<Code> {
    const text = this.#text;
    for (let start = 1, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
      const meaning = text.indexOf(' ', text.indexOf(' ', start) + 1) + 1;
      const first = text.indexOf(' ', meaning);
      const second = first < 0 ? -1 : text.indexOf(' ', first + 1);
      const beginning = text.slice(meaning, second < 0 || second > end ? end : second);
      if (pairs.has(pairOf(beginning)) && text[start] !== '#') yield this.#codeAt(start);
    }
  }

  /** The first line of the number; undefined: there is none. */
  byNumber(number: number): Code | undefined {
    const digits = this.#form.isHexadecimal ? number.toString(16).padStart(8, '0') : String(number);
    const at = this.#text.indexOf(`\n${digits} `);
    return at < 0 ? undefined : this.#codeAt(at + 1);
  }

  /** The line of the name; undefined: there is none. A name may also be in the meaning of another. */
  byName(name: string): Code | undefined {
    for (let at = -1; (at = this.#text.indexOf(` ${name} `, at + 1)) >= 0;) {
      const start = this.#text.lastIndexOf('\n', at) + 1;
      if (/^-?[0-9a-f]+$/.test(this.#text.slice(start, at))) return this.#codeAt(start);
    }
    return undefined;
  }

  #codeAt(start: number): Code {
    return this.#codeOf(this.#text.slice(start, this.#text.indexOf('\n', start)));
  }

  #codeOf(line: string): Code {
    const { kind, source, isHexadecimal } = this.#form;
    const [digits = '', name = '', ...words] = line.split(' ');
    const number = isHexadecimal ? Number.parseInt(digits, 16) : Number(digits);
    return { kind, source, name, number, meaning: words.join(' ') };
  }
}

/** The first two words, plain. */
function pairOf(beginning: string): string {
  if (/^[a-z]+ [a-z]+$/i.test(beginning)) return beginning.toLowerCase();
  return plainWords(beginning).split(' ', 2).join(' ');
}
