import { printable } from './printable.js';

/**
 * Escapes text of a client for HTML and XML, as content and as an attribute's value. Characters that neither may have,
 * and those that a reader does not see, are written as `\u{…}`.
 */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The same for content of several lines. */
export function escapeLines(text: string): string {
  return text.split(/\r?\n/).map(escapeMarkup).join('\n');
}
