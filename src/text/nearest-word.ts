/** The most typing errors with which a word is still recognised. */
const MAX_SLIPS = 2;

/** The word that was most likely meant: without case, accents and invisible characters, and with few typing errors. */
export function nearestWord(asked: string, words: Iterable<string>): string | undefined {
  const wanted = folded(asked);
  if (wanted === '') return undefined;
  let nearest: { readonly word: string; readonly slips: number } | undefined;
  for (const word of words) {
    const slips = slipsBetween(wanted, folded(word));
    // A short word with two errors in four letters is another word.
    if (slips > MAX_SLIPS || slips * 2 >= Math.max(wanted.length, word.length)) continue;
    if (nearest === undefined || slips < nearest.slips) nearest = { word, slips };
  }
  return nearest?.word;
}

/** The word without invisible characters, accents and case. */
function folded(word: string): string {
  return word.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Counts letters left out, added, changed, or exchanged with their neighbour, up to one more than {@link MAX_SLIPS}.
 */
function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MAX_SLIPS) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const exchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const at = (cells: readonly number[], index: number): number => cells[index] ?? Infinity;
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (same ? 0 : 1),
        exchanged ? at(beforeLast, j - 2) + 1 : Infinity,
      );
    }
    if (Math.min(...row) > MAX_SLIPS) return Infinity;
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? Infinity;
}
