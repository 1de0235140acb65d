import type { Account } from '../../auth/account.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Candidate } from './candidate.js';

const accountLimit = 256;
const findingLimit = 8;

interface Findings {
  /** The findings hold for this hash only: another password has other forms. */
  readonly ntHash: Buffer;
  /** The candidates that matched, the latest first. */
  readonly candidates: readonly Candidate[];
}

/**
 * Recent findings by account. They are tried first, so that a client that repeats one mistake costs one try each time,
 * and always gets the same explanation. Secret: it holds forms of passwords.
 */
export class RecentFindings {
  /** In the order of the last finding; the first is forgotten first. */
  readonly #accounts = new Map<string, Findings>();

  remember(account: Account, candidate: Candidate): void {
    const key = upperCaseUtf16(account.name);
    const others = this.#candidatesOf(account).filter(
      ({ finding }) => finding.variant !== candidate.finding.variant,
    );
    this.#accounts.delete(key);
    this.#accounts.set(key, {
      ntHash: account.ntHash,
      candidates: [candidate, ...others].slice(0, findingLimit),
    });
    for (const oldest of this.#accounts.keys()) {
      if (this.#accounts.size <= accountLimit) return;
      this.#accounts.delete(oldest);
    }
  }

  /**
   * The candidates to try first.
   *
   * @param ofThisLogin candidates made for this login; they replace earlier ones of the same variant
   */
  of(account: Account, ofThisLogin: readonly Candidate[]): Candidate[] {
    return this.#candidatesOf(account).flatMap((candidate) =>
      candidate.ofThisLogin
        ? ofThisLogin.filter(({ finding }) => finding.variant === candidate.finding.variant)
        : [candidate],
    );
  }

  #candidatesOf({ name, ntHash }: Account): readonly Candidate[] {
    const findings = this.#accounts.get(upperCaseUtf16(name));
    return findings?.ntHash.equals(ntHash) === true ? findings.candidates : [];
  }
}
