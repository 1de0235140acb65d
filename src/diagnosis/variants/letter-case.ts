import { mangling, type Mangling } from './mangling.js';

/** Variants in another case, the commonest mistake in typing. */
export function* otherCase(password: string): Generator<Mangling> {
  const p = password;
  yield mangling('caps-lock', 'with the case of every letter flipped: caps lock', flipCase(p));
  yield mangling('upper-case', 'with the password in upper case', p.toUpperCase());
  yield mangling('lower-case', 'with the password in lower case', p.toLowerCase());
  const first = p.slice(0, 1);
  const rest = p.slice(1);
  const asPhones = 'with the first letter in upper case, as phones write it';
  yield mangling('first-letter-upper', asPhones, first.toUpperCase() + rest);
}

export function* rareCase(password: string): Generator<Mangling> {
  const p = password;
  const first = p.slice(0, 1);
  const rest = p.slice(1);
  yield mangling('first-letter-lower', 'with the first letter in lower case', first.toLowerCase() + rest);
  const capitalized = first.toUpperCase() + rest.toLowerCase();
  yield mangling('capitalized', 'with the first letter alone in upper case', capitalized);
  const titled = p.toLowerCase().replace(/(^|[^\p{L}])(\p{L})/gu, (all) => all.toUpperCase());
  yield mangling('title-case', 'with the first letter of each word in upper case', titled);
  const ascii = p.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  yield mangling('ascii-upper-case', 'with its ASCII letters alone in upper case', ascii);
  yield mangling('turkish-upper-case', 'in upper case by Turkish rules', p.toLocaleUpperCase('tr'));
  yield mangling('turkish-lower-case', 'in lower case by Turkish rules', p.toLocaleLowerCase('tr'));
  const autocorrected = p.replace(/(^|[.!?]\s+)(\p{L})/gu, (all) => all.toUpperCase());
  yield mangling('sentence-case', 'with sentences begun in upper case', autocorrected);
}

function flipCase(password: string): string {
  return Array.from(password, (letter) => {
    const upper = letter.toUpperCase();
    return letter === upper ? letter.toLowerCase() : upper;
  }).join('');
}
