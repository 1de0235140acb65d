import type { JSX } from 'preact';
import { printable } from '../../../text/printable.js';

/** The most characters of a name that is shown in a line. */
const LINE = 80;

/** The most characters of a text that is shown whole. */
const WHOLE = 600;

const escapes = /(\\u\{[0-9a-f]+\})/;

interface ForeignProps {
  readonly text: string;
  /** Shows more of it. */
  readonly whole?: boolean;
}

/**
 * Text that somebody in the network chose: isolated from the direction of the text around it, cut, and with whatever
 * does not show as an escape.
 */
export function Foreign({ text, whole = false }: ForeignProps): JSX.Element {
  const limit = whole ? WHOLE : LINE;
  const isCut = text.length > limit;
  const shown = printable(isCut ? text.slice(0, limit) : text);
  return (
    <bdi class="foreign" title={isCut && !whole ? `${printable(text.slice(0, WHOLE))}…` : undefined}>
      {shown.split(escapes).map((part) => (escapes.test(part) ? <span class="escape">{part}</span> : part))}
      {isCut && <span class="cut">… {text.length - limit} more characters</span>}
    </bdi>
  );
}
