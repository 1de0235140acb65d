import { type Profiler, Session } from 'node:inspector';

/** Counts how often the functions of this process are called, with the profiler of V8. */
export class CallCounter implements Disposable {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
  }

  /** Begins to count, from zero. */
  start(): void {
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    this.#take();
  }

  /** Calls since {@link start}, by the names of functions in the files whose address matches. */
  calls(files: RegExp): Map<string, number> {
    const calls = new Map<string, number>();
    for (const { url, functions } of this.#take()) {
      if (!files.test(url)) continue;
      for (const { functionName, ranges } of functions) {
        const [whole] = ranges;
        if (whole !== undefined && whole.count > 0) {
          calls.set(functionName, (calls.get(functionName) ?? 0) + whole.count);
        }
      }
    }
    return calls;
  }

  #take(): readonly Profiler.ScriptCoverage[] {
    let scripts: readonly Profiler.ScriptCoverage[] = [];
    // A session of this thread answers before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error;
      scripts = result;
    });
    return scripts;
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
  }
}
