import { nearestWord } from '../text/nearest-word.js';

/** The most words that a message lists. */
const MAX_LISTED = 16;

/** Says that one of some words is expected; of very many, it names the one that was most likely meant. */
export function expectedWord(words: readonly unknown[], given: unknown): string {
  const texts = words.map((word) => JSON.stringify(word));
  if (texts.length <= MAX_LISTED) return `expected ${texts.join(' or ')}`;
  const names = words.filter((word) => typeof word === 'string');
  const near = typeof given === 'string' ? nearestWord(given, names) : undefined;
  const hint =
    near === undefined ? `, such as ${texts.slice(0, 3).join(', ')}` : `; there is ${JSON.stringify(near)}`;
  return `expected one of ${texts.length} words${hint}`;
}

/** A key that is none of those that there are, with the one that was most likely meant. */
export function unknownKey(key: string, keys: Iterable<string>): string {
  const near = nearestWord(key, keys);
  return near === undefined ? 'unknown key' : `unknown key; there is '${near}'`;
}
