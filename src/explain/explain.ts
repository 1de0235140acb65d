import { reasonGroups } from '../diagnosis/reasons.js';
import type { SpeakingMechanism } from '../diagnosis/vocabulary.js';
import { type Cause, Causes } from './causes.js';
import { type Code, formsOf } from './code.js';
import { CodeTables, type TableTexts } from './code-tables.js';
import { findCodes } from './find-codes.js';
import { nearestCodes } from './nearest-codes.js';
import { type NextStep, nextSteps } from './next-steps.js';
import { plainWords } from './plain-words.js';

/** So much of a text is looked at, in UTF-16 code units: its end, where a log has what happened last. */
const MAX_TEXT = 16_384;

/** The answer about one code. */
export interface CodeAnswer {
  readonly code: Code;
  /** The code as people meet it elsewhere. */
  readonly forms: readonly string[];
  /** The likeliest first; empty: nothing that this server knows of leads to it. */
  readonly causes: readonly Cause[];
  readonly nextSteps: readonly NextStep[];
}

/** Codes in place of one that there is not. */
export interface UnknownCode {
  readonly text: string;
  readonly nearest: readonly Code[];
}

/** The answer to whatever was pasted. */
export interface Explanation {
  readonly answers: readonly CodeAnswer[];
  /** Numbers that stand for more than one code; the answers have every one, the likeliest first. */
  readonly ambiguous: readonly string[];
  readonly unknown: readonly UnknownCode[];
  /** The text was longer than what was looked at. */
  readonly isCut: boolean;
}

/** Tells what error codes and messages of clients mean, and what leads to them. */
export class Explainer {
  readonly tables: CodeTables;
  readonly causes: Causes;

  /**
   * @param texts the tables of codes
   * @param mechanisms those whose reasons are told
   */
  constructor(texts: TableTexts, mechanisms: readonly SpeakingMechanism[]) {
    this.tables = new CodeTables(texts);
    this.causes = new Causes(reasonGroups(mechanisms), this.tables);
  }

  /** Explains every code in a text. */
  explain(pasted: string): Explanation {
    const text = pasted.slice(-MAX_TEXT);
    const { codes, ambiguous, unknown, phrases } = findCodes(text, this.tables, this.causes);
    const favoured = this.#favouredBy(phrases, codes);
    return {
      answers: codes.map((code) => this.answerFor(code, favoured)),
      ambiguous,
      unknown: unknown.map((name) => ({
        text: name,
        nearest: nearestCodes(name, this.tables, this.causes),
      })),
      isCut: pasted.length > MAX_TEXT,
    };
  }

  /** @param favoured ids of causes that the words beside the code point at: they come first */
  answerFor(code: Code, favoured: ReadonlySet<string> = new Set()): CodeAnswer {
    const all = this.causes.of(code);
    const causes = [
      ...all.filter(({ id }) => favoured.has(id)),
      ...all.filter(({ id }) => !favoured.has(id)),
    ];
    return { code, forms: formsOf(code), causes, nextSteps: nextSteps(code, causes) };
  }

  /** The causes that a sentence points at beside a code, unless it is the description of the code itself. */
  #favouredBy(phrases: readonly string[], codes: readonly Code[]): ReadonlySet<string> {
    const descriptions = codes.map(({ meaning }) => plainWords(meaning));
    const telling = phrases.filter(
      (phrase) => this.causes.phrases.isQuoted(phrase) && !descriptions.includes(phrase),
    );
    return new Set(telling.flatMap((phrase) => [...this.causes.phrases.idsOf(phrase)]));
  }
}
