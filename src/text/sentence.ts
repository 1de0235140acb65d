import { printable } from './printable.js';

/** Makes a sentence of a detail. A detail may lack its full stop, and may quote the client. */
export function sentence(detail: string): string {
  const shown = printable(detail.length > 300 ? `${detail.slice(0, 300)}…` : detail);
  return /[.!?…]$/.test(shown) ? shown : `${shown}.`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
