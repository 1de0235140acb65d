import { printable } from './printable.js';

/** Longer than any detail that a person reads. */
const clauseLimit = 300;

/** Marks that end a sentence. */
const marks: ReadonlySet<string> = new Set(['.', '!', '?', '…']);

/** Puts a detail within a sentence. It may quote the client. */
export function clause(detail: string): string {
  return printable(detail.length > clauseLimit ? `${detail.slice(0, clauseLimit)}…` : detail);
}

/** Makes a sentence of a detail. A detail may lack its full stop, and may quote the client. */
export function sentence(detail: string): string {
  const shown = clause(detail);
  return marks.has(shown.slice(-1)) ? shown : `${shown}.`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
