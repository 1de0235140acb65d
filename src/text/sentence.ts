import { printable } from './printable.js';

/** Longer than any detail that a person reads. */
const clauseLimit = 300;

/** Marks that end a sentence. */
const marks: ReadonlySet<string> = new Set(['.', '!', '?', '…']);

/** A detail within a sentence. Details come from layers that know nothing of sentences, and may quote the client. */
export function clause(detail: string): string {
  return printable(detail.length > clauseLimit ? `${detail.slice(0, clauseLimit)}…` : detail);
}

/** A detail as a sentence. */
export function sentence(detail: string): string {
  const shown = clause(detail);
  return marks.has(shown.slice(-1)) ? shown : `${shown}.`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
