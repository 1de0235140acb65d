/**
 * Characters that a terminal or a viewer would act on instead of showing, or not show at all: C0 and C1 controls, line
 * and paragraph separators, bidirectional overrides, zero-width characters, invisible fillers, tags, and lone surrogates.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text from the network, fit for a terminal, a log, or a page: what would not show is written as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(unsafe, escaped);
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
  return JSON.stringify(value, bigintsAsText).replace(unsafe, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
