import { upperCaseUtf16 } from '../../bytes/index.js';
import { readInOtherCodePages } from './code-pages.js';
import type { NameRepair } from './name-repairs.js';
import { transliterated, withoutAccents } from './unicode-forms.js';

/** Shorter names match too many others. */
const shortestCut = 3;
const shortestTypo = 4;

const rank = { spelling: 0, codePage: 1, cut: 2, longer: 3, typo: 4 } as const;

/** The likeness of a name that was sent to an account's name, apart from mere additions. */
export function likeness(account: string, sent: string): NameRepair | undefined {
  const [ours, theirs] = [upperCaseUtf16(account), upperCaseUtf16(sent)];
  return (
    otherSpelling(ours, theirs) ??
    otherCodePage(account, theirs) ??
    cutOrLonger(ours, theirs) ??
    (isTypo(ours, theirs)
      ? { variant: 'name-typo', words: 'with one character wrong', rank: rank.typo }
      : undefined)
  );
}

/** Letters of other alphabets that look like Latin ones. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Array.from('АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ').map((letter, i) => [
    letter,
    'ABCEHIJKMOPSTXYABEZHIKMNOPTYX'.charAt(i),
  ]),
);

function otherSpelling(ours: string, theirs: string): NameRepair | undefined {
  if (theirs === '' || (isAscii(ours) && isAscii(theirs))) return undefined;
  const spelled = (variant: string, words: string): NameRepair => ({ variant, words, rank: rank.spelling });
  if (upperCaseUtf16(transliterated(ours.toLowerCase())) === theirs) {
    return spelled('name-transliterated', 'with ue for ü and the like');
  }
  for (const sign of ['?', '_', '', '\ufffd']) {
    if (ours.replace(/[^\x00-\x7f]/g, sign) !== theirs) continue;
    const words = sign === '' ? 'without' : `with “${sign}” for`;
    return spelled('name-not-ascii', `${words} what is not ASCII`);
  }
  const bare = withoutAccents(ours);
  if (bare === withoutAccents(theirs)) return spelled('name-accents', 'with other accents');
  const looks = (text: string): string => Array.from(text, (each) => lookalikes.get(each) ?? each).join('');
  return looks(bare) === looks(withoutAccents(theirs))
    ? spelled('name-look-alike', 'with letters of another alphabet that look the same')
    : undefined;
}

/**
 * The account's name read in another code page. Most names are ruled out quickly, because their ASCII letters differ,
 * which no code page changes.
 */
function otherCodePage(account: string, theirs: string): NameRepair | undefined {
  if (isAscii(account) || isAscii(theirs)) return undefined;
  if (asciiOf(upperCaseUtf16(account)) !== asciiOf(theirs)) return undefined;
  for (const { text, words } of readInOtherCodePages(account)) {
    if (upperCaseUtf16(text) !== theirs) continue;
    return {
      variant: 'name-code-page',
      words: words.replace('the password’s', 'its'),
      rank: rank.codePage,
    };
  }
  return undefined;
}

function cutOrLonger(ours: string, theirs: string): NameRepair | undefined {
  if (theirs.length >= shortestCut && ours.startsWith(theirs)) {
    const words = `cut after ${theirs.length} characters`;
    return { variant: 'name-cut', words, rank: rank.cut };
  }
  const next = theirs.charAt(ours.length);
  return ours.length >= shortestCut && theirs.startsWith(ours) && !/[\p{L}\p{N}]/u.test(next)
    ? { variant: 'name-longer', words: 'with more behind it', rank: rank.longer }
    : undefined;
}

/** Whether two names differ by one character added, left out or changed, or by two exchanged. */
function isTypo(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < shortestTypo || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restOf = (text: string, skipped: number): string => text.slice(start + skipped);
  if (restOf(a, 1) === restOf(b, 1) || restOf(a, 1) === restOf(b, 0) || restOf(a, 0) === restOf(b, 1)) {
    return true;
  }
  return a[start] === b[start + 1] && a[start + 1] === b[start] && restOf(a, 2) === restOf(b, 2);
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

function asciiOf(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, '');
}
