import { CodecError } from '../bytes/index.js';

/** The meaning of some bytes: a message, with the messages inside it. */
export interface Section {
  readonly title: string;
  readonly fields: readonly Field[];
  /** Faults that a strict server refuses, and weaknesses. */
  readonly problems: readonly Problem[];
  readonly sections: readonly Section[];
}

export interface Field {
  readonly name: string;
  /** The value as text; lists are joined, bytes are hexadecimal. */
  readonly value: string;
}

export interface Problem {
  readonly level: 'refused' | 'weak';
  readonly text: string;
  /** The section of the specification with the rule. */
  readonly section: string;
}

/** Collects a {@link Section} as a message is read. */
export class SectionBuilder {
  readonly #title: string;
  readonly #fields: Field[] = [];
  readonly #problems: Problem[] = [];
  readonly #sections: Section[] = [];

  constructor(title: string) {
    this.#title = title;
  }

  field(name: string, value: string | number | bigint | Buffer | readonly string[] | undefined): this {
    if (value === undefined) return this;
    this.#fields.push({ name, value: textOf(value) });
    return this;
  }

  refused(text: string, section: string): this {
    this.#problems.push({ level: 'refused', text, section });
    return this;
  }

  weak(text: string, section: string): this {
    this.#problems.push({ level: 'weak', text, section });
    return this;
  }

  add(section: Section): this {
    this.#sections.push(section);
    return this;
  }

  /** Takes an iterable, because a capture has more messages than a call may have arguments. */
  addAll(sections: Iterable<Section>): this {
    for (const section of sections) this.#sections.push(section);
    return this;
  }

  /** Runs a decoder. A CodecError becomes a problem, and the rest is shown. */
  attempt(section: string, read: () => void): this {
    try {
      read();
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.refused(error.message, section);
    }
    return this;
  }

  build(): Section {
    return {
      title: this.#title,
      fields: this.#fields,
      problems: this.#problems,
      sections: this.#sections,
    };
  }
}

function textOf(value: string | number | bigint | Buffer | readonly string[]): string {
  if (Buffer.isBuffer(value)) return value.length === 0 ? 'empty' : value.toString('hex');
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

/** Every problem of a section and of the sections in it. */
export function problemsOf(section: Section): Problem[] {
  return [...section.problems, ...section.sections.flatMap(problemsOf)];
}
