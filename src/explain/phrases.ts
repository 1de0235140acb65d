import { isLonger, plainWords } from './plain-words.js';

/** A word alone, such as “nothing”, tells only where it is the whole text. */
const WORDS_THAT_TELL = 2;
/** A piece of a longer message tells from so many words on. */
const WORDS_OF_A_PIECE = 3;
/** Longer texts are no piece of a message. */
const LONGEST_PIECE = 2000;

/** Words of a client, with what can cause them. */
interface Phrase {
  /** The plain words, in pieces where the message has a name in between. */
  readonly pieces: readonly string[];
  readonly ids: Set<string>;
  /** Whether they are a sentence that a client shows, and not the whole column of a table about it. */
  isQuoted: boolean;
}

/** The messages of clients, whole and by the sentences that they quote, with what can cause each. */
export class Phrases {
  readonly #phrases = new Map<string, Phrase>();
  /** The phrases of each text that was added. */
  readonly #added = new Map<string, readonly Phrase[]>();
  /** Texts that are taken to pieces once a text is looked for: a number alone needs none of them. */
  #waiting: (() => void)[] = [];

  /** @param text as in the column of a client; what is in “…” is a phrase of its own */
  add(text: string, id: string): void {
    this.#waiting.push(() => this.#addMessage(text, id));
  }

  /** Adds a message that clients show word for word; `…` in it stands for a name. */
  addWordForWord(message: string, id: string): void {
    this.#waiting.push(() => void this.#addWords(message, id, true));
  }

  /** @param phrase as from {@link in} */
  idsOf(phrase: string): ReadonlySet<string> {
    return this.#phrases.get(phrase)?.ids ?? new Set();
  }

  /** Whether it is a sentence that a client shows. */
  isQuoted(phrase: string): boolean {
    return this.#phrases.get(phrase)?.isQuoted ?? false;
  }

  /**
   * The phrases in a text, the longest first, without those that are pieces of another; where there is none, the
   * phrase that the text is a piece of.
   *
   * @param words plain
   */
  in(words: string): readonly string[] {
    if (!/[a-z]/.test(words)) return [];
    for (const add of this.#waiting) add();
    this.#waiting = [];
    const padded = ` ${words} `;
    const found = [...this.#phrases]
      .filter(([phrase]) => phrase === words || isLonger(phrase, WORDS_THAT_TELL) || phrase.startsWith('err'))
      .filter(([, { pieces }]) => areInOrder(pieces, padded))
      .map(([phrase]) => phrase)
      .sort((one, other) => other.length - one.length);
    const whole = found.filter(
      (phrase, index) => !found.slice(0, index).some((longer) => longer.includes(phrase)),
    );
    if (whole.length > 0 || words.length > LONGEST_PIECE || !isLonger(words, WORDS_OF_A_PIECE)) return whole;
    return [...this.#phrases.keys()].filter((phrase) => ` ${phrase} `.includes(padded)).slice(0, 1);
  }

  #addMessage(text: string, id: string): void {
    // Fifty reasons share the messages of a refused login.
    const known = this.#added.get(text);
    if (known !== undefined) {
      for (const { ids } of known) ids.add(id);
      return;
    }
    const quoted = [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);
    const names = text.match(/\b(?:NET::)?ERR(?:CONNECT)?_\w+|\brpc_s_\w+|\bWERR_\w+/g) ?? [];
    this.#added.set(text, [
      this.#addWords(text, id, false),
      ...[...quoted, ...names].map((phrase) => this.#addWords(phrase, id, true)),
    ]);
  }

  #addWords(text: string, id: string, isQuoted: boolean): Phrase {
    const pieces = text
      .split('…')
      .map(plainWords)
      .filter((words) => words !== '');
    const key = pieces.join(' ');
    const phrase = this.#phrases.get(key) ?? { pieces, ids: new Set(), isQuoted };
    phrase.ids.add(id);
    phrase.isQuoted ||= isQuoted;
    this.#phrases.set(key, phrase);
    return phrase;
  }
}

/** @param padded plain words with a blank at both ends */
function areInOrder(pieces: readonly string[], padded: string): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = padded.indexOf(` ${piece} `, from);
    if (at < 0) return false;
    from = at + piece.length + 1;
  }
  return pieces.length > 0;
}
