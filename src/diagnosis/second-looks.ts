import { addressKey } from '../bytes/index.js';
import { loopTurns } from '../event-loop/turns.js';
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

/** Bytes that may wait in the line of one address, and in all lines together. */
const lineBytes = 256 * 1024;
const allBytes = 8 * 1024 * 1024;

/** Milliseconds for what still waits when the server closes. */
const settlingTime = 1000;

/**
 * Lines of what waits for second looks, one for each address, served by turns and in slices: nobody's searches hold up
 * the logins of others, nor their records. A line that grows too long is told at once, without its searches.
 */
export class SecondLooks {
  /** The lines with something in them, the next one to serve first. */
  readonly #lines = new Map<string, Line>();
  readonly #monotonic: () => number;
  readonly #onFailure: (error: unknown) => void;
  #bytes = 0;
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
    if (line.bytes > lineBytes) this.#giveUp(key, line);
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
      // To the back, so that the others have their turns.
      this.#lines.delete(key);
      this.#lines.set(key, line);
      this.#serve(key, line);
      break;
    }
    const settling = this.#settling;
    if (settling === undefined) return;
    if (this.#monotonic() >= settling.deadline) {
      for (const [key, line] of this.#lines) this.#giveUp(key, line);
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
    turn.done(look);
  }

  #giveUp(key: string, line: Line): void {
    this.#lines.delete(key);
    for (const turn of line.turns.slice()) {
      this.#finish(line, turn, turn.look === undefined ? {} : { untried: 'crowded' });
    }
  }

  #giveUpLongest(): void {
    let longest: [string, Line] | undefined;
    for (const entry of this.#lines) if (entry[1].bytes > (longest?.[1].bytes ?? 0)) longest = entry;
    if (longest) this.#giveUp(...longest);
  }
}

/** Everything that waits for one address. */
class Line {
  readonly turns: Turn[] = [];
  /** The search of the first turn. */
  search: Search<SecondLook> | undefined;
  bytes = 0;
}
