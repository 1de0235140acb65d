import { frozen } from '../values/frozen.js';

/**
 * The labels of lists of numbers of one kind, such as the dialects that clients offer. Clients of one kind send the
 * same list each time, so the last one is kept.
 */
export class Labels {
  readonly #labelOf: (value: number) => string;
  #values: readonly number[] = [];
  #labels: readonly string[] = frozen([]);

  constructor(labelOf: (value: number) => string) {
    this.#labelOf = labelOf;
  }

  /** The labels in their order. The result must not be changed. */
  of(values: readonly number[]): readonly string[] {
    if (!this.#isLast(values)) {
      this.#values = [...values];
      this.#labels = frozen(values.map(this.#labelOf));
    }
    return this.#labels;
  }

  #isLast(values: readonly number[]): boolean {
    const last = this.#values;
    return values.length === last.length && values.every((value, index) => value === last[index]);
  }
}
