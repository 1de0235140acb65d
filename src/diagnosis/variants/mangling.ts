/** One mangled form of a text. */
export interface Mangling {
  /** Stable name, such as `trailing-newline`. */
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** The mangled form; the text itself where the mistake changes nothing. */
  readonly text: string;
}

export const mangling = (variant: string, words: string, text: string): Mangling => ({
  variant,
  words,
  text,
});

/** Signs with a meaning of their own in shells, URLs or settings files, with their names. */
export const signs: ReadonlyMap<string, string> = new Map([
  [' ', 'space'],
  ['!', 'bang'],
  ['"', 'double-quote'],
  ['#', 'hash'],
  ['$', 'dollar'],
  ['%', 'percent'],
  ['&', 'ampersand'],
  ["'", 'single-quote'],
  ['(', 'parenthesis'],
  [')', 'closing-parenthesis'],
  ['*', 'asterisk'],
  ['+', 'plus'],
  [',', 'comma'],
  ['-', 'hyphen'],
  ['.', 'dot'],
  ['/', 'slash'],
  [':', 'colon'],
  [';', 'semicolon'],
  ['<', 'less'],
  ['=', 'equals'],
  ['>', 'greater'],
  ['?', 'question-mark'],
  ['@', 'at'],
  ['[', 'bracket'],
  ['\\', 'backslash'],
  [']', 'closing-bracket'],
  ['^', 'caret'],
  ['_', 'underscore'],
  ['`', 'backtick'],
  ['{', 'brace'],
  ['|', 'pipe'],
  ['}', 'closing-brace'],
  ['~', 'tilde'],
]);

/** The signs that a text has, each once, with their names. */
export function* signsIn(text: string): Generator<[sign: string, name: string]> {
  for (const entry of signs) if (text.includes(entry[0])) yield entry;
}

/** Converts a text; if that throws, as for lone surrogates or stray percent signs, the text stays as it is. */
export function orUnchanged(convert: (text: string) => string, text: string): string {
  try {
    return convert(text);
  } catch {
    return text;
  }
}
