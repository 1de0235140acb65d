import { hash } from 'node:crypto';

/** More are sent by no test within the time for which one is remembered. */
const MOST = 65_536;

/**
 * The authenticators of TGS-REQs: each counts once (RFC 4120 3.3.3). An entry stays until the clock alone would refuse
 * its authenticator, and none is forgotten before: when the memory is full, nothing is admitted.
 */
export class SeenAuthenticators {
  /** By digest: milliseconds since 1970. */
  readonly #until = new Map<string, number>();

  /**
   * Whether an authenticator was never seen before. From now on it has been.
   *
   * @param cipher the authenticator as received
   * @param until milliseconds since 1970
   * @param now milliseconds since 1970
   */
  admit(cipher: Buffer, until: number, now: number): boolean {
    const digest = hash('sha256', cipher, 'base64');
    const known = this.#until.get(digest);
    if (known !== undefined && known >= now) return false;
    if (this.#until.size >= MOST) this.#forget(now);
    if (this.#until.size >= MOST) return false;
    this.#until.set(digest, until);
    return true;
  }

  #forget(now: number): void {
    for (const [digest, until] of this.#until) if (until < now) this.#until.delete(digest);
  }
}
