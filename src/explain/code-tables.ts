import type { Code, CodeKind } from './code.js';
import { CodeTable, type TableForm } from './code-table.js';
import { isLonger, plainWords } from './plain-words.js';

/** The tables that are files: `codes/NAME.txt` of this folder. */
export const tableNames = [
  'nt-status',
  'win32',
  'hresult',
  'linux',
  'macos',
  'kerberos',
  'http',
  'curl',
] as const;

/** The name of a table. */
export type TableName = (typeof tableNames)[number];

/** The text of each table, see {@link CodeTable}. */
export type TableTexts = Readonly<Record<TableName, string>>;

const forms: Readonly<Record<TableName, TableForm>> = {
  'nt-status': { kind: 'ntstatus', source: '[MS-ERREF] 2.3.1', isHexadecimal: true },
  win32: { kind: 'win32', source: '[MS-ERREF] 2.2', isHexadecimal: false },
  hresult: { kind: 'hresult', source: '[MS-ERREF] 2.1.1', isHexadecimal: true },
  linux: { kind: 'errno', source: 'errno(3)', isHexadecimal: false },
  macos: {
    kind: 'macos',
    source: 'sys/errno.h, NetFS.h and NetAuthErrors.h of macOS',
    isHexadecimal: false,
  },
  kerberos: { kind: 'kerberos', source: 'RFC 4120 7.5.9 and MIT’s library', isHexadecimal: false },
  http: { kind: 'http', source: 'RFC 9110 15', isHexadecimal: false },
  curl: { kind: 'curl', source: 'curl(1), exit codes', isHexadecimal: false },
};

/** The error codes of the world, by number, by name and by their words. */
export class CodeTables {
  readonly #tables: readonly CodeTable[];
  readonly #added = new Map<string, Code>();
  readonly #addedByName = new Map<string, Code>();

  constructor(texts: TableTexts) {
    this.#tables = tableNames.map((name) => new CodeTable(texts[name], forms[name]));
  }

  /** Adds a code that is in no file; one that is there stays as it is. */
  add(code: Code): void {
    const { kind, name, number } = code;
    if (number !== undefined && this.byNumber(kind, number) !== undefined) return;
    this.#added.set(`${kind}:${number ?? name}`, code);
    this.#addedByName.set(name.toUpperCase(), code);
  }

  /** The code of a family; undefined: the number means nothing there. */
  byNumber(kind: CodeKind, number: number): Code | undefined {
    const table = this.#tables.find((each) => each.kind === kind);
    return table?.byNumber(number) ?? this.#added.get(`${kind}:${number}`);
  }

  /** Every code of that name, whatever its case. */
  byName(name: string): readonly Code[] {
    if (/[^\w-]/.test(name)) return [];
    const names = namesFor(name);
    const added = this.#addedByName.get(name.toUpperCase());
    const inTables = this.#tables.flatMap((table) => {
      for (const each of names) {
        const code = table.byName(each);
        if (code !== undefined) return [code];
      }
      return [];
    });
    return added === undefined ? inTables : [...inTables, added];
  }

  /** Every name. */
  get names(): Iterable<string> {
    return [...this.codes()].map(({ name }) => name);
  }

  /** Every code, in the order of the tables. */
  *codes(): Generator<Code> {
    for (const table of this.#tables) yield* table.codes();
    yield* this.#added.values();
  }

  /**
   * The codes whose words are in a text; of words that are in others that match, only the longer.
   *
   * @param words plain, see {@link plainWords}
   */
  inWords(words: string): readonly Code[] {
    const padded = ` ${words} `;
    const split = words.split(' ');
    const pairs = new Set(split.slice(1).map((word, index) => `${split[index]} ${word}`));
    const found = [
      ...this.#tables.flatMap((table) => [...table.codesBeginningWith(pairs)]),
      ...this.#added.values(),
    ]
      .map((code) => ({ code, meaning: plainWords(code.meaning) }))
      .filter(({ code, meaning }) => isLonger(meaning, wordsThatTell(code.kind)))
      .filter(({ meaning }) => padded.includes(` ${meaning} `));
    return found
      .filter(
        ({ meaning }) => !found.some((other) => other.meaning !== meaning && other.meaning.includes(meaning)),
      )
      .map(({ code }) => code);
  }
}

/**
 * Descriptions of two words are in many sentences; the texts of errno and MIT’s are as short as that all the same.
 */
function wordsThatTell(kind: CodeKind): number {
  return kind === 'errno' || kind === 'kerberos' || kind === 'macos' ? 2 : 3;
}

/**
 * The names under which a name can be in a table: of NTSTATUS as Samba has it, of Samba’s WERR, of MIT’s library.
 */
export function namesFor(name: string): readonly string[] {
  const upper = name.toUpperCase();
  const other = upper
    .replace(/^NT_STATUS_/, 'STATUS_')
    .replace(/^WERR_/, 'ERROR_')
    .replace(/^KRB5(KDC|KRB)_/, '$1_')
    .replace(/^KDC_ERR_KEY_EXP$/, 'KDC_ERR_KEY_EXPIRED');
  const linux = { ENOTSUP: 'EOPNOTSUPP', EWOULDBLOCK: 'EAGAIN' }[upper];
  return [...new Set([name, upper, other, ...(linux === undefined ? [] : [linux])])];
}
