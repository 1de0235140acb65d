import { addressKey } from '../bytes/index.js';
import { loopTurns } from '../runtime/turns.js';
import type { Search } from './search.js';
import type { SecondLook } from './second-look.js';

/** Something to be told in its turn, after a search or without one. */
export interface Turn {
  /** Begins its search, or tells why there is none; absent: nothing is to be looked for. */
  readonly look?: () => Search<SecondLook> | SecondLook;
  /** Called once, with what was found. */
  readonly done: (look: SecondLook) => void;
  /** Bytes held for it while it waits. */
  readonly bytes: number;
}

/** Tries and milliseconds of one piece of work, whichever is over first; each turn of the event loop has one. */
const sliceTries = 64;
const sliceMilliseconds = 4;

/** Tries that cost what the words about one event do. */
const tellingTries = 4;

/** Bytes that may wait in the line of one address, and in all lines together, before searches are left out. */
const lineBytes = 256 * 1024;
const allBytes = 8 * 1024 * 1024;

/** Milliseconds for what still waits when the server closes. */
const settlingTime = 1000;

/**
 * Lines of what waits for second looks, one for each address, served by turns and in slices: nobody's searches hold up
 * the logins of others, nor their records. A line that grows too long is told without its searches, before any other.
 */
export class SecondLooks {
  /** The lines with something in them, the next one to serve first. */
  readonly #lines = new Map<string, Line>();
  readonly #monotonic: () => number;
  readonly #onFailure: (error: unknown) => void;
  #bytes = 0;
  /** To be told without their search. */
  #crowded = 0;
  #scheduled = false;
  /** While the server closes: until when, and whom to tell that nothing waits any more. */
  #settling: { readonly deadline: number; readonly settled: () => void } | undefined;

  /**
   * @param monotonic milliseconds on a clock that never jumps
   * @param onFailure told of a search that threw, which counts as none
   */
  constructor(monotonic: () => number, onFailure: (error: unknown) => void) {
    this.#monotonic = monotonic;
    this.#onFailure = onFailure;
  }

  /** Whether lines grew too long and are still being told: nobody should add to them meanwhile. */
  get behind(): boolean {
    return this.#crowded > 0;
  }

  /** Takes what waits for its turn behind the others of its address; at once where there is nothing to wait for. */
  take(address: string, turn: Turn): void {
    if (turn.look === undefined && this.#lines.size === 0) {
      turn.done({});
      return;
    }
    const key = addressKey(address);
    let line = this.#lines.get(key);
    if (line === undefined) {
      if (turn.look === undefined) {
        turn.done({});
        return;
      }
      this.#lines.set(key, (line = new Line()));
    }
    line.turns.push(turn);
    line.bytes += turn.bytes;
    this.#bytes += turn.bytes;
    if (line.bytes > lineBytes) this.#giveUp(line);
    else if (this.#bytes > allBytes) this.#giveUpLongest();
    this.#schedule();
  }

  /** Resolves once nothing waits: soon, since what takes too long is told without its search. */
  settle(): Promise<void> {
    if (this.#lines.size === 0) return Promise.resolve();
    return new Promise((settled) => {
      this.#settling = { deadline: this.#monotonic() + settlingTime, settled };
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#lines.size === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      loopTurns.take(['second looks', this], () => {
        this.#scheduled = false;
        this.#serveNext();
        this.#schedule();
        return false;
      });
    });
  }

  #serveNext(): void {
    for (const [key, line] of this.#lines) {
      if (this.#crowded > 0 && line.crowded === 0) continue;
      // To the back, so that the others have their turns.
      this.#lines.delete(key);
      this.#lines.set(key, line);
      this.#serve(key, line);
      break;
    }
    const settling = this.#settling;
    if (settling === undefined) return;
    if (this.#monotonic() >= settling.deadline) {
      for (const line of this.#lines.values()) this.#giveUp(line);
    }
    if (this.#lines.size === 0) {
      this.#settling = undefined;
      settling.settled();
    }
  }

  /** One slice of a line: tells what needs no more search, and searches for as many tries. */
  #serve(key: string, line: Line): void {
    const end = this.#monotonic() + sliceMilliseconds;
    let left = sliceTries;
    while (left > 0 && this.#monotonic() < end) {
      const turn = line.turns[0];
      if (turn === undefined) {
        this.#lines.delete(key);
        return;
      }
      const look = this.#advance(line, turn, left);
      if (typeof look === 'number') left = look;
      else {
        this.#finish(line, turn, look);
        left -= tellingTries;
      }
    }
  }

  /** @returns the tries that are left for a search under way, or what was found */
  #advance(line: Line, turn: Turn, tries: number): SecondLook | number {
    if (line.crowded > 0) return turn.look === undefined ? {} : { untried: 'crowded' };
    try {
      if (line.search === undefined) {
        const begun = turn.look?.() ?? {};
        if (!('next' in begun)) return begun;
        line.search = begun;
      }
      const step = line.search.next();
      return step.done === true ? step.value : tries - step.value;
    } catch (error) {
      this.#onFailure(error);
      return {};
    }
  }

  #finish(line: Line, turn: Turn, look: SecondLook): void {
    line.turns.shift();
    line.search = undefined;
    line.bytes -= turn.bytes;
    this.#bytes -= turn.bytes;
    if (line.crowded > 0) {
      line.crowded--;
      this.#crowded--;
    }
    turn.done(look);
  }

  #giveUp(line: Line): void {
    this.#crowded += line.turns.length - line.crowded;
    line.crowded = line.turns.length;
    line.search = undefined;
  }

  #giveUpLongest(): void {
    let longest: Line | undefined;
    for (const line of this.#lines.values()) if (line.bytes > (longest?.bytes ?? 0)) longest = line;
    if (longest) this.#giveUp(longest);
  }
}

/** Everything that waits for one address. */
class Line {
  readonly turns: Turn[] = [];
  /** The search of the first turn. */
  search: Search<SecondLook> | undefined;
  bytes = 0;
  /** How many of the first turns are told without their search. */
  crowded = 0;
}
