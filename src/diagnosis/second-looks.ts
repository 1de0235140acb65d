import { addressKey } from '../bytes/index.js';
import { loopTurns } from '../runtime/turns.js';
import type { Search } from './search.js';
import type { SecondLook } from './second-look.js';

/** An event that waits for its turn, with or without a search. */
export interface Turn {
  /** Begins its search, or gives the result at once; absent: no search is needed. */
  readonly look?: (() => Search<SecondLook> | SecondLook) | undefined;
  /** Called once, with the result. */
  readonly done: (look: SecondLook) => void;
  /** Bytes held for it while it waits. */
  readonly bytes: number;
}

/** The most tries, and the most milliseconds, of one turn of the event loop. */
const sliceTries = 64;
const sliceMilliseconds = 4;

/** The cost of making the words of one event, in tries. */
const tellingTries = 4;

/** Bytes that may wait in the line of one address, and in all lines together, before searches are left out. */
const lineBytes = 256 * 1024;
const allBytes = 8 * 1024 * 1024;

/** Milliseconds for the waiting searches when the server closes. */
const settlingTime = 1000;

/**
 * The events that wait for second looks, in one line for each address. Lines are served by turns and in slices, so that
 * one address cannot delay the logins or the records of others. The events of a line that grows too long go out first,
 * without their searches.
 */
export class SecondLooks {
  /** The lines with something in them, the next one to serve first. */
  readonly #lines = new Map<string, Line>();
  readonly #monotonic: () => number;
  readonly #onFailure: (error: unknown) => void;
  #bytes = 0;
  /** The number of events that go out without their search. */
  #crowded = 0;
  #scheduled = false;
  /** Set while the server closes: the deadline, and the callback for the moment when nothing waits. */
  #settling: { readonly deadline: number; readonly settled: () => void } | undefined;

  /**
   * @param monotonic milliseconds on a clock that never jumps
   * @param onFailure called with the error of a search that threw; the search counts as none
   */
  constructor(monotonic: () => number, onFailure: (error: unknown) => void) {
    this.#monotonic = monotonic;
    this.#onFailure = onFailure;
  }

  /** Whether events of a line that grew too long still wait; the server should read no requests meanwhile. */
  get behind(): boolean {
    return this.#crowded > 0;
  }

  /** Puts an event behind the others of its address. It goes out at once if it need not wait. */
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

  /** Resolves once nothing waits. After a deadline events go out without their searches. */
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
      // The line moves to the back, so that the others have their turns.
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

  /** Serves one slice of a line: searches up to a number of tries, and lets events go out whose search is done. */
  #serve(key: string, line: Line): void {
    const end = this.#monotonic() + Math.min(sliceMilliseconds, loopTurns.left);
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

  /** @returns the result of the search, or, if it goes on, the number of tries that are left */
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
  /** The number of turns at the front that go out without their search. */
  crowded = 0;
}
