import { hash } from 'node:crypto';
import type { CheckedRuntime } from '../runtime/runtime.js';

/** Milliseconds in which clients send a request again. */
const KEPT = 120_000;

/** Bytes of answers that are kept. */
const MOST_BYTES = 4 << 20;

/** Identifier octet of KRB-ERROR. */
const KRB_ERROR = 0x7e;

interface Recent {
  readonly answer: Promise<Buffer>;
  /** Monotonic milliseconds. */
  readonly until: number;
  bytes: number;
}

/**
 * The replies of the last minutes by their requests, the oldest first. Errors are not kept: a clock or an account may
 * be right by now.
 */
export class RecentAnswers {
  readonly #runtime: CheckedRuntime;
  readonly #recent = new Map<string, Recent>();
  #bytes = 0;

  constructor(runtime: CheckedRuntime) {
    this.#runtime = runtime;
  }

  /**
   * The answer to a request: the former one where the same bytes came before.
   *
   * @param compute is asked where they did not
   */
  answer(request: Buffer, compute: () => Promise<Buffer>): Promise<Buffer> {
    const digest = hash('sha256', request, 'base64');
    const now = this.#runtime.monotonic();
    this.#forget(now);
    const known = this.#recent.get(digest);
    if (known !== undefined) return known.answer;
    const recent: Recent = { answer: compute(), until: now + KEPT, bytes: 0 };
    this.#recent.set(digest, recent);
    const count = ({ length, [0]: tag }: Buffer): void => {
      if (this.#recent.get(digest) !== recent) return;
      if (tag === KRB_ERROR) this.#recent.delete(digest);
      else {
        recent.bytes = length;
        this.#bytes += length;
      }
    };
    recent.answer.then(count, () => this.#recent.delete(digest));
    return recent.answer;
  }

  #forget(now: number): void {
    for (const [digest, { until, bytes }] of this.#recent) {
      if (until > now && this.#bytes <= MOST_BYTES) break;
      this.#recent.delete(digest);
      this.#bytes -= bytes;
    }
  }
}
