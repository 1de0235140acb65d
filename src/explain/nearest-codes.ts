import { nearestWord } from '../text/nearest-word.js';
import type { Causes } from './causes.js';
import type { Code } from './code.js';
import { type CodeTables, namesFor } from './code-tables.js';
import { codesOfNumber, numbersIn } from './numbers.js';

/** The most codes that are suggested in place of one that there is not. */
const MAX_NEAREST = 5;
/** Longer words and numbers are no typing errors of a code. */
const LONGEST = 80;

/** Codes that were most likely meant by a word or a number that is none: those with a typing error less. */
export function nearestCodes(unknown: string, tables: CodeTables, causes: Causes): readonly Code[] {
  if (unknown.length > LONGEST) return [];
  const [number] = numbersIn(unknown);
  if (number !== undefined && number.text === unknown) return withOtherDigits(unknown, tables, causes);
  for (const name of namesFor(unknown)) {
    const nearest = nearestWord(name, tables.names);
    if (nearest !== undefined) return tables.byName(nearest).slice(0, MAX_NEAREST);
  }
  return [];
}

/** Numbers with one other digit, or two digits exchanged, that something here leads to. */
function withOtherDigits(text: string, tables: CodeTables, causes: Causes): readonly Code[] {
  const start = /^-?(0x)?/i.exec(text)?.[0].length ?? 0;
  const isHexadecimal = /^-?0x/i.test(text);
  const digits = isHexadecimal ? '0123456789abcdef' : '0123456789';
  const found = new Set<Code>();
  for (const other of variantsOf(text, start, digits)) {
    const [number] = numbersIn(other);
    if (number === undefined) continue;
    for (const code of codesOfNumber(number, tables)) if (causes.hasOwn(code)) found.add(code);
  }
  return [...found].slice(0, MAX_NEAREST);
}

function* variantsOf(text: string, start: number, digits: string): Generator<string> {
  for (let at = start; at < text.length; at++) {
    for (const digit of digits) yield `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
    const next = text[at + 1];
    if (next !== undefined) yield `${text.slice(0, at)}${next}${text[at]}${text.slice(at + 2)}`;
  }
}
