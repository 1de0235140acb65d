import type { KdcRecord } from '../facts/kdc-record.js';
import type { Exchange } from '../realm/exchange.js';
import { isRefusal } from '../realm/refusal.js';

/** More than come while a client is connected. */
const KEPT = 32;

interface RefusedTicket {
  readonly exchange: Exchange;
  readonly words: () => KdcRecord;
}

/** The last refusals of a KDC, for connections that end without a login because of them. */
export class RefusedTickets {
  readonly #refused: RefusedTicket[] = [];

  add(exchange: Exchange, words: () => KdcRecord): void {
    if (!isRefusal(exchange.result)) return;
    this.#refused.push({ exchange, words });
    if (this.#refused.length > KEPT) this.#refused.shift();
  }

  /**
   * The latest refusal of a client of an address.
   *
   * @param since milliseconds since 1970; earlier ones do not count
   */
  latest(address: string, since: number): KdcRecord | undefined {
    return this.#refused
      .findLast(({ exchange: { remote, time } }) => remote?.address === address && time >= since)
      ?.words();
  }
}
