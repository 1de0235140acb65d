import type { KdcRecord } from '../facts/kdc-record.js';
import type { Exchange } from '../realm/exchange.js';
import { isRefusal } from '../realm/refusal.js';

/** More than come while a client is connected. */
const KEPT = 32;

/** Milliseconds for which a refused client may go on without a ticket, as after a `kinit` that failed. */
const AFTERWARDS = 30_000;

interface RefusedTicket {
  readonly exchange: Exchange;
  readonly words: () => KdcRecord;
  /** Whether its address got a ticket later. */
  isMendedLater: boolean;
}

/** The last refusals of a KDC, for connections that end without a login because of them. */
export class RefusedTickets {
  readonly #refused: RefusedTicket[] = [];

  add(exchange: Exchange, words: () => KdcRecord): void {
    if (!isRefusal(exchange.result)) {
      for (const refused of this.#refused)
        refused.isMendedLater ||= refused.exchange.remote?.address === exchange.remote?.address;
      return;
    }
    this.#refused.push({ exchange, words, isMendedLater: false });
    if (this.#refused.length > KEPT) this.#refused.shift();
  }

  /**
   * The latest refusal of a client of an address during a connection, or in the half minute before it where no ticket
   * was granted since.
   *
   * @param connectedAt milliseconds since 1970
   */
  latest(address: string, connectedAt: number): KdcRecord | undefined {
    return this.#refused
      .findLast(
        ({ exchange: { remote, time }, isMendedLater }) =>
          remote?.address === address &&
          (time >= connectedAt || (time >= connectedAt - AFTERWARDS && !isMendedLater)),
      )
      ?.words();
  }
}
