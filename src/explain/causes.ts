import { errorNames } from '../auth/kerberos/error-names.js';
import { refusalOfStatus } from '../auth/refusal-of-status.js';
import { isFailure, NtStatus } from '../constants/nt-status.js';
import type { ReasonGroup } from '../diagnosis/reasons.js';
import { KrbErrorCode } from '../krb5/error-codes.js';
import { errorWords } from '../realm/error-words.js';
import type { CarrierSymptoms, Symptoms } from '../text/reason-text.js';
import { codesInShown } from './codes-in-shown.js';
import { clientSideCauses } from './client-side.js';
import type { Code, CodeKind } from './code.js';
import type { CodeTables } from './code-tables.js';
import { equivalents } from './equivalents.js';
import { likelihood } from './likelihood.js';
import { Phrases } from './phrases.js';
import { type Shown, shownByClients } from './shown-by-clients.js';
import { wordForWord } from './word-for-word.js';

/** Something that leads to an error of a client. */
export interface Cause {
  /** The code of a reason in REASONS.md, the name of a KRB-ERROR, or an id of {@link clientSideCauses}. */
  readonly id: string;
  /** The side that tells of it: this server, the KDC of a test realm, or the client alone. */
  readonly toldBy: 'server' | 'kdc' | 'client';
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The remedy. */
  readonly advice: string;
  /** The section of the specification with the rule; undefined: no rule decides. */
  readonly section: string | undefined;
  /** The message of each client. */
  readonly shown: readonly Shown[];
}

/** Reasons that an NTSTATUS can have which none of the others leads to: somebody asked for it. */
const anyStatus = ['file-request-failed', 'tree-connect-failed', 'account-refused', 'answered-otherwise'];

const ranks: ReadonlyMap<string, number> = new Map(likelihood.map((id, index) => [id, index]));

/** Every cause, and the codes that each leads to: by the columns of the tables that REASONS.md is made of. */
export class Causes {
  /** The texts of clients. */
  readonly phrases = new Phrases();
  readonly #tables: CodeTables;
  readonly #causes = new Map<string, Cause>();
  readonly #codesByShown = new Map<string, readonly Code[]>();
  readonly #idsByCode = new Map<string, Set<string>>();

