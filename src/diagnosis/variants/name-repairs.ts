import { upperCaseUtf16 } from '../../bytes/index.js';
import { orUnchanged } from './mangling.js';

/** A repaired name, with its mistake. */
export interface NameRepair {
  readonly variant: string;
  /** As the end of “the client sent its name …”. */
  readonly words: string;
  /** Its rank; smaller ranks are likelier. */
  readonly rank: number;
}

type Repair = readonly [variant: string, words: string, repair: (name: string) => string | undefined];

const before = (sign: string) => (name: string) => {
  const at = name.indexOf(sign);
  return at < 0 ? undefined : name.slice(0, at);
};
const behind = (sign: string) => (name: string) => {
  const at = name.lastIndexOf(sign);
  return at < 0 ? undefined : name.slice(at + sign.length);
};

/** Takes signs off the end. A loop, because a pattern would take quadratic time. */
function stripped(name: string, signs: string): string {
  let [start, end] = [0, name.length];
  while (start < end && signs.includes(name.charAt(start))) start++;
  while (end > start && signs.includes(name.charAt(end - 1))) end--;
  return name.slice(start, end);
}

const separators = ['/', '\\', '+', ';', ':', '|', '^', '%', '=', ','];
const tails = ['@', '%', ':', '/', ';', ',', '\\', '|', '$', ' ('];

const repairs: readonly Repair[] = [
  ['name-nul', 'with a NUL behind it', before('\0')],
  ['name-line-end', 'with a line end behind it', (name) => stripped(name, '\r\n')],
  [
    'name-invisible',
    'with a character that cannot be seen in it',
    (name) => name.replace(/[\p{Cf}\p{Cc}]/gu, ''),
  ],
  ['name-blank', 'with a blank before or behind it', (name) => name.trim()],
  ['name-quotes', 'with quotes around it', (name) => stripped(name, '"\'`“”„‘’«»')],
  ['name-brackets', 'with brackets around it', (name) => stripped(name, '<>[](){}')],
  ['name-at', 'with “@” before it', (name) => name.replace(/^@+/, '')],
  ...separators.map((sign): Repair => ['name-domain', `with a domain and “${sign}” before it`, behind(sign)]),
  ...tails.map((sign): Repair => ['name-tail', `with “${sign.trim()}” and more behind it`, before(sign)]),
  [
    'name-dn',
    'within a distinguished name',
    (name) => /^(?:cn|uid|samaccountname)\s*=\s*([^,]+)/i.exec(name)?.[1],
  ],
  ['name-composed', 'with letters taken apart (Unicode form NFD)', (name) => name.normalize('NFC')],
  ['name-decomposed', 'with letters put together (Unicode form NFC)', (name) => name.normalize('NFD')],
  ['name-width', 'with full-width letters', (name) => name.normalize('NFKC')],
  ['name-percent-encoded', 'percent-encoded', (name) => orUnchanged(decodeURIComponent, name)],
  ['name-plus', 'with + for each space', (name) => name.replaceAll('+', ' ')],
  ['name-escaped', 'with backslashes in it', (name) => name.replaceAll('\\', '')],
  ['name-underscore', 'with underscores for its spaces', (name) => name.replaceAll('_', ' ')],
  ['name-space', 'with spaces in it', (name) => name.replaceAll(' ', '')],
  [
    'name-twice',
    'twice',
    (name) =>
      name.length % 2 === 0 && name.startsWith(name.slice(name.length / 2))
        ? name.slice(0, name.length / 2)
        : undefined,
  ],
];

/** The most forms of one name that are made. */
const formLimit = 200;

/** The names that may have been meant, before one or two mistakes, in upper case; the likeliest stands first. */
export function nameRepairs(names: readonly string[]): ReadonlyMap<string, NameRepair> {
  const found = new Map<string, NameRepair>();
  let forms = [...new Set(names)].map((name) => ({ name, variant: '', words: '' }));
  for (let mistakes = 0; mistakes < 2; mistakes++) {
    const next: typeof forms = [];
    for (const form of forms) {
      for (const [variant, words, repair] of repairs) {
        const name = repair(form.name);
        if (name === undefined || name === '' || name === form.name || next.length >= formLimit) continue;
        const key = upperCaseUtf16(name);
        const repaired = {
          name,
          variant: form.variant === '' ? variant : `${form.variant}+${variant}`,
          words: form.words === '' ? words : `${form.words}, and ${words}`,
        };
        next.push(repaired);
        if (!found.has(key)) {
          found.set(key, { variant: repaired.variant, words: repaired.words, rank: found.size });
        }
      }
    }
    forms = next;
  }
  return found;
}
