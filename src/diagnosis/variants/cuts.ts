import { mangling, type Mangling, signs, signsIn } from './mangling.js';

// Variants with a part of the password missing.

/** The usual reason why a password ends before a sign. */
const takers: Readonly<Record<string, string>> = {
  ' ': ', as by everything that splits words',
  '!': ', which a shell takes for its history',
  '#': ', as in a configuration file',
  $: ', which a shell takes for a variable',
  '%': ', as in a crontab',
  '&': ', as by a shell or a form',
  ',': ', as mount options are',
  '/': ', as in a URL',
  ':': ', as user:password is',
  ';': ', as by a shell or in an .ini file',
  '<': ', as by a shell',
  '=': ', as in an assignment',
  '>': ', as by a shell',
  '?': ', as in a URL',
  '@': ', as in a URL',
  '\\': ', as a domain is cut off',
  '|': ', as by a shell',
};

/** Variant names that are clearer than the name of the sign. */
const cutNames: Readonly<Record<string, string>> = { '#': 'comment' };

/** Variants that end before the first of each sign. */
export function* cutsAtSigns(password: string): Generator<Mangling> {
  const comment = password.replace(/\s*#.*$/s, '');
  yield mangling('comment-cut', 'with the password cut at #, as in a configuration file', comment);
  for (const [sign, name] of signsIn(password)) {
    const words = `with the password cut at “${sign}”${takers[sign] ?? ''}`;
    const cut = password.slice(0, password.indexOf(sign));
    if (cut !== '') yield mangling(`${cutNames[sign] ?? name}-cut`, words, cut);
  }
}

/**
 * Variants of every length: 8 characters are a DES hash's limit, 14 are LM's; forms and database fields have others.
 */
export function* cutsAtLengths(password: string): Generator<Mangling> {
  for (let n = password.length - 1; n > 0; n--) {
    yield mangling(`cut-at-${n}`, `with the password cut after ${count(n)}`, password.slice(0, n));
  }
  const bytes = Buffer.from(password, 'utf8');
  if (bytes.length === password.length) return;
  for (let n = bytes.length - 1; n > 0; n--) {
    // Only cuts inside a letter are new here: before a continuation byte. Cuts between letters are above.
    if (((bytes[n] ?? 0) & 0xc0) !== 0x80) continue;
    const words = `with the password cut after ${n} bytes of UTF-8, inside a letter`;
    yield mangling('cut-in-letter', words, bytes.toString('utf8', 0, n));
  }
}

/** Variants without the beginning: the parts behind a sign, or between two signs. */
export function* lostBeginnings(password: string): Generator<Mangling> {
  for (const [sign, name] of signsIn(password)) {
    const pieces = password.split(sign);
    const words = `with what follows a “${sign}” alone`;
    for (const piece of pieces.slice(1)) if (piece !== '') yield mangling(`after-${name}`, words, piece);
  }
  for (let n = 1; n < password.length; n++) {
    const before = signs.get(password.charAt(n - 1));
    const words =
      before === undefined
        ? `without the first ${count(n)} of the password`
        : `with what follows a “${password.charAt(n - 1)}” alone`;
    yield mangling(before === undefined ? 'start-lost' : `after-${before}`, words, password.slice(n));
  }
}

const classes: readonly [variant: string, words: string, pattern: RegExp][] = [
  ['not-ascii-dropped', 'without the letters that are not ASCII', /[^\x00-\x7f]/gu],
  ['quotes-dropped', 'without any quotes, which a shell takes', /["']/g],
  ['signs-dropped', 'without anything but letters and digits', /[^\p{L}\p{N}]/gu],
  ['spaces-dropped', 'without any spaces', /\s/g],
  ['digits-dropped', 'without the digits, as without Num Lock', /\d/g],
  ['invisible-dropped', 'without the letters that cannot be seen', /[\p{Cf}\p{Zl}\p{Zp}]/gu],
  ['controls-dropped', 'without the control characters', /\p{Cc}/gu],
  [
    'letters-beyond-16-bit-dropped',
    'without the letters beyond 16 bits, such as emoji',
    /[\u{10000}-\u{10ffff}]/gu,
  ],
];

/** Variants without one kind of characters. */
export function* dropped(password: string): Generator<Mangling> {
  for (const [variant, words, pattern] of classes) {
    yield mangling(variant, words, password.replace(pattern, ''));
  }
  for (const [sign, name] of signsIn(password)) {
    yield mangling(`${name}-dropped`, `without any “${sign}”`, password.replaceAll(sign, ''));
  }
  yield mangling('spaces-joined', 'with one space for several', password.replace(/\s+/g, ' '));
}

function count(n: number): string {
  return n === 1 ? '1 character' : `${n} characters`;
}
