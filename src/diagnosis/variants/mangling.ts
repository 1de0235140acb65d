/** One form that a text takes when it gets mangled between the person and the client. */
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

/** Signs that shells, URLs and files of every kind take for their own, by name. */
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

/** Lone surrogates cannot be encoded, and stray percent signs not decoded. */
export function orUnchanged(convert: (text: string) => string, text: string): string {
  try {
    return convert(text);
  } catch {
    return text;
  }
}
