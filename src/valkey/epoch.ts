import type { CheckedRuntime } from '../runtime/runtime.js';
import { openEpoch } from './scripts.js';
import { StoreFault } from './connection.js';
import type { StoreSession } from './session.js';

/** The surroundings of an epoch. */
export interface EpochOptions {
  /** The first characters of its keys. */
  readonly prefix: string;
  readonly runtime: CheckedRuntime;
  /** Milliseconds of clock skew that tickets may have. */
  readonly skewMilliseconds: number;
  /** Told once of each loss: when it was, and up to when tickets are refused, in milliseconds since 1970. */
  readonly tellLoss: (lostAt: number, refusedUntil: number) => void;
}

/**
 * The memory of the store from its making to its loss. A store that was emptied, or that came back with older data, is
 * noticed by whoever knew it before: the epoch is another one, or the witness of the last authenticator is missing. The
 * loss is written into the store, so that servers that began later know of it.
 */
export class Epoch {
  readonly key: string;
  /** The key under which this server finds the number of the last authenticator that it had remembered. */
  readonly witnessKey: string;
  readonly #options: EpochOptions;
  #id = '';
  #lostAt = 0;
  #toldOf = 0;
  #given = 0;
  #witnessed = 0;
  #mattersUntil = 0;

  constructor(options: EpochOptions) {
    const { prefix, runtime } = options;
    this.#options = options;
    this.key = `${prefix}epoch`;
    this.witnessKey = `${prefix}witness:${runtime.randomBytes(12).toString('base64url')}`;
  }

  /** As the store knows it; empty: none was seen yet. */
  get id(): string {
    return this.#id;
  }

  /** The time of the last loss on the clock of the store, in milliseconds since 1970; 0: none is known. */
  get lostAt(): number {
    return this.#lostAt;
  }

  /** The number of the next authenticator. */
  nextNumber(): number {
    return ++this.#given;
  }

  /**
   * Notes that the store has remembered an authenticator.
   *
   * @param number of the authenticator
   * @param until milliseconds since 1970 after which it does not matter any more
   */
  witnessed(number: number, until: number): void {
    this.#witnessed = Math.max(this.#witnessed, number);
    this.#mattersUntil = Math.max(this.#mattersUntil, until);
  }

  /** @throws StoreFault, as a rejection, when the store cannot be asked, or answers something else */
  async open(session: StoreSession): Promise<void> {
    const { runtime, skewMilliseconds, tellLoss } = this.#options;
    const values = [
      this.#id,
      runtime.randomBytes(12).toString('base64url'),
      String(this.#witnessed),
      String(Math.ceil(this.#mattersUntil)),
      String(Math.ceil(skewMilliseconds)),
    ];
    const told = await session.run(openEpoch, [this.key, this.witnessKey], values);
    const [id, lost, now] = epochOf(told) ?? [];
    if (id === undefined || lost === undefined || now === undefined) {
      session.end('answered what no store answers');
      throw new StoreFault('answered what no store answers');
    }
    const isFirst = this.#id === '';
    // A witness of an earlier memory is not missed again.
    if (id !== this.#id || lost !== this.#lostAt) this.#witnessed = 0;
    this.#id = id;
    this.#lostAt = lost;
    const refusedUntil = lost + skewMilliseconds;
    const isNews = lost > 0 && lost !== this.#toldOf;
    this.#toldOf = lost;
    if (isNews && (!isFirst || now < refusedUntil)) tellLoss(lost, refusedUntil);
  }
}

function epochOf(told: unknown): readonly [id: string, lost: number, now: number] | undefined {
  if (!Array.isArray(told) || told.length !== 3) return undefined;
  const [id, lost, now] = told as readonly unknown[];
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) return undefined;
  if (!isTime(lost) || !isTime(now)) return undefined;
  return [id, Number(lost), Number(now)];
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,15}$/.test(value);
}
