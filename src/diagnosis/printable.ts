/**
 * Characters that a terminal or a viewer would act on instead of showing: C0 and C1 controls, line and paragraph
 * separators, bidirectional overrides, zero-width characters, and lone surrogates.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text from the network, fit for a terminal, a log, or a page: what would not show is written as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(unsafe, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
}

/** {@link printable} in quotation marks, cut after `limit` characters. */
export function quoted(text: string, limit = 64): string {
  const shown = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return `“${printable(shown)}”`;
}

/** JSON on one line in which such characters are escaped as JSON escapes; it parses to the same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, bigintsAsText).replace(
    unsafe,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
