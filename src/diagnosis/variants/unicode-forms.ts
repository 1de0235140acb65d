import { mangling, type Mangling } from './mangling.js';

const notAscii = /[^\x00-\x7f]/gu;

/** Variants with letters that the system, the keyboard or an editor replaced by equivalent ones. */
export function* unicodeForms(password: string): Generator<Mangling> {
  const p = password;
  yield mangling('question-marks', 'with question marks for what is not ASCII', p.replace(notAscii, '?'));
  yield mangling('nfc', 'with the password in Unicode form NFC', p.normalize('NFC'));
  yield mangling('nfd', 'with the password in Unicode form NFD, as macOS writes names', p.normalize('NFD'));
  yield mangling('nfkc', 'with the password in Unicode form NFKC', p.normalize('NFKC'));
  yield mangling('nfkd', 'with the password in Unicode form NFKD', p.normalize('NFKD'));
  yield mangling('accents-dropped', 'without the accents of its letters', withoutAccents(p));
  yield mangling('transliterated', 'with ue for ü and the like', transliterated(p));
  yield mangling('not-transliterated', 'with ü for ue and the like', untransliterated(p));
  yield mangling('underscores', 'with underscores for what is not ASCII', p.replace(notAscii, '_'));
  yield mangling('full-width', 'with full-width letters, as an input method writes them', fullWidth(p));
  yield mangling('spaces-no-break', 'with no-break spaces for its spaces', p.replaceAll(' ', '\u00a0'));
  yield mangling('no-break-to-space', 'with spaces for its no-break spaces', p.replaceAll('\u00a0', ' '));
  yield mangling('underscores-for-spaces', 'with underscores for its spaces', p.replaceAll(' ', '_'));
  yield mangling('typographic', 'with typographic quotes and dashes, as phones write them', typographic(p));
  yield mangling('typographic-quotes', 'with typographic quotes', typographicQuotes(p));
  yield mangling('not-typographic', 'with plain quotes and dashes for typographic ones', plain(p));
  yield mangling('en-dash', 'with dashes for its hyphens', p.replaceAll('-', '–'));
  yield mangling('no-break-hyphen', 'with no-break hyphens for its hyphens', p.replaceAll('-', '\u2011'));
  yield mangling('ellipsis', 'with “…” for its three dots', p.replaceAll('...', '…'));
  yield mangling(
    'double-space-dot',
    'with a full stop for two spaces, as phones write it',
    p.replaceAll('  ', '. '),
  );
}

const umlauts: readonly [letter: string, spelled: string][] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['Ä', 'Ae'],
  ['Ö', 'Oe'],
  ['Ü', 'Ue'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['ø', 'oe'],
  ['å', 'aa'],
  ['Æ', 'Ae'],
  ['Ø', 'Oe'],
  ['Å', 'Aa'],
  ['œ', 'oe'],
  ['Œ', 'Oe'],
];

/** `ue` for `ü` and the like. */
export function transliterated(text: string): string {
  return umlauts.reduce((all, [letter, spelled]) => all.replaceAll(letter, spelled), text.normalize('NFC'));
}

function untransliterated(text: string): string {
  return umlauts.slice(0, 6).reduce((all, [letter, spelled]) => all.replaceAll(spelled, letter), text);
}

/** Letters without an accent to remove, and their ASCII forms. */
const unaccented: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

/** `u` for `ü` and the like. */
export function withoutAccents(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.replace(notAscii, (letter) => unaccented[letter] ?? letter);
}

function fullWidth(text: string): string {
  const wide = text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  return wide.replaceAll(' ', '\u3000');
}

function typographicQuotes(text: string): string {
  return text
    .replace(/(^|\s)"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|\s)'/g, '$1‘')
    .replaceAll("'", '’');
}

function typographic(text: string): string {
  return typographicQuotes(text).replaceAll('--', '—').replaceAll('...', '…');
}

function plain(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('…', '...');
}
