import type { DomainEvent } from './options.js';

/** Tells each change once, however often it is seen. */
export class ToldChanges {
  readonly #tell: (event: DomainEvent) => void;
  /** The last change told of each controller, since one was open. */
  readonly #told = new Map<string, string>();

  constructor(tell: (event: DomainEvent) => void) {
    this.#tell = tell;
  }

  /** Tells a change, unless it is the last one that was told of its controller. */
  change(event: DomainEvent): void {
    const { state, controller, because } = event;
    const text = `${state} ${because}`;
    if (this.#told.get(controller) === text) return;
    if (state === 'open') this.#told.clear();
    this.#told.set(controller, text);
    this.#tell(event);
  }
}
