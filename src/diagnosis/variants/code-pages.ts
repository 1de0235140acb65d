import { mangling, type Mangling } from './mangling.js';

/** A code page: how a text becomes bytes, and bytes a text. */
interface CodePage {
  readonly variant: string;
  readonly words: string;
  /** The bytes of a text; undefined if it has letters that the page lacks. */
  readonly encode: (text: string) => Buffer | undefined;
  readonly decode: (bytes: Buffer) => string;
}

/** From 0x80. Node has decoders for most code pages, but none for those of DOS. */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
/** 0x80 to 0x9f, where Windows-1252 differs from Latin-1; Node's TextDecoder takes the two for the same. */
const cp1252 =
  '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ' +
  Array.from({ length: 96 }, (_, i) => String.fromCharCode(0xa0 + i)).join('');

/** Pages that Node decodes by name. */
const named = [
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-15',
  'koi8-r',
  'ibm866',
  'macintosh',
];

/** Pages with letters of two bytes; UTF-8 is often misread as text of theirs. */
const wide = ['shift_jis', 'gbk', 'big5', 'euc-kr', 'euc-jp'];

const utf8: CodePage = {
  variant: 'utf8',
  words: 'UTF-8',
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) => bytes.toString('utf8'),
};

const latin1: CodePage = {
  variant: 'latin1',
  words: 'Latin-1',
  encode: (text) => (/^[\x00-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined),
  decode: (bytes) => bytes.toString('latin1'),
};

/** The code pages, made when a password first needs them. */
let known: readonly CodePage[] | undefined;

function codePages(): readonly CodePage[] {
  known ??= [
    utf8,
    latin1,
    pageOf('windows-1252', 'Windows-1252', cp1252),
    pageOf('cp437', 'code page 437', cp437),
    pageOf('cp850', 'code page 850', cp850),
    pageOf('cp858', 'code page 858', cp850.replace('ı', '€')),
    ...named.flatMap((name) => {
      const high = highHalfOf(name);
      return high === undefined
        ? []
        : [
            pageOf(
              name,
              name.replace(/^./, (letter) => letter.toUpperCase()),
              high,
            ),
          ];
    }),
  ];
  return known;
}

function pageOf(variant: string, words: string, high: string): CodePage {
  const letters = Array.from({ length: 128 }, (_, i) => String.fromCharCode(i)).concat(Array.from(high));
  const codes = new Map(letters.map((letter, code) => [letter, code]));
  return {
    variant,
    words,
    encode: (text) => {
      const bytes = Array.from(text, (letter) => codes.get(letter));
      return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : undefined;
    },
    decode: (bytes) => Array.from(bytes, (byte) => letters[byte] ?? '').join(''),
  };
}

function highHalfOf(name: string): string | undefined {
  const decoder = decoderOf(name);
  const high = decoder?.decode(Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i));
  return high !== undefined && Array.from(high).length === 128 ? high : undefined;
}

/** A Node without the whole of ICU knows fewer names. */
function decoderOf(name: string) {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** Variants in which the bytes of one code page were read in another. ASCII is the same in all of them. */
export function* readInOtherCodePages(text: string): Generator<Mangling> {
  if (/^[\x00-\x7f]*$/.test(text)) return;
  const pages = codePages();
  for (const from of pages) {
    const bytes = from.encode(text);
    if (bytes === undefined) continue;
    for (const to of pages) {
      if (to === from) continue;
      const words = `with the password’s ${from.words} bytes read as ${to.words}`;
      yield mangling(`${from.variant}-read-as-${to.variant}`, words, to.decode(bytes));
    }
  }
  const bytes = Buffer.from(text, 'utf8');
  for (const name of wide) {
    const read = decoderOf(name)?.decode(bytes);
    if (read === undefined) continue;
    yield mangling(`utf8-read-as-${name}`, `with the password’s UTF-8 bytes read as ${name}`, read);
  }
  yield* readTwice(text, pages);
  yield* lettersReplaced(text, pages);
  const replaced = text.replace(/[^\x00-\x7f]/gu, '\ufffd');
  yield mangling('replacement-characters', 'with U+FFFD for what is not ASCII', replaced);
}

function* readTwice(text: string, pages: readonly CodePage[]): Generator<Mangling> {
  for (const first of pages.slice(1, 6)) {
    for (const second of pages.slice(1, 6)) {
      const once = first.decode(Buffer.from(text, 'utf8'));
      const again = second.decode(Buffer.from(once, 'utf8'));
      const words =
        first === second
          ? `with the password’s UTF-8 bytes read as ${first.words} twice`
          : `with the password’s UTF-8 bytes read as ${first.words} and again as ${second.words}`;
      yield mangling(`utf8-read-as-${first.variant}-${second.variant}`, words, again);
    }
  }
}

/** Variants with question marks for letters that a code page lacks. */
function* lettersReplaced(text: string, pages: readonly CodePage[]): Generator<Mangling> {
  for (const page of pages) {
    const replaced = Array.from(text, (letter) => (page.encode(letter) === undefined ? '?' : letter)).join(
      '',
    );
    const words = `with question marks for what ${page.words} has not`;
    yield mangling(`not-in-${page.variant}`, words, replaced);
    const bytes = page.encode(replaced);
    if (bytes === undefined || replaced === text) continue;
    yield mangling(`not-in-${page.variant}`, `${words}, read as Latin-1`, bytes.toString('latin1'));
  }
}

/** Variants in which UTF-16 was read as bytes or bytes as UTF-16: NULs between the letters, or Chinese characters. */
export function* otherWidths(text: string): Generator<Mangling> {
  const utf16 = Buffer.from(text, 'utf16le');
  const asBytes = 'with the password’s UTF-16 read as single bytes';
  yield mangling('utf16-read-as-latin1', asBytes, utf16.toString('latin1'));
  yield mangling('utf16-read-as-latin1', asBytes, `ÿþ${utf16.toString('latin1')}`);
  const swapped = Buffer.from(utf16).swap16();
  yield mangling('utf16-read-as-latin1', asBytes, swapped.toString('latin1'));
  yield mangling('utf16-swapped', 'with the bytes of each UTF-16 unit swapped', swapped.toString('utf16le'));
  const bytes = Buffer.from(text, 'utf8');
  // An even number of them has the hash that is made of UTF-8, which is tried as such.
  const odd = bytes.length % 2 === 0 ? utf16 : Buffer.concat([bytes, Buffer.alloc(1)]);
  yield mangling('utf8-read-as-utf16', 'with the password’s UTF-8 read as UTF-16', odd.toString('utf16le'));
}
