import { caseGroups, type CaseGroup, type CheckedCarrier, type Expectation } from '../case.js';
import { endWords } from '../judge.js';
import type { CaseResult } from '../score.js';
import { type Verdict, verdicts } from '../verdict.js';

/** The format of the JSON report, which `--baseline` reads. */
export const SCORECARD_FORMAT = 'smb2-auth-server scorecard 1';

/** The results of all cases of one client, as plain data without secrets. */
export interface Scorecard {
  readonly format: typeof SCORECARD_FORMAT;
  /** Version of this package. */
  readonly version: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly carrier: CheckedCarrier;
  /** The command line as its user gave it, with placeholders. */
  readonly command: readonly string[];
  /** How many cases have each verdict. */
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly cases: readonly ScoredCase[];
}

/** One case of a {@link Scorecard}. */
export interface ScoredCase {
  readonly id: string;
  readonly group: CaseGroup;
  readonly title: string;
  readonly verdict: Verdict;
  /** Why, as a sentence. */
  readonly because: string;
  readonly expects: Expectation;
  readonly section: string;
  readonly imitates: string;
  readonly why: string;
  /** Undefined: the case was not run. */
  readonly run: ScoredRun | undefined;
}

/** The run of the client in one case. */
export interface ScoredRun {
  readonly milliseconds: number;
  /** Such as `exit code 1`. */
  readonly end: string;
  /** Each login, in one line: verdict, reason, dialect. */
  readonly attempts: readonly string[];
  /** The reasons of tree connects. */
  readonly trees: readonly string[];
  /** Faults that happened, at most twenty. */
  readonly faults: readonly string[];
  /** Answers after the first fault, by step. */
  readonly afterFault: Readonly<Record<string, number>>;
  /** The beginning and the end of the client's output, without secrets. */
  readonly output: string;
}

/** The parts of a scorecard that its cases do not tell. */
export interface ScorecardHead {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly carrier: CheckedCarrier;
  readonly command: readonly string[];
}

/** Makes the scorecard of some results. */
export function scorecardOf(
  { version, now, carrier, command }: ScorecardHead,
  results: readonly CaseResult[],
): Scorecard {
  const cases = results.map(scored);
  return {
    format: SCORECARD_FORMAT,
    version,
    generatedAt: new Date(now).toISOString(),
    carrier,
    command,
    totals: totalsOf(cases),
    cases,
  };
}

/** How many cases have each verdict. */
export function totalsOf(cases: readonly { readonly verdict: Verdict }[]): Record<Verdict, number> {
  const counts = verdicts.map((verdict) => [verdict, cases.filter((one) => one.verdict === verdict).length]);
  return Object.fromEntries(counts) as Record<Verdict, number>;
}

/** The cases group by group, without empty groups. */
export function byGroup(
  cases: readonly ScoredCase[],
): { readonly group: CaseGroup; readonly cases: ScoredCase[] }[] {
  return caseGroups
    .map((group) => ({ group, cases: cases.filter((one) => one.group === group) }))
    .filter((of) => of.cases.length > 0);
}

/** `12 secure, 1 insecure`; verdicts that no case has are left out. */
export function totalsText(totals: Readonly<Record<Verdict, number>>): string {
  return verdicts
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => `${totals[verdict]} ${verdict}`)
    .join(', ');
}

/** Records of one run that are kept; a client may make thousands. */
const KEPT = 20;

function scored({ case: one, verdict, because, trial }: CaseResult): ScoredCase {
  const { id, group, title, expects, section, imitates, why } = one;
  return {
    id,
    group,
    title,
    verdict,
    because,
    expects,
    section,
    imitates,
    why,
    run: trial && {
      milliseconds: Math.round(trial.end.milliseconds),
      end: endWords(trial.end),
      attempts: trial.evidence.attempts
        .slice(0, KEPT)
        .map(
          ({ verdict: login, reason, negotiation }) =>
            `${login} [${reason}]${negotiation?.dialect === undefined ? '' : `, SMB ${negotiation.dialect}`}`,
        ),
      trees: trial.evidence.trees.slice(0, KEPT).map(({ reason, share }) => `${reason}: ${share}`),
      faults: trial.evidence.faults.slice(0, KEPT).map(({ step, effect }) => `${step}: ${effect}`),
      afterFault: Object.fromEntries(trial.evidence.stepsAfterFault ?? []),
      output: trial.end.output,
    },
  };
}
