import type { FaultStep } from '../faults/fault.js';
import type { ScorecardCase } from './case.js';
import type { ClientEnd } from './client.js';
import type { Evidence, StepCounts } from './evidence.js';
import type { Trial } from './try-client.js';
import { acceptedAttempt, differenceFrom, lackOf } from './variant.js';
import type { Judgement } from './verdict.js';

/** Refused logins for one run of a client; more endanger the account where there is a lock-out. */
const MOST_REFUSED = 3;

/**
 * Judges one run.
 *
 * @param usual the run against the same server that does nothing wrong; it shows what the client’s work is
 */
export function judge(one: ScorecardCase, { end, evidence }: Trial, usual: Trial): Judgement {
  switch (one.expects) {
    case 'succeeds':
      return judgeSuccess(one, end, evidence, usual);
    case 'reports':
      return judgeReport(one, end, evidence);
    case 'refuses':
      return judgeRefusal(one, end, evidence);
    case 'bears':
      return notReached(evidence) ?? disorderly(end) ?? judgeBearing(one, end, evidence, usual);
    case 'fails-cleanly':
      return notReached(evidence) ?? disorderly(end) ?? judgeFailure(end, evidence, usual);
  }
}

function judgeSuccess(
  { variant = {}, carriers }: ScorecardCase,
  end: ClientEnd,
  evidence: Evidence,
  usual: Trial,
): Judgement {
  const accepted = acceptedAttempt(evidence);
  const lack = lackOf(variant, evidence);
  const ended = disorderly(end);
  if (ended !== undefined) return ended;
  if (!succeeded(end) || accepted === undefined) {
    if (lack !== undefined) return { verdict: 'not-applicable', because: `${capital(lack)}.` };
    return { verdict: 'broken', because: `${whyNot(evidence)} ${capital(endWords(end))}.` };
  }
  const difference = differenceFrom(variant, accepted);
  if (difference !== undefined) return { verdict: 'not-applicable', because: `${capital(difference)}.` };
  if (carriers.includes('smb') && !did(evidence, usual)) {
    return { verdict: 'broken', because: 'It ended as if all were well, and did not do its usual work.' };
  }
  return { verdict: 'secure', because: 'It logged in and did its work.' };
}

function judgeReport({ reasons = [] }: ScorecardCase, end: ClientEnd, evidence: Evidence): Judgement {
  const refused = evidence.attempts.filter(
    ({ verdict, reason }) => verdict === 'refused' && reasons.includes(reason),
  );
  const trees = evidence.trees.filter(({ reason }) => reasons.includes(reason));
  const told = refused.length + trees.length;
  const ended = disorderly(end);
  if (ended !== undefined) return ended;
  if (told === 0)
    return { verdict: 'not-reached', because: `It was never refused. ${capital(endWords(end))}.` };
  if (succeeded(end)) {
    return { verdict: 'broken', because: 'It was refused, and ended as if all were well (exit code 0).' };
  }
  // A refused tree locks nobody out.
  if (refused.length > MOST_REFUSED) {
    const because = `It tried ${refused.length} times with what had been refused, and would lock the account out.`;
    return { verdict: 'broken', because };
  }
  return { verdict: 'secure', because: `It was refused ${times(told)}, and said so (${endWords(end)}).` };
}

function judgeRefusal(
  { beyond = [], unlessNtlmV2 }: ScorecardCase,
  end: ClientEnd,
  evidence: Evidence,
): Judgement {
  const { stepsAfterFault } = evidence;
  if (stepsAfterFault === undefined) return disorderly(end) ?? notReachedAtAll;
  if (unlessNtlmV2 && acceptedAttempt(evidence)?.proof?.version === 'NTLMv2') {
    return disorderly(end) ?? { verdict: 'secure', because: 'It went on, and proved itself with NTLMv2.' };
  }
  const further = countsOf(stepsAfterFault, beyond);
  if (further !== '') return { verdict: 'insecure', because: `It went on after the fault: ${further}.` };
  const ended = disorderly(end);
  if (ended !== undefined) return ended;
  if (succeeded(end)) {
    return {
      verdict: 'insecure',
      because: 'It took it for good: it ended as if all were well (exit code 0).',
    };
  }
  return { verdict: 'secure', because: `It did not go on (${endWords(end)}).` };
}

