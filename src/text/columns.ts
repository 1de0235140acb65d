import stringWidth from 'string-width';

/** Characters of one column each: ASCII and the signs of our sentences. Most texts consist of nothing else. */
const narrow = /^[ -~“”‘’…–—·×→]*$/;

/**
 * Columns that a printable text takes in a terminal: two for each character of East Asian width and for an emoji, none
 * for a combining mark.
 */
export function columnsOf(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}
