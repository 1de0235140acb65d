import type { ProofRecord } from '../auth/mechanism-words.js';
import type { SpeakingMechanism } from '../diagnosis/vocabulary.js';
import type { ClientPosture } from './client-posture.js';
import { type Column, columnsWith } from './columns.js';
import { type FindingRule, generalFindings } from './findings.js';

/** The value of one login for a column of its mechanism. */
interface Observation {
  readonly key: string;
  readonly value: string;
}

/** The findings and the columns of a report: those about every client, and those that mechanisms bring. */
export class Catalogue {
  /** By code, in the order of the report. */
  readonly findings: ReadonlyMap<string, FindingRule>;
  readonly columns: readonly Column[];
  readonly #mechanisms: readonly SpeakingMechanism[];

  constructor(mechanisms: readonly SpeakingMechanism[]) {
    this.#mechanisms = mechanisms;
    const { smb1, ...others } = generalFindings;
    const ofMechanisms = mechanisms.flatMap(({ words }) => Object.entries(words?.weaknesses ?? {}));
    this.findings = new Map<string, FindingRule>([
      ['smb1', smb1],
      ...ofMechanisms.map(([code, weakness]): [string, FindingRule] => [
        code,
        { ...weakness, applies: ({ weaknesses }) => weaknesses.has(code) },
      ]),
      ...Object.entries(others),
    ]);
    this.columns = columnsWith(
      mechanisms.flatMap(({ words }) =>
        (words?.columns ?? []).map(({ key, title }) => ({
          key,
          title,
          values: ({ observed }) => [...(observed.get(key) ?? [])],
        })),
      ),
    );
  }

  /** The codes of all findings. */
  get codes(): readonly string[] {
    return [...this.findings.keys()];
  }

  /** @throws RangeError for an unknown code */
  rule(code: string): FindingRule {
    const rule = this.findings.get(code);
    if (rule === undefined) throw new RangeError(`there is no finding ${code}`);
    return rule;
  }

  /** The findings about a client, in their order. */
  findingsOf(client: ClientPosture): string[] {
    return this.codes.filter((code) => this.rule(code).applies(client));
  }

  /** The values of one login for the columns of its mechanism. */
  observationsOf(proof: ProofRecord): Observation[] {
    const { words } = this.#mechanisms.find(({ name }) => name === proof.mechanism) ?? {};
    return (words?.columns ?? []).flatMap((column) =>
      column
        .values(proof)
        .flatMap((value) => (value === undefined || value === '' ? [] : [{ key: column.key, value }])),
    );
  }

  /** The worst level among findings. */
  levelOf(findings: readonly string[]): 'error' | 'warning' | 'note' | 'none' {
    const levels = findings.map((code) => this.rule(code).level);
    return (['error', 'warning', 'note'] as const).find((level) => levels.includes(level)) ?? 'none';
  }

  /**
   * Reads the value of `--fail-on`: codes separated by commas.
   *
   * @throws RangeError for an unknown code; the message lists the known ones
   */
  parseFailOn(text: string): string[] {
    const codes = text.split(',').map((code) => code.trim());
    return codes
      .filter((code) => code !== '')
      .map((code) => {
        if (this.findings.has(code)) return code;
        throw new RangeError(`'${code}' is not one of ${this.codes.join(', ')}`);
      });
  }
}
