import type { Coverage } from './coverage.js';
import type { Dice } from './dice.js';
import type { Crash, FuzzTarget, InputForm } from './fuzz-target.js';
import { mutateBytes } from './mutate-bytes.js';
import { mutateDer } from './mutate-der.js';
import { mutateJson, mutateText } from './mutate-text.js';
import { runCase } from './run-case.js';
import { shorten } from './shorten.js';

/** Milliseconds of one target before the next one has its turn; to look for new blocks costs four. */
const SLICE = 40;

/** Inputs that are kept of a target. */
const CORPUS = 400;

/** Bytes of the longest input. */
const LONGEST_INPUT = 256 * 1024;

/** The inputs that were tried in one turn of a target are looked at for new blocks together. */
const TRIED = 256;

const mutations: Record<InputForm, (dice: Dice, input: Buffer, other: Buffer) => Buffer> = {
  bytes: mutateBytes,
  der: mutateDer,
  text: mutateText,
  json: mutateJson,
};

/** The counts so far. */
export interface FuzzCounts {
  cases: number;
  corpus: number;
  outlines: number;
  readonly crashes: Crash[];
}

interface Field {
  readonly target: FuzzTarget;
  readonly corpus: Buffer[];
  readonly outlines: Set<string>;
  waiting: Buffer[];
}

/** Gives changed inputs to targets in turn, and keeps those that lead to new blocks of code or to new outcomes. */
export class Fuzzing {
  readonly counts: FuzzCounts = { cases: 0, corpus: 0, outlines: 0, crashes: [] };
  readonly #fields: readonly Field[];
  readonly #dice: Dice;
  readonly #coverage: Coverage | undefined;
  readonly #kinds = new Set<string>();

  /** @param pool inputs that each target tries once: a good one for any of them is in it */
  constructor(targets: readonly FuzzTarget[], pool: readonly Buffer[], dice: Dice, coverage?: Coverage) {
    this.#dice = dice;
    this.#coverage = coverage;
    this.#fields = targets.map((target) => ({
      target,
      corpus: [],
      outlines: new Set(),
      waiting: [
        ...target.seeds,
        ...(target.form === 'text' || target.form === 'json' ? [] : pool),
        Buffer.alloc(0),
      ],
    }));
  }

  /** Gives the targets turns until the time is over. */
  async runFor(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    do {
      for (const field of this.#fields) {
        await this.#turn(field);
        if (performance.now() >= end) return;
      }
    } while (performance.now() < end);
  }

  async #turn(field: Field): Promise<void> {
    const end = performance.now() + SLICE;
    const tried: Buffer[] = [];
    const kept = this.counts.corpus;
    do {
      const input = field.waiting.shift() ?? this.#mutant(field);
      tried.push(input);
      await this.#try(field, input);
    } while (tried.length < TRIED && performance.now() < end);
    const fresh = this.#coverage?.takeNew();
    // An input with a new outcome was kept: it is likely the one.
    if (fresh !== undefined && fresh.size > 0 && this.counts.corpus === kept)
      await this.#findOne(field, tried, fresh);
  }

  async #try(field: Field, input: Buffer): Promise<void> {
    const { target, outlines } = field;
    const { outline, crash } = await runCase(target, input);
    this.counts.cases++;
    if (crash !== undefined) await this.#crashed(field, input, outline, crash);
    else if (!outlines.has(outline)) {
      outlines.add(outline);
      this.counts.outlines++;
      this.#keep(field, input);
    }
  }

  #mutant({ target, corpus }: Field): Buffer {
    const dice = this.#dice;
    const input = corpus.length === 0 ? dice.bytes(dice.length(100)) : dice.pick(corpus);
    const other = corpus.length === 0 ? Buffer.alloc(0) : dice.pick(corpus);
    const mutate = dice.oneIn(8) ? mutateBytes : mutations[target.form];
    return mutate(dice, input, other).subarray(0, LONGEST_INPUT);
  }

  #keep({ corpus }: Field, input: Buffer): void {
    // The views of a long message would keep all of it.
    const kept = Buffer.from(input);
    if (corpus.length < CORPUS) {
      corpus.push(kept);
      this.counts.corpus++;
    } else corpus[this.#dice.below(CORPUS)] = kept;
  }

  /** Finds an input that runs a new block, by halves. */
  async #findOne(field: Field, tried: readonly Buffer[], fresh: ReadonlySet<string>): Promise<void> {
    let among = tried;
    while (among.length > 1) {
      const half = among.slice(0, among.length >> 1);
      this.#coverage?.takeNew();
      for (const input of half) await runCase(field.target, input);
      among = this.#coverage?.ran(fresh) === true ? half : among.slice(half.length);
    }
    const [found] = among;
    if (found !== undefined) this.#keep(field, found);
  }

  async #crashed({ target }: Field, input: Buffer, outline: string, what: string): Promise<void> {
    const kind = `${target.name} ${what.startsWith('takes') || what.startsWith('allocates') ? what.slice(0, 5) : outline}`;
    if (this.#kinds.has(kind)) return;
    this.#kinds.add(kind);
    const shortest = await shorten(input, async (shorter) => {
      const again = await runCase(target, shorter);
      return again.crash !== undefined && again.outline === outline;
    });
    this.counts.crashes.push({ target: target.name, input: shortest, what });
  }
}
