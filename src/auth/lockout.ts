import { truncatedCopy, upperCaseUtf16 } from '../bytes/index.js';
import type { Runtime } from '../runtime/runtime.js';
import type { FailureCount } from './login-memory.js';
import type { LockoutPolicy } from './policy.js';

/** Characters of a name that count. Account names are shorter (UNLEN); a stranger's name has up to 32,767. */
const nameLimit = 256;

interface Failure {
  /** Monotonic milliseconds. */
  readonly time: number;
  readonly domain: string;
}

interface Failures {
  /** Wrong responses, each once; at most one fewer than the threshold. */
  readonly responses: Map<string, Failure>;
  lockedUntil: number;
}

/**
 * Locks a name out after too many wrong responses. Responses with the same bytes count once, so that replaying a
 * recorded message cannot lock an account. A client that repeats one wrong password counts each time, because each of
 * its responses is different. Memory is bounded: the name that failed longest ago is forgotten first. A memory that
 * strangers can fill must not decide whether a login is accepted.
 */
export class Lockout implements FailureCount {
  readonly #policy: LockoutPolicy;
  readonly #runtime: Runtime;
  readonly #capacity: number;
  readonly #names = new Map<string, Failures>();

  /** @param capacity the most names that are remembered */
  constructor(policy: LockoutPolicy, runtime: Runtime, capacity = 10_000) {
    this.#policy = policy;
    this.#runtime = runtime;
    this.#capacity = capacity;
  }

  isLocked(name: string): boolean {
    // Usually nobody has failed.
    if (this.#names.size === 0) return false;
    const failures = this.#names.get(countedName(name));
    return failures !== undefined && this.#runtime.monotonic() < failures.lockedUntil;
  }

  /**
   * Counts a wrong response; the same bytes again count once.
   *
   * @param domain where the name was looked up; failures of all domains count together
   * @returns whether the name was locked before; nothing is counted then
   */
  recordFailure(name: string, response: Buffer, domain = ''): boolean {
    const key = countedName(name);
    const now = this.#runtime.monotonic();
    const failures = this.#names.get(key) ?? { responses: new Map<string, Failure>(), lockedUntil: 0 };
    if (now < failures.lockedUntil) return true;

    const windowStart = now - this.#policy.windowSeconds * 1000;
    for (const [text, { time }] of failures.responses)
      if (time <= windowStart) failures.responses.delete(text);
    failures.responses.set(response.toString('latin1'), { time: now, domain: countedName(domain) });
    if (failures.responses.size >= this.#policy.threshold) {
      failures.responses.clear();
      failures.lockedUntil = now + this.#policy.durationSeconds * 1000;
    }
    this.#remember(key, failures);
    return false;
  }

  /**
   * Forgets the failures of a name that has just logged in, in its domain only. Otherwise a user of the same name in
   * another domain could guess without limit, and clear the count by logging in.
   */
  recordSuccess(name: string, domain = ''): void {
    if (this.#names.size === 0) return;
    const key = countedName(name);
    const failures = this.#names.get(key);
    if (failures === undefined) return;
    const own = countedName(domain);
    for (const [text, failure] of failures.responses) {
      if (failure.domain === own) failures.responses.delete(text);
    }
    if (failures.responses.size === 0) this.#names.delete(key);
  }

  #remember(key: string, failures: Failures): void {
    this.#names.delete(key);
    this.#names.set(key, failures);
    if (this.#names.size <= this.#capacity) return;
    for (const oldest of this.#names.keys()) {
      this.#names.delete(oldest);
      return;
    }
  }
}

/** The part of a name that counts, in one case. */
export function countedName(name: string): string {
  return truncatedCopy(upperCaseUtf16(name), nameLimit);
}
