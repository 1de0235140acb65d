/**
 * Characters that a terminal or a viewer acts on, does not show, or shows like a blank. Most are given by Unicode
 * properties: C (controls, format characters such as bidirectional overrides, lone surrogates, private use,
 * unassigned), Z (separators of lines, paragraphs and words, except the blank itself), and those ignorable by default
 * (fillers, joiners, variation selectors, tags). Two invisible symbols have no such property: the empty Braille cell
 * and the null note head.
 */
const unsafe = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** ASCII and the signs of our sentences. Most texts have nothing else, and this test takes a fraction of the time. */
const plain = /^[ -~“”‘’…–—·×→]*$/;

/** Makes text from the network fit for a terminal, a log, or a page: unsafe characters are written as `\u{…}`. */
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
  const text = jsonOf(value);
  if (plain.test(text)) return text;
  return text.replace(unsafe, escapedInJson);
}

/** One or two units. Names that have nothing else are replaced in a fraction of the time of a search in each match. */
function escapedInJson(character: string): string {
  const first = escapedUnit(character.charCodeAt(0));
  return character.length === 1 ? first : first + escapedUnit(character.charCodeAt(1));
}

/** Four digits (RFC 8259 7). */
function escapedUnit(unit: number): string {
  return `\\u${(0x10000 + unit).toString(16).slice(1)}`;
}

/** Few values have a bigint somewhere. A replacer is called for every member, which takes longer than all the rest. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, bigintsAsText);
  }
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
