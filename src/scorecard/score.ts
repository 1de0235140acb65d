import { ConfigurationError } from '../values/configuration-error.js';
import type { CaseSetting, ScorecardCase } from './case.js';
import { endWords, judge, whyNot } from './judge.js';
import { runAll } from './run-all.js';
import { type Surroundings, type Trial, tryClient } from './try-client.js';
import { acceptedAttempt, differenceFrom } from './variant.js';
import type { Judgement } from './verdict.js';

/** The outcome of one case. */
export interface CaseResult extends Judgement {
  readonly case: ScorecardCase;
  /** The run of the case; undefined: it was not run, because the client does not get in without the fault either. */
  readonly trial: Trial | undefined;
}

/** The client cannot be judged, because it never gets in, or because its end tells nothing. */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge';
  /** The output of the client, without secrets. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** Details of {@link scoreClient}. */
export interface ScoreOptions {
  /** How many clients run at once. */
  readonly jobs: number;
  /** Told of each result, in the order of the cases. */
  readonly onResult?: (result: CaseResult, done: number) => void;
  /** No case is begun once it is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Tries a client on cases, after a look at whether it can be judged at all.
 *
 * @throws CannotJudge when it does not get in, or ends in the same way whether it got in or not
 * @throws the reason of the signal
 */
export async function scoreClient(
  surroundings: Surroundings,
  cases: readonly ScorecardCase[],
  { jobs, onResult, signal }: ScoreOptions,
): Promise<CaseResult[]> {
  const usual = new UsualTrials(surroundings);
  await checkThatItCanBeJudged(usual);
  const score = async (one: ScorecardCase): Promise<CaseResult> => {
    signal?.throwIfAborted();
    return scoreCase(one, surroundings, usual);
  };
  return runAll(cases, jobs, score, (result, done) => onResult?.(result, done));
}

/** Runs without a fault, one for each setting. */
class UsualTrials {
  readonly #surroundings: Surroundings;
  readonly #trials = new Map<string, Promise<Trial>>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  of(setting: CaseSetting): Promise<Trial> {
    const key = JSON.stringify(setting);
    const known = this.#trials.get(key);
    if (known !== undefined) return known;
    const trial = tryClient(this.#surroundings, setting);
    this.#trials.set(key, trial);
    return trial;
  }
}

async function checkThatItCanBeJudged(usual: UsualTrials): Promise<void> {
  const { end, evidence } = await usual.of({});
  if (acceptedAttempt(evidence) === undefined) {
    const message = `The client does not get in at all (${endWords(end)}). ${whyNot(evidence)} ${evidence.attempts.at(-1)?.advice ?? ''}`;
    throw new CannotJudge(message.trimEnd(), end.output);
  }
  if (end.how !== 'ended' || end.code !== 0) {
    throw new CannotJudge(
      `The client logs in, and does not end as it should: ${endWords(end)}. The command must end with exit code 0 when all went well.`,
      end.output,
    );
  }
  const wrong = await usual.of({ wrongPassword: true });
  if (wrong.end.how === 'ended' && wrong.end.code === 0) {
    const because =
      acceptedAttempt(wrong.evidence) === undefined
        ? 'the server refused it'
        : 'it used the right password, so is {password} in the command?';
    throw new CannotJudge(
      `With a wrong password the command ends with exit code 0 as well: ${because}. Its end tells nothing, and so would the scorecard.`,
      wrong.end.output,
    );
  }
}

async function scoreCase(
  one: ScorecardCase,
  surroundings: Surroundings,
  usual: UsualTrials,
): Promise<CaseResult> {
  const { faults, expects } = one;
  if (expects === 'succeeds' || expects === 'reports') {
    const trial = await usual.of(one.setting);
    return { case: one, trial, ...judge(one, trial, await usual.of({})) };
  }
  const { setting, without, unsigned } = await circumstancesOf(one, usual);
  if (unsigned && one.needsSignature) {
    const because = 'It does not sign, so that it can notice nothing about signatures.';
    return { case: one, trial: undefined, verdict: 'not-applicable', because };
  }
  const accepted = acceptedAttempt(without.evidence);
  const difference = accepted && differenceFrom(one.variant ?? {}, accepted);
  if (difference !== undefined) {
    const because = `The fault changes nothing for this client: ${difference}.`;
    return { case: one, trial: undefined, verdict: 'not-applicable', because };
  }
  if (without.end.code !== 0 || accepted === undefined) {
    const because = `It does not get in here without the fault either (${whyNotIn(without)}).`;
    return { case: one, trial: undefined, verdict: 'not-applicable', because };
  }
  try {
    const first = await tryClient(surroundings, setting, faults);
    const judged = { case: one, trial: first, ...judge(one, first, without) };
    if (judged.verdict !== 'broken' || first.end.code !== 0) return judged;
    // A client that ends before its last answer may by chance be seen at one step less.
    const second = await tryClient(surroundings, setting, faults);
    const again = judge(one, second, without);
    return again.verdict === 'secure' ? { case: one, trial: second, ...again } : judged;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // The user's policy can leave out what the fault is about, such as a dialect.
    const because = `The server that was asked for cannot have the fault: ${error.message}`;
    return { case: one, trial: undefined, verdict: 'not-applicable', because };
  }
}

interface Circumstances {
  readonly setting: CaseSetting;
  /** The run without the fault. */
  readonly without: Trial;
  /** The client makes no signatures, and the server of the setting demands none. */
  readonly unsigned: boolean;
}

/**
 * The server on which a client is tried. One that demands signatures lets no client in that makes none; such a client
 * is tried without that demand.
 */
async function circumstancesOf({ setting }: ScorecardCase, usual: UsualTrials): Promise<Circumstances> {
  // A wrong password gets nobody in without the fault.
  const { wrongPassword: _, ...good } = setting;
  const without = await usual.of(good);
  const doesNotSign = without.evidence.attempts.some(({ reason }) => reason === 'signature-missing');
  if (setting.policy?.signing !== 'required' || !doesNotSign) return { setting, without, unsigned: false };
  const undemanding = (strict: CaseSetting): CaseSetting => {
    const { signing: _demand, ...policy } = strict.policy ?? {};
    const { policy: _policy, ...rest } = strict;
    return Object.keys(policy).length === 0 ? rest : { ...rest, policy };
  };
  const lenient = await usual.of(undemanding(good));
  return { setting: undemanding(setting), without: lenient, unsigned: true };
}

/** The reason of the last attempt, where it was refused, and the end. */
function whyNotIn({ end, evidence }: Trial): string {
  const last = evidence.attempts.at(-1);
  const reason = last === undefined || last.reason === 'accepted' ? '' : `${last.reason}, `;
  return `${reason}${endWords(end)}`;
}
