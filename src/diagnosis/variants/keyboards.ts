import { type KeyboardLayout, latinLayouts, otherLayouts, usLayout } from './keyboard-layouts.js';
import { mangling, type Mangling } from './mangling.js';

// Variants that were typed with the right keys on a keyboard with another layout.

interface Key {
  readonly index: number;
  readonly level: 'plain' | 'shifted';
}

/** A layout, with its keys by the sign that they give. */
interface Keyboard {
  readonly layout: KeyboardLayout;
  readonly plain: readonly string[];
  readonly shifted: readonly string[];
  readonly keys: ReadonlyMap<string, Key>;
}

function keyboardOf(layout: KeyboardLayout): Keyboard {
  const plain = Array.from(layout.plain);
  const shifted = Array.from(layout.shifted);
  const keys = new Map<string, Key>();
  const learn = (letters: readonly string[], level: Key['level']): void => {
    for (const [index, letter] of letters.entries()) {
      if (letter !== NO_LETTER && !keys.has(letter)) keys.set(letter, { index, level });
    }
  };
  learn(plain, 'plain');
  learn(shifted, 'shifted');
  const pairs = Array.from(layout.altGr ?? '');
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [sign = '', base = ''] = pairs.slice(i, i + 2);
    const key = keys.get(base);
    if (key !== undefined && !keys.has(sign)) keys.set(sign, { index: key.index, level: 'plain' });
  }
  return { layout, plain, shifted, keys };
}

const NO_LETTER = '□';

/** The keyboards, made for the first search. */
let known: { readonly latin: readonly Keyboard[]; readonly others: readonly Keyboard[] } | undefined;

function keyboards() {
  known ??= { latin: latinLayouts.map(keyboardOf), others: otherLayouts.map(keyboardOf) };
  return known;
}

/** Variants that were typed for one layout while another was set. */
export function* otherLayout(password: string): Generator<Mangling> {
  const { latin, others } = keyboards();
  const us = latin.filter(({ layout }) => layout === usLayout);
  for (const from of latin) for (const to of latin) yield* typedOn(password, from, to);
  for (const other of others) {
    for (const each of us) {
      yield* typedOn(password, each, other);
      yield* typedOn(password, other, each);
    }
  }
}

function* typedOn(password: string, from: Keyboard, to: Keyboard): Generator<Mangling> {
  const typed = retype(password, from, ({ index, level }) => to[level][index]);
  if (typed === undefined) return;
  const words =
    from === to
      ? `typed on a ${from.layout.name} keyboard without AltGr`
      : `typed as on a ${from.layout.name} keyboard while the ${to.layout.name} one was set`;
  yield mangling(`keyboard-${nameOf(from)}-${nameOf(to)}`, words, typed);
}

/** Variants in which Shift was forgotten or held, or in which Shift Lock or Num Lock was on. */
export function* modifierKeys(password: string): Generator<Mangling> {
  for (const keyboard of keyboards().latin) {
    const plain = retype(password, keyboard, ({ index }) => keyboard.plain[index]);
    const on = `on a ${keyboard.layout.name} keyboard`;
    if (plain !== undefined) yield mangling('shift-missing', `typed without Shift ${on}`, plain);
    const shifted = retype(password, keyboard, ({ index }) => keyboard.shifted[index]);
    if (shifted !== undefined) yield mangling('shift-stuck', `typed with Shift held ${on}`, shifted);
    const flipped = retype(password, keyboard, ({ index, level }) =>
      level === 'plain' ? keyboard.shifted[index] : keyboard.plain[index],
    );
    if (flipped !== undefined) yield mangling('shift-lock', `typed with Shift Lock ${on}`, flipped);
  }
  const asNumbers = Array.from(password, (letter) => numberPad[letter.toLowerCase()] ?? letter).join('');
  yield mangling('num-lock', 'typed with Num Lock on a notebook, where letters are digits', asNumbers);
}

/** Letters that give digits on notebook keyboards with Num Lock. */
const numberPad: Readonly<Record<string, string>> = {
  u: '4',
  i: '5',
  o: '6',
  j: '1',
  k: '2',
  l: '3',
  m: '0',
  p: '*',
};

const deadKeys: readonly [sign: string, mark: string][] = [
  ['`', '\u0300'],
  ['´', '\u0301'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['"', '\u0308'],
  ['¨', '\u0308'],
];

/** Variants of dead keys: accents that wait for the next letter. */
export function* deadKeysTyped(password: string): Generator<Mangling> {
  const words = 'with an accent that a dead key put on the next letter';
  let all = password;
  for (const [sign, mark] of deadKeys) {
    const pattern = new RegExp(`${sign.replace('^', '\\^')}(\\p{L}| )`, 'gu');
    const compose = (text: string): string =>
      text.replace(pattern, (_, letter: string) =>
        letter === ' ' ? sign : `${letter}${mark}`.normalize('NFC'),
      );
    yield mangling('dead-key', words, compose(password));
    all = compose(all);
  }
  yield mangling('dead-key', words, all);
}

/** The text as another layout gives it; undefined if a letter has no key, or its key gives no sign. */
function retype(text: string, from: Keyboard, pressed: (key: Key) => string | undefined): string | undefined {
  let typed = '';
  for (const letter of text) {
    const key = from.keys.get(letter);
    // The space bar is the same everywhere.
    const given = letter === ' ' ? ' ' : key && pressed(key);
    if (given === undefined || given === NO_LETTER) return undefined;
    typed += given;
  }
  return typed;
}

function nameOf({ layout }: Keyboard): string {
  return layout.name.toLowerCase().replace(' ', '-');
}
