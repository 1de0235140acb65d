import { type Code, type CodeKind, KRB5_BASE, win32Of } from './code.js';
import type { CodeTables } from './code-tables.js';

/** A number in a text, with what the text says of its family. */
export interface NumberInText {
  /** As it stands there, such as `-13` or `0x80070035`. */
  readonly text: string;
  readonly value: number;
  readonly isHexadecimal: boolean;
  /** The families that it can be of, the likeliest first; undefined: the text does not say. */
  readonly kinds: readonly CodeKind[] | undefined;
}

/** A number, not within a word, a version or an address. Both branches match to the end of their digits at once. */
const number = /(?<![\w.])(?:0x[0-9a-f]{1,16}|\d{1,16})(?![\w]|\.\d)/gi;

/** The most different numbers that are looked at. */
const MAX_NUMBERS = 40;
/** So many characters in front of a number say of which family it is. */
const WORDS_BEFORE = 40;

/** The words in front of a number that name its family, the first that fits. */
const families: readonly (readonly [RegExp, readonly CodeKind[]])[] = [
  [/curl: ?\($/, ['curl']],
  [/\bmount error ?[(:=]? ?-?$/, ['errno']],
  [/\berrno ?[(:=]? ?-?$/, ['errno', 'macos']],
  [/\b(rc|ret|return code|sesssetup) ?[:=] ?-?$/, ['errno']],
  [/\b(system|windows|win32|win) ?error ?(code)?[ :=]*$/, ['win32']],
  [/\bexit(ed with)? (code|status)[ :=]*$/, ['xfreerdp', 'curl']],
  [/\bhttp(s|\/1\.[01]|\/2)?( status| error)?( code)?[ :=]*$/, ['http']],
  [/\b(response|status code|status|returned error)[ :=]*$/, ['http', 'ntstatus', 'errno']],
  [/\b(failure code|result code)[ :=]*$/, ['kerberos', 'ntstatus', 'win32']],
  [/\berror code[ :=]*$/, ['mstsc', 'win32', 'macos', 'kerberos', 'errno']],
  [/\berror ?[(:]? ?-?$/, ['win32', 'errno', 'macos']],
];

/** The families of a number of which nothing is known, the likeliest first. */
const anyKind: readonly CodeKind[] = [
  'win32',
  'errno',
  'http',
  'macos',
  'xfreerdp',
  'curl',
  'kerberos',
  'mstsc',
  'ntstatus',
];

/** Every number of a text that may be a code. */
export function numbersIn(text: string): NumberInText[] {
  const found = new Map<string, NumberInText>();
  for (const { 0: digits, index } of text.matchAll(number)) {
    if (found.size === MAX_NUMBERS) break;
    const before = text.slice(Math.max(0, index - WORDS_BEFORE), index).toLowerCase();
    // A hyphen within a date or a name is no sign.
    const isNegative = /(^|[^\w.-])-$/.test(before);
    const isHexadecimal = /^0x/i.test(digits);
    const kinds = families.find(([words]) => words.test(before))?.[1];
    const shown = isNegative ? `-${digits}` : digits;
    const known = found.get(shown);
    if (known?.kinds !== undefined) continue;
    found.set(shown, {
      text: shown,
      value: isNegative ? -Number(digits) : Number(digits),
      isHexadecimal,
      kinds,
    });
  }
  return [...found.values()];
}

/** Whether a number says by itself that it is a code: in hexadecimal, or beyond everything that people count. */
export function isCodeByItself({
  value,
  isHexadecimal,
}: Pick<NumberInText, 'value' | 'isHexadecimal'>): boolean {
  return isHexadecimal || value > 0x7fffffff || value < -1_000_000;
}

/** Every code that a number stands for, the families in the order of likelihood. */
export function codesOfNumber(found: NumberInText, tables: CodeTables): readonly Code[] {
  const { value, kinds = anyKind, isHexadecimal } = found;
  if (!Number.isSafeInteger(value) || value > 0xffffffff || value < -0x80000000) return [];
  if (isCodeByItself(found) && (value > 0xffff || value < 0)) return large(value, tables);
  if (value < 0) return codesIn(tables, ['errno', 'macos'], (kind) => (kind === 'errno' ? -value : value));
  // Event logs have the codes of Kerberos in hexadecimal, and Remote Desktop its own.
  return codesIn(tables, isHexadecimal ? ['mstsc', 'kerberos', 'win32', 'ntstatus'] : kinds, () => value);
}

function large(value: number, tables: CodeTables): readonly Code[] {
  const unsigned = value >>> 0;
  const win32 = win32Of(unsigned);
  return [
    ...(win32 === undefined ? [] : codesIn(tables, ['win32'], () => win32)),
    ...(value < 0 ? codesIn(tables, ['kerberos'], () => value - KRB5_BASE) : []),
    ...codesIn(tables, ['ntstatus', 'hresult'], () => unsigned),
  ];
}

function codesIn(
  tables: CodeTables,
  kinds: readonly CodeKind[],
  numberFor: (kind: CodeKind) => number,
): readonly Code[] {
  return kinds.flatMap((kind) => tables.byNumber(kind, numberFor(kind)) ?? []);
}
