/** Text as words with one blank between two: without case, quotation marks and punctuation, which every client has its own. */
export function plainWords(text: string): string {
  return text
    .replace(/['’‘]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Whether plain words are at least so many. */
export function isLonger(words: string, count: number): boolean {
  return words.split(' ', count).length === count && words !== '';
}
