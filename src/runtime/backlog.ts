import { loopTurns } from './turns.js';

/** Tasks run in one turn of the event loop. Encoding the answer that follows from a task takes further time. */
const TASKS_AT_ONCE = 16;

/**
 * Short tasks of which there may be thousands at once, such as telling each holder of an oplock. The first ones are run
 * where they are added, the others in later turns of the event loop, all in the order they came.
 */
export class Backlog<T extends object> {
  readonly #run: (subject: T) => void;
  readonly #waiting = new Set<T>();
  #room = TASKS_AT_ONCE;
  #scheduled = false;

  /** @param run the task for one subject; must not throw */
  constructor(run: (subject: T) => void) {
    this.#run = run;
  }

  /** A subject that waits already keeps its place. */
  add(subject: T): void {
    this.#waiting.add(subject);
    this.#runSome();
  }

  /** Takes back a subject that waits: its task is no longer needed. */
  drop(subject: T): void {
    this.#waiting.delete(subject);
  }

  /** Resolves once nothing waits. */
  async settle(): Promise<void> {
    while (this.#waiting.size > 0) await new Promise((resolve) => void setImmediate(resolve));
  }

  #runSome(): void {
    for (const subject of this.#waiting) {
      if (this.#room === 0) break;
      this.#room -= 1;
      this.#waiting.delete(subject);
      this.#run(subject);
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => loopTurns.take(['tasks', this], () => this.#goOn()));
  }

  /** The tasks of another turn; they schedule those of the next one. */
  #goOn(): false {
    this.#scheduled = false;
    this.#room = TASKS_AT_ONCE;
    if (this.#waiting.size > 0) this.#runSome();
    return false;
  }
}
