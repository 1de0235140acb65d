import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';

/** Arguments of node before the script, so that a server under test is watched; descriptor 3 must be a pipe. */
export const watched: readonly string[] = ['--import', new URL('watchdog-preload.js', import.meta.url).href];

/** Milliseconds that no turn of a server's event loop may take, whatever a client does. */
const LONGEST_TURN = 100;

/** Bytes in use after a collection of garbage. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly arrayBuffers: number;
}

/** A line of what the watched process says. */
export type WatchdogReport = { readonly longestTurn: number } | { readonly memory: Memory };

/** The test that runs, for the message of a failure that is found later. */
let current = 'the start of the suite';

/** Mocha has these in each process that runs tests, since .mocharc.json requires this module. */
export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    current = this.currentTest?.fullTitle() ?? current;
  },
};

/** Listens to the watchdog in a server under test. */
export class Watchdog {
  /** Milliseconds of the longest turn of the event loop since the server began to listen, as far as is known. */
  longestTurn = 0;
  #during = '';
  readonly #pipe: Duplex;
  readonly #questions: ((memory: Memory) => void)[] = [];

  constructor(pipe: Duplex) {
    this.#pipe = pipe;
    pipe.on('error', () => {});
    createInterface(pipe).on('line', (line) => this.#heard(JSON.parse(line) as WatchdogReport));
  }

  /** How much memory the server uses once its garbage is collected; the time of that counts for no turn. */
  memory(): Promise<Memory> {
    return new Promise((resolve) => {
      this.#questions.push(resolve);
      this.#pipe.write('?');
    });
  }

  /** @throws AssertionError when a turn was too long; once, as a server may be stopped twice */
  verify(): void {
    const { longestTurn } = this;
    this.longestTurn = 0;
    assert.ok(
      longestTurn <= LONGEST_TURN,
      `the longest turn of the server's event loop took ${longestTurn} ms, noticed during: ${this.#during}`,
    );
  }

  #heard(report: WatchdogReport): void {
    if ('memory' in report) this.#questions.shift()?.(report.memory);
    else {
      this.longestTurn = report.longestTurn;
      this.#during = current;
    }
  }
}
