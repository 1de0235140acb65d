/**
 * The conduct of a client in one case. `secure`: as a good client; `insecure`: it accepted what it should have refused;
 * `broken`: it refused what it should have borne, or did not end as it should; `crashed`: by a signal, or as the user
 * defines it; `hung`: it did not end in time; `not-reached`: it never came to the step; `not-applicable`: it does not
 * speak the variant. The last two say nothing about the client, and never count as secure.
 */
export const verdicts = [
  'secure',
  'insecure',
  'broken',
  'crashed',
  'hung',
  'not-reached',
  'not-applicable',
] as const;

/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** A verdict and the sentence that says why. */
export interface Judgement {
  readonly verdict: Verdict;
  /** A sentence; may quote the client, so use `printable` before showing it. */
  readonly because: string;
}

/** Whether a verdict is one against the client. */
export function isBad(verdict: Verdict): boolean {
  return badness[verdict] > 1;
}

/** The higher, the worse; what was not tried is worse than what was seen to be right. */
export const badness: Readonly<Record<Verdict, number>> = {
  secure: 0,
  'not-applicable': 1,
  'not-reached': 1,
  broken: 2,
  hung: 3,
  crashed: 4,
  insecure: 5,
};
