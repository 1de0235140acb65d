import type { Causes } from './causes.js';
import type { Code } from './code.js';
import type { CodeTables } from './code-tables.js';
import { codesOfNumber, isCodeByItself, numbersIn } from './numbers.js';
import { plainWords } from './plain-words.js';

/** The codes of a text. */
export interface FoundCodes {
  /** The likeliest first where one number has several meanings, else in the order of the text. */
  readonly codes: readonly Code[];
  /** The numbers that have several meanings. */
  readonly ambiguous: readonly string[];
  /** Words of the text that look like the name of a code, or numbers, and are none. */
  readonly unknown: readonly string[];
  /** The texts of clients that are in it. */
  readonly phrases: readonly string[];
}

/** A piece of a text that may be a name: everything between two characters that no name has. */
const piece = /[\w-]+/g;
/** The longest name of a code has 70 letters. */
const MAX_NAME = 100;
/** So many different names of one text are looked up. */
const MAX_NAMES = 200;
/** The most codes of one text that are explained. */
const MAX_CODES = 8;
/** A description is looked for in so many letters. */
const LONGEST_MESSAGE = 2000;

/** Finds the codes in whatever was pasted. Time and memory are linear in the length of the text. */
export function findCodes(text: string, tables: CodeTables, causes: Causes): FoundCodes {
  const names = namesIn(text, tables);
  const numbers = numbersIn(text);
  const words = plainWords(text);
  const phrases = causes.phrases.in(words);
  const telling = numbers.filter((number) => number.kinds !== undefined || isCodeByItself(number));
  const isNamed = names.codes.length + telling.length > 0;
  // Every description is compared, which takes longer than all the rest.
  const inWords = isNamed || !/[a-z]{3}/.test(words) ? [] : tables.inWords(words.slice(0, LONGEST_MESSAGE));
  const nothingElse = !isNamed && phrases.length + inWords.length === 0;
  // Numbers of which the text says nothing are times, ports and counts, unless there is nothing else.
  const asked = nothingElse ? numbers : telling;
  const meanings = asked.map((number) => ({
    text: number.text,
    codes: byLikelihood(codesOfNumber(number, tables), causes),
  }));
  const coded = [...names.codes, ...meanings.flatMap(({ codes }) => codes)];
  const all = distinct(coded.length === 0 ? [...coded, ...inWords] : coded);
  return {
    codes: [...all, ...phrasesBeside(all, phrases, causes)].slice(0, MAX_CODES),
    ambiguous: distinctTexts(meanings.filter(({ codes }) => codes.length > 1).map((meaning) => meaning.text)),
    unknown: distinctTexts([
      ...names.unknown,
      ...meanings.filter(({ codes }) => codes.length === 0).map((meaning) => meaning.text),
    ]).slice(0, MAX_CODES),
    phrases,
  };
}

/** Puts the meanings of a number first that something here leads to. */
function byLikelihood(codes: readonly Code[], causes: Causes): readonly Code[] {
  const has = codes.map((code) => causes.hasOwn(code));
  return [...codes.filter((_, index) => has[index]), ...codes.filter((_, index) => !has[index])];
}

/** Texts of clients that lead to causes which the codes beside them do not have. */
function phrasesBeside(codes: readonly Code[], phrases: readonly string[], causes: Causes): readonly Code[] {
  const known = new Set(codes.flatMap((code) => causes.of(code).map(({ id }) => id)));
  return phrases
    .filter((phrase) => [...causes.phrases.idsOf(phrase)].some((id) => !known.has(id)))
    .map((name) => ({
      kind: 'text',
      name,
      number: undefined,
      meaning: 'Words of a client.',
      source: 'REASONS.md',
    }));
}

function namesIn(text: string, tables: CodeTables): { readonly codes: Code[]; readonly unknown: string[] } {
  const codes: Code[] = [];
  const unknown: string[] = [];
  const isAlone = /^\s*[\w-]+\s*$/.test(text);
  const names = new Set<string>();
  for (const [found] of text.matchAll(piece)) {
    if (names.size === MAX_NAMES) break;
    const name = found.replace(/^-+|-+$/g, '');
    if (name.length <= MAX_NAME && (isAlone || mayBeName(name))) names.add(name);
  }
  for (const name of names) {
    const known = tables.byName(name).filter((code) => isNameOf(name, code, isAlone));
    codes.push(...known);
    if (known.length === 0 && (looksLikeName(name) || (isAlone && !/^-?\d/.test(name)))) unknown.push(name);
  }
  return { codes, unknown };
}

/** Whether it is worth looking up: a word has none of these signs. */
function mayBeName(name: string): boolean {
  return /[_-]/.test(name) || /^[A-Zk][A-Za-z0-9]*[A-Z0-9]/.test(name);
}

/**
 * Words such as “accepted” and “unauthorized” are in many sentences; a name in capitals or with a hyphen is a
 * name.
 */
function isNameOf(name: string, { kind }: Code, isAlone: boolean): boolean {
  if (isAlone) return true;
  if (kind === 'http') return false;
  return kind === 'reason'
    ? name.includes('-')
    : name.includes('_') || /^(E[A-Z0-9]{2,}|WSA[A-Z]+|KNET\w+)$/.test(name);
}

function looksLikeName(name: string): boolean {
  return /^(NT_STATUS|STATUS|ERROR|WERR|SEC_E|KDC_ERR|KRB_AP|KRB_ERR|KRB5\w*|ERRCONNECT)_\w+$/.test(name);
}

function distinct(codes: readonly Code[]): Code[] {
  const byKey = new Map(codes.map((code) => [`${code.kind}:${code.number ?? code.name}`, code]));
  return [...byKey.values()];
}

function distinctTexts(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
