import { mangling, type Mangling, signs, signsIn } from './mangling.js';

// Everything that takes something away from a password.

/** Why a password ends before a sign, as far as there is a usual reason. */
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

/** Names that say more than that of the sign. */
const cutNames: Readonly<Record<string, string>> = { '#': 'comment' };

/** Cut at the first of each sign. */
export function* cutsAtSigns(password: string): Generator<Mangling> {
  const comment = password.replace(/\s*#.*$/s, '');
  yield mangling('comment-cut', 'with the password cut at #, as in a configuration file', comment);
  for (const [sign, name] of signsIn(password)) {
    const words = `with the password cut at “${sign}”${takers[sign] ?? ''}`;
    const cut = password.slice(0, password.indexOf(sign));
    if (cut !== '') yield mangling(`${cutNames[sign] ?? name}-cut`, words, cut);
  }
}

/** Cut anywhere: 8 characters of a DES hash, 14 of LM, and whatever a form or a field of a table has room for. */
export function* cutsAtLengths(password: string): Generator<Mangling> {
  for (let n = password.length - 1; n > 0; n--) {
    yield mangling(`cut-at-${n}`, `with the password cut after ${count(n)}`, password.slice(0, n));
  }
  const bytes = Buffer.from(password, 'utf8');
  if (bytes.length === password.length) return;
  for (let n = bytes.length - 1; n > 0; n--) {
    // The first byte of a letter is no continuation byte; cuts before one are those above.
    if (((bytes[n] ?? 0) & 0xc0) !== 0x80) continue;
    const words = `with the password cut after ${n} bytes of UTF-8, inside a letter`;
    yield mangling('cut-in-letter', words, bytes.toString('utf8', 0, n));
  }
}

/** The parts behind a sign, between two of them, or without a beginning that was lost. */
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

/** One kind of characters eaten. */
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
