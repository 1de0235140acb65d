import { unitsOf } from './answers.js';
import { clientChoices } from './client-choices.js';
import { differenceOf } from './difference.js';
import type { ConnectionReport, FoundDifference } from './report.js';
import type { Script } from './script.js';

/** Compares the messages of a client with those of a recorded one, as they come. */
export class ClientComparison {
  readonly #script: Script;
  readonly #units;
  readonly #notes: string[] = [];
  readonly #requests: readonly Buffer[];
  #compared = 0;
  #unequal = 0;
  #more = 0;
  #first: FoundDifference | undefined;

  constructor(script: Script) {
    this.#script = script;
    this.#units = unitsOf(script.carrier);
    this.#requests = script.messages.flatMap(({ request }) => request ?? []);
  }

  note(sentence: string): void {
    if (!this.#notes.includes(sentence)) this.#notes.push(sentence);
  }

  /** Takes bytes of the client; returns the messages that they complete. */
  received(bytes: Buffer): Buffer[] {
    const units = this.#units.push(bytes);
    for (const unit of units) this.#compare(unit);
    return units;
  }

  #compare(got: Buffer): void {
    const expected = this.#requests[this.#compared];
    if (expected === undefined) {
      this.#more += 1;
      return;
    }
    this.#compared += 1;
    const difference = differenceOf(expected, got, clientChoices);
    if (difference === undefined) return;
    this.#unequal += 1;
    this.#first ??= { number: this.#compared, ...difference };
  }

  report(): ConnectionReport {
    const recorded = this.#requests.length;
    const missing = recorded - this.#compared;
    return {
      connection: this.#script.connection,
      recorded,
      compared: this.#compared,
      unequal: this.#unequal,
      first: this.#first,
      faults: [
        ...(missing > 0 ? [`${missing} messages of the recorded client did not come`] : []),
        ...(this.#more > 0 ? [`the client sent ${this.#more} messages more than the recorded one`] : []),
      ],
      notes: this.#notes,
    };
  }
}