  /**
   * @param groups the reasons with those of mechanisms
   * @param tables gets the codes that are known from clients alone, and the reasons themselves
   */
  constructor(groups: readonly ReasonGroup[], tables: CodeTables) {
    this.#tables = tables;
    for (const { reasons } of groups) {
      for (const [id, text] of Object.entries(reasons)) {
        const { sentence, advice, section } = text;
        const status = 'status' in text && typeof text.status === 'number' ? text.status : undefined;
        const shown = shownByClients(text.clientShows, status);
        this.#addCause({ id, toldBy: 'server', sentence, advice, section, shown });
        this.#tables.add({
          kind: 'reason',
          name: id,
          number: undefined,
          meaning: sentence,
          source: 'REASONS.md',
        });
        this.#addSymptoms(id, text.symptoms ?? {});
        if (status !== undefined) this.#link('ntstatus', status, id);
      }
    }
    for (const [reason, name] of Object.entries(errorNames))
      this.#link('kerberos', KrbErrorCode[name], reason);
    this.#addKdcErrors();
    for (const [id, words] of Object.entries(clientSideCauses))
      this.#addCause({ id, toldBy: 'client', ...words, section: undefined, shown: [] });
    for (const [message, ...ids] of wordForWord)
      for (const id of ids) this.phrases.addWordForWord(message, id);
  }

  /** Every cause, the likeliest first. */
  get all(): readonly Cause[] {
    return this.#sorted(this.#causes.keys());
  }

  /** Whether anything leads to a code by the tables, not only because somebody asked for it. */
  hasOwn(code: Code): boolean {
    return this.#idsOf(code).size > 0;
  }

  /** The causes of a code, the likeliest first. */
  of(code: Code): readonly Cause[] {
    const ids = this.#idsOf(code);
    const isAnyStatus = ids.size === 0 && code.kind === 'ntstatus' && isFailure(code.number ?? 0);
    return this.#sorted(isAnyStatus ? anyStatus : ids);
  }

  #idsOf(code: Code, above: readonly string[] = []): ReadonlySet<string> {
    if (code.kind === 'reason') return new Set([code.name]);
    if (code.kind === 'text') return this.phrases.idsOf(code.name);
    const { kind, name, number } = code;
    const ids = new Set(this.#idsByCode.get(`${kind}:${number}`));
    if (kind === 'kerberos' && this.#causes.has(name)) ids.add(name);
    if (kind === 'ntstatus' && number !== undefined && ids.size === 0) {
      const refusal = refusalOfStatus(number);
      if (refusal !== 'controller-refused') ids.add(refusal);
    }
    for (const other of equivalents[name] ?? []) {
      if (this.#causes.has(other)) ids.add(other);
      if (above.includes(other)) continue;
      for (const behind of this.#tables.byName(other)) {
        for (const id of this.#idsOf(behind, [...above, name])) ids.add(id);
      }
    }
    return ids;
  }

  #sorted(ids: Iterable<string>): readonly Cause[] {
    return [...ids]
      .flatMap((id) => this.#causes.get(id) ?? [])
      .sort((one, other) => rankOf(one.id) - rankOf(other.id));
  }

  #addCause(cause: Cause): void {
    this.#causes.set(cause.id, cause);
    for (const { text, client } of cause.shown) {
      this.phrases.add(text, cause.id);
      for (const code of this.#codesIn(client, text)) {
        this.#link(code.kind, code.number ?? 0, cause.id);
      }
    }
  }

  /** Fifty reasons share the messages of a refused login. */
  #codesIn(client: string, text: string): readonly Code[] {
    const known = this.#codesByShown.get(text);
    if (known !== undefined) return known;
    const codes = codesInShown(client, text);
    this.#codesByShown.set(text, codes);
    for (const code of codes) this.#tables.add(code);
    return codes;
  }

  #addSymptoms(id: string, symptoms: Symptoms & CarrierSymptoms): void {
    const { windows = [], linux = [], status = [], macos = [], xfreerdp = [], curl = [] } = symptoms;
    for (const number of windows) this.#link('win32', number, id);
    for (const number of linux) this.#link('errno', number, id);
    for (const name of status) this.#linkStatus(name, id);
    for (const text of macos) this.phrases.addWordForWord(text, id);
    for (const number of xfreerdp) this.#link('xfreerdp', number, id);
    for (const number of curl) this.#link('curl', number, id);
  }

  /** The errors of the KDC that a test realm has, by the table that its records are made of. */
  #addKdcErrors(): void {
    for (const [id, words] of Object.entries(errorWords)) {
      const { sentence, advice, section, mit, status } = words;
      const kvno = 'kvno' in words ? words.kvno : undefined;
      const heimdal = 'heimdal' in words ? `${words.heimdal}; ${status}` : status;
      const shown = [
        { client: 'kinit', text: mit },
        ...(kvno === undefined ? [] : [{ client: 'kvno', text: kvno }]),
        { client: 'smbclient', text: heimdal },
      ];
      this.#addCause({ id, toldBy: 'kdc', sentence, advice, section, shown });
      this.#linkStatus(status.replace(/^NT_/, ''), id);
      this.phrases.addWordForWord(mit, id);
    }
  }

  #linkStatus(name: string, id: string): void {
    if (isStatusName(name)) this.#link('ntstatus', NtStatus[name], id);
  }

  #link(kind: CodeKind, number: number, id: string): void {
    const key = `${kind}:${number}`;
    const known = this.#idsByCode.get(key);
    if (known === undefined) this.#idsByCode.set(key, new Set([id]));
    else known.add(id);
  }
}

/** A cause without a row, as the reason of a program’s own mechanism, comes last. */
function rankOf(id: string): number {
  return ranks.get(id) ?? likelihood.length;
}

function isStatusName(name: string): name is keyof typeof NtStatus {
  return Object.hasOwn(NtStatus, name);
}
