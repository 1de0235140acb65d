/**
 * Characters that a terminal or a viewer would act on instead of showing, or not show, or show as a blank that is none,
 * by their Unicode properties: C (controls, format characters such as bidirectional overrides, lone surrogates, private
 * use, unassigned), Z (separators of lines, paragraphs and words, but for the blank itself), whatever is ignorable by
 * default (fillers, joiners, variation selectors, tags). Two symbols that are drawn as nothing have no property that
 * says so: the empty Braille cell and the null note head.
 */
const unsafe = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** ASCII and the signs of our sentences. Most texts have nothing else, and this test takes a fraction of the time. */
const plain = /^[ -~“”‘’…–—·×→]*$/;

/** Text from the network, fit for a terminal, a log, or a page: what would not show is written as `\u{…}`. */
export function printable(text: string): string {
  return plain.test(text) ? text : text.replace(unsafe, escaped);
}

/** {@link printable} in quotation marks that nothing inside can close, cut after `limit` characters. */
export function quoted(text: string, limit = 64): string {
  const shown = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return `“${printable(shown).replace(/[“”]/g, escaped)}”`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** JSON on one line in which such characters are escaped as JSON escapes; it parses to the same value. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, bigintsAsText);
  if (plain.test(text)) return text;
  return text.replace(unsafe, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
