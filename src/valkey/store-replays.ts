import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import type { ProofMemory } from '../auth/login-memory.js';
import { MemoryAway } from '../auth/memory-away.js';
import type { Epoch } from './epoch.js';
import { digestOf } from './keys.js';
import type { StoreLink } from './link.js';
import { askOrElse, isBit } from './meanwhile.js';
import { admitAuthenticator, Admission, rememberProof } from './scripts.js';

/** A memory of accepted logins is made of these. */
export interface StoreReplaysOptions<Own> {
  readonly link: StoreLink;
  /** The first characters of its keys. */
  readonly prefix: string;
  /** The memory of this server alone, where it goes on by itself while the store is away. */
  readonly own: Own | undefined;
}

/** The most proofs that the store remembers, and milliseconds after which it forgets all when none comes. */
const MOST_PROOFS = 100_000;
const PROOFS_STAY = 30 * 86_400_000;

/** The most authenticators that the store remembers: each is a login of the last quarter of an hour. */
const MOST_AUTHENTICATORS = 1_000_000;

/**
 * The proofs of NTLM that all servers of a store have accepted. The store is asked for each: a challenge of one server
 * may be one of another.
 */
export class StoreProofs implements ProofMemory {
  readonly #options: StoreReplaysOptions<ProofMemory>;

  constructor(options: StoreReplaysOptions<ProofMemory>) {
    this.#options = options;
  }

  async remember(ntProofStr: Buffer, mayRepeat: boolean): Promise<boolean> {
    const { link, prefix, own } = this.#options;
    // Only true means that it is new.
    const isNew: unknown = own === undefined || (await own.remember(ntProofStr, mayRepeat));
    if (isNew !== true) return false;
    const question = {
      script: rememberProof,
      keys: [`${prefix}proofs`],
      values: [digestOf(ntProofStr), String(MOST_PROOFS), String(PROOFS_STAY)],
    };
    const alone = (): number => {
      link.keep(question, 'logins');
      return 1;
    };
    return (await askOrElse(link, question, isBit, own && alone)) === 1;
  }
}

/** The answer of this server alone: the store has no witness of it. */
const ADMITTED_ALONE = -2;

const admissions: ReadonlySet<number> = new Set(Object.values(Admission));

/** The authenticators of Kerberos that all servers of a store have accepted. */
export class StoreReplays implements ReplayMemory {
  readonly #options: StoreReplaysOptions<ReplayMemory>;
  readonly #epoch: Epoch;
  readonly #skew: number;
  /** As the store, or this server alone, said last. */
  full = false;

  /** @param skewMilliseconds the clock skew that tickets may have */
  constructor(options: StoreReplaysOptions<ReplayMemory>, epoch: Epoch, skewMilliseconds: number) {
    this.#options = options;
    this.#epoch = epoch;
    this.#skew = skewMilliseconds;
  }

  async admit(digest: Buffer, until: number, now: number): Promise<boolean> {
    const { link, prefix, own } = this.#options;
    // A time that no clock tells refuses, as every other that cannot be remembered.
    if (!(until >= now && until < Number.MAX_SAFE_INTEGER)) return false;
    this.full = false;
    const isNew: unknown = own === undefined || (await own.admit(digest, until, now));
    if (isNew !== true) {
      this.full = own?.full === true;
      return false;
    }
    const number = this.#epoch.nextNumber();
    const question = {
      script: admitAuthenticator,
      keys: [`${prefix}authenticators`, this.#epoch.witnessKey],
      values: [
        digestOf(digest),
        String(Math.ceil(until)),
        String(Math.ceil(this.#skew)),
        String(MOST_AUTHENTICATORS),
        String(number),
      ],
    };
    const alone = (): number => {
      link.keep(question, 'logins');
      return ADMITTED_ALONE;
    };
    const told = await askOrElse(link, question, (answer) => admissions.has(answer), own && alone);
    if (told === Admission.ADMITTED) this.#epoch.witnessed(number, until + 2 * this.#skew);
    if (told === Admission.FULL) this.full = true;
    if (told === Admission.LOST) throw this.#lost();
    if (told === Admission.CLOCK) throw new MemoryAway('The clock of the store is too far ahead of ours.');
    return told === Admission.ADMITTED || told === ADMITTED_ALONE;
  }

  #lost(): MemoryAway {
    const { lostAt } = this.#epoch;
    const [lost, until] = [timeText(lostAt), timeText(lostAt + this.#skew)];
    return new MemoryAway(
      `The store lost its memory at ${lost}, and tickets are refused until ${until}`,
      'kerberos-replay-memory-lost',
    );
  }
}

/** `15:04:05 UTC`. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(11, 19)} UTC`;
}
