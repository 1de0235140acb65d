/** Texts of our tables and most others; the classes of Unicode take longer to make than all of them to read. */
const ofAscii = /^[\0-\x7f“”‘’…–—]*$/;

/** Text as words with one blank between two. Every client has its own punctuation, and its own case. */
export function plainWords(text: string): string {
  const between = ofAscii.test(text) ? /[^A-Za-z0-9]+/g : /[^\p{L}\p{N}]+/gu;
  return text.replace(/['’‘]/g, '').replace(between, ' ').trim().toLowerCase();
}

/** Whether plain words are at least so many. */
export function isLonger(words: string, count: number): boolean {
  return words !== '' && words.split(' ', count).length === count;
}