function judgeBearing(
  { mustEncrypt }: ScorecardCase,
  end: ClientEnd,
  evidence: Evidence,
  usual: Trial,
): Judgement {
  const { negotiation, protection } = acceptedAttempt(evidence) ?? {};
  if (mustEncrypt && protection?.used !== undefined && protection.used !== 'encrypted') {
    return { verdict: 'insecure', because: 'It went on in the clear, though it was told to encrypt.' };
  }
  if (mustEncrypt && !succeeded(end) && negotiation !== undefined && negotiation.cipher === undefined) {
    return { verdict: 'secure', because: `It cannot encrypt, and did not go on (${endWords(end)}).` };
  }
  if (!succeeded(end)) return { verdict: 'broken', because: `It did not bear it: ${endWords(end)}.` };
  return did(evidence, usual)
    ? { verdict: 'secure', because: 'It did its work all the same.' }
    : { verdict: 'broken', because: 'It ended as if all were well (exit code 0), and left work undone.' };
}

function judgeFailure(end: ClientEnd, evidence: Evidence, usual: Trial): Judgement {
  if (!succeeded(end)) return { verdict: 'secure', because: `It said that it failed (${endWords(end)}).` };
  return did(evidence, usual)
    ? { verdict: 'secure', because: 'It got over it, and did its work.' }
    : {
        verdict: 'broken',
        because: 'It could not do its work, and ended as if all were well (exit code 0).',
      };
}

const notReachedAtAll: Judgement = {
  verdict: 'not-reached',
  because: 'It never came to the step of the fault.',
};

function notReached({ faults }: Evidence): Judgement | undefined {
  return faults.length === 0 ? notReachedAtAll : undefined;
}

/** Judges an end that is none of the client's own. */
function disorderly(end: ClientEnd): Judgement | undefined {
  if (end.how === 'timed-out') return { verdict: 'hung', because: `${capital(endWords(end))}.` };
  if (end.how === 'killed' || end.crash !== undefined)
    return { verdict: 'crashed', because: `It crashed: ${end.crash ?? endWords(end)}.` };
  return undefined;
}

function succeeded({ how, code }: ClientEnd): boolean {
  return how === 'ended' && code === 0;
}

/** The end in words, without a stop. */
export function endWords({ how, code, signal, milliseconds }: ClientEnd): string {
  switch (how) {
    case 'ended':
      return `exit code ${code ?? '?'}`;
    case 'killed':
      return `ended by ${signal ?? 'a signal'}`;
    case 'timed-out':
      return `it still ran after ${(milliseconds / 1000).toFixed(1)} s`;
  }
}

/** The steps that are work, whichever way a client does it. */
const work: readonly FaultStep[] = ['tree-connect', 'create', 'query-directory', 'read', 'write'];

/** Whether the client logged in and came to every step of its usual work. */
function did(evidence: Evidence, usual: Trial): boolean {
  if (acceptedAttempt(evidence) === undefined) return false;
  return work.every((step) => !usual.evidence.steps.has(step) || evidence.steps.has(step));
}

/** The reason of the last attempt, as a sentence. */
export function whyNot({ attempts }: Evidence): string {
  const last = attempts.at(-1);
  return last === undefined ? 'It never connected.' : `[${last.reason}] ${last.explanation}`;
}

function countsOf(counts: StepCounts, steps: readonly FaultStep[]): string {
  return steps
    .flatMap((step) => {
      const count = counts.get(step) ?? 0;
      return count === 0 ? [] : [`${step} ${times(count)}`];
    })
    .join(', ');
}

function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
