import type { Code, CodeKind } from './code.js';

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
