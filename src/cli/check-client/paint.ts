import { coloursFor } from '../../diagnosis/output/paragraph.js';
import type { Paint } from '../../scorecard/report/render-table.js';
import { isBad } from '../../scorecard/verdict.js';

/** Colours for a terminal: green, red, and faint for what says nothing. */
export function painter({ isTTY }: { readonly isTTY?: boolean }): Paint {
  const { good, bad, dim } = coloursFor({ isTTY: isTTY === true }, process.env);
  return (text, verdict) => {
    if (verdict === 'secure') return good(text);
    return isBad(verdict) ? bad(text) : dim(text);
  };
}
