import { type Repeated, Repetitions } from '../runtime/repetitions.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Exchange } from './exchange.js';
import { isRefusal } from './refusal.js';

/** For refusals: a record is some ten times as long as a request, and tests repeat what is refused. */
const PATIENCE = { alike: 100, burst: 100 };

/** Addresses whose refusals are counted. */
const COUNTED_ADDRESSES = 64;

/** First legs that are waited for. */
const AWAITED = 64;

/** Milliseconds in which a client proves its password, once it was told to: its user may have to type it. */
const PROOF_TIME = 30_000;

interface FirstLeg {
  readonly exchange: Exchange;
  readonly cancel: () => void;
}

/**
 * Bounds the records that a client can cause: each ticket that is granted is told, for its client has proved itself;
 * equal refusals of an address are told a hundred times and counted after that. smbclient repeats a request hundreds of
 * times, each from another port, where a script tells it again and again that a password has expired.
 *
 * The request for pre-authentication is the usual first leg of an AS exchange (RFC 4120 3.1.1), and told only where no
 * second one follows.
 */
export class ToldExchanges {
  readonly #runtime: CheckedRuntime;
  readonly #tell: (told: Repeated<Exchange>) => void;
  /** By address, the one that was heard last at the end. */
  readonly #counted = new Map<string, Repetitions<Exchange>>();
  /** By address and client. */
  readonly #firstLegs = new Map<string, FirstLeg>();

  constructor(runtime: CheckedRuntime, tell: (told: Repeated<Exchange>) => void) {
    this.#runtime = runtime;
    this.#tell = tell;
  }

  add(exchange: Exchange): void {
    if (exchange.exchange === 'AS') {
      this.#endWait(placeOf(exchange));
      if (isFirstLeg(exchange)) {
        this.#await(exchange);
        return;
      }
    }
    this.#count(exchange);
  }

  /** Tells what was only counted, and the first legs that stayed alone. */
  end(): void {
    for (const { exchange, cancel } of this.#firstLegs.values()) {
      cancel();
      this.#count(exchange);
    }
    this.#firstLegs.clear();
    for (const repetitions of this.#counted.values()) this.#tellRest(repetitions);
    this.#counted.clear();
  }

  #await(exchange: Exchange): void {
    const place = placeOf(exchange);
    const cancel = this.#runtime.after(PROOF_TIME, () => {
      this.#firstLegs.delete(place);
      this.#count(exchange);
    });
    this.#firstLegs.set(place, { exchange, cancel });
    const [oldest = place] = this.#firstLegs.keys();
    if (this.#firstLegs.size > AWAITED) this.#endWait(oldest);
  }

  #endWait(place: string): void {
    this.#firstLegs.get(place)?.cancel();
    this.#firstLegs.delete(place);
  }

  #count(exchange: Exchange): void {
    const told = isRefusal(exchange.result)
      ? this.#repetitionsOf(exchange).add(keyOf(exchange), exchange)
      : { event: exchange, count: 1, omitted: 0 };
    if (told !== undefined) this.#tell(told);
  }

  #repetitionsOf({ remote }: Exchange): Repetitions<Exchange> {
    const address = remote?.address ?? '';
    const repetitions = this.#counted.get(address) ?? new Repetitions<Exchange>(this.#runtime, PATIENCE);
    this.#counted.delete(address);
    this.#counted.set(address, repetitions);
    const [oldest] = this.#counted;
    if (this.#counted.size > COUNTED_ADDRESSES && oldest !== undefined) {
      this.#counted.delete(oldest[0]);
      this.#tellRest(oldest[1]);
    }
    return repetitions;
  }

  #tellRest(repetitions: Repetitions<Exchange>): void {
    for (const told of repetitions.rest()) this.#tell(told);
  }
}

/** Whether the client was told, by no script, to prove its password. */
function isFirstLeg({ result, state }: Exchange): boolean {
  return isRefusal(result) && result.error === 'KDC_ERR_PREAUTH_REQUIRED' && state.error === undefined;
}

/** The second leg may come over another port, or over TCP after UDP. */
function placeOf({ remote, client }: Exchange): string {
  return JSON.stringify([remote?.address, client]);
}

/** Equal for two exchanges that are alike. */
function keyOf({ exchange, client, service, result }: Exchange): string {
  return JSON.stringify([exchange, client, service, isRefusal(result) ? result.error : undefined]);
}
