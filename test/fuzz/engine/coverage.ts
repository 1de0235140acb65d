import { Session } from 'node:inspector';

/** The part of the profiler's answer that is read. */
interface Taken {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly Range[] }[];
  }[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Which blocks of the product have run, as V8 counts them. One at a time may exist in a process. */
export class Coverage implements Disposable {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#ask('Profiler.enable');
    this.#ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Blocks that have run so far. */
  get blocks(): number {
    return this.#seen.size;
  }

  /** The blocks that ran since the last call, and never before it. */
  takeNew(): ReadonlySet<string> {
    const fresh = new Set<string>();
    for (const block of this.#take()) if (!this.#seen.has(block)) fresh.add(block);
    for (const block of fresh) this.#seen.add(block);
    return fresh;
  }

  /** Whether one of these blocks ran since the last call. */
  ran(blocks: ReadonlySet<string>): boolean {
    return this.#take().some((block) => blocks.has(block));
  }

  [Symbol.dispose](): void {
    this.#ask('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  #take(): string[] {
    const { result } = this.#ask('Profiler.takePreciseCoverage') as Taken;
    const blocks: string[] = [];
    for (const { url, functions } of result) {
      const inside = url.lastIndexOf('/build/src/');
      if (inside < 0) continue;
      const file = url.slice(inside + 11);
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count > 0) blocks.push(`${file}:${startOffset}-${endOffset}`);
        }
      }
    }
    return blocks;
  }

  /** The inspector of the own thread answers before `post` returns. */
  #ask(method: string, params: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, params, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
