import { upperCaseUtf16 } from '../bytes/index.js';
import { NtStatus } from '../constants/nt-status.js';
import { ShareError } from './share-error.js';

/** A search pattern of QUERY_DIRECTORY. */
export interface NamePattern {
  /** The one name that can match, when the pattern has no wildcard. */
  readonly literal: string | undefined;
  /** True when every name matches, so that `matches` need not be called. */
  readonly matchesAll: boolean;
  /** Takes some ten microseconds for the longest name and the worst pattern. */
  matches(name: string): boolean;
}

const MAXIMUM_LENGTH = 255;
const wildcard = /[*?<>"]/;
const illegal = /[\\/:|\x00-\x1f]/;

/** Compiles a pattern; empty means `*`. STATUS_OBJECT_NAME_INVALID when no name could match. */
export function compilePattern(pattern: string): NamePattern {
  if (pattern.length > MAXIMUM_LENGTH || illegal.test(pattern)) {
    throw new ShareError(NtStatus.STATUS_OBJECT_NAME_INVALID);
  }
  // [MS-FSA] 2.1.4.4 Part 1.
  if (pattern === '' || pattern === '*' || pattern === '*.*') {
    return { literal: undefined, matchesAll: true, matches: () => true };
  }
  const expression = upperCaseUtf16(pattern);
  if (!wildcard.test(pattern)) {
    const matches = (name: string) => upperCaseUtf16(name) === expression;
    return { literal: pattern, matchesAll: false, matches };
  }
  const compiled = new Expression(expression);
  return { literal: undefined, matchesAll: false, matches: (name) => compiled.matches(upperCaseUtf16(name)) };
}

/** A bit for each position in an expression, 32 in an element. */
type Positions = Uint32Array;

const DOT = 0x2e;

/**
 * [MS-FSA] 2.1.4.4 Part 2. Keeps the set of positions in the expression that the part of the name read so far can have
 * reached, and moves all of them at once. A unit of the name costs a few steps for each 32 units of the expression.
 */
class Expression {
  /** Elements of each set. */
  readonly #size: number;
  /** Where the expression ends. */
  readonly #end: number;
  /**
   * Positions from which a unit leads to the next one, by unit; `?` is in each, `>` and `"` as they take a dot or not.
   */
  readonly #steps = new Map<number, Positions>();
  readonly #stepsOfOthers: Positions;
  /** `*` and `<`: any unit may be read and the position kept, or the position left without reading. */
  readonly #stars: Positions;
  /** The same without `<`, which does not match the final dot. */
  readonly #plainStars: Positions;
  /** The stars and `>`, which matches nothing before a dot. */
  readonly #skippedAtDot: Positions;
  /** Signs that may stand for nothing at the end of a name. */
  readonly #skippedAtEnd: Positions;

  constructor(expression: string) {
    this.#end = expression.length;
    this.#size = (expression.length >>> 5) + 1;
    const where = (wanted: string) => this.#positionsOf(expression, (unit) => wanted.includes(unit));
    this.#stars = where('*<');
    this.#plainStars = where('*');
    this.#skippedAtDot = where('*<>');
    this.#skippedAtEnd = where('*<>"');
    this.#stepsOfOthers = where('?>');
    this.#steps.set(DOT, where('?".'));
    for (const unit of new Set(expression.replace(/[*?<>".]/g, ''))) {
      this.#steps.set(unit.charCodeAt(0), where(`?>${unit}`));
    }
  }

  matches(name: string): boolean {
    const lastDot = name.lastIndexOf('.');
    let reached = new Uint32Array(this.#size);
    let next = new Uint32Array(this.#size);
    reached[0] = 1;
    for (let n = 0; n < name.length; n++) {
      const unit = name.charCodeAt(n);
      skip(reached, unit === DOT ? this.#skippedAtDot : this.#stars);
      const steps = this.#steps.get(unit) ?? this.#stepsOfOthers;
      const kept = n === lastDot ? this.#plainStars : this.#stars;
      if (!step(reached, steps, kept, next)) return false;
      [reached, next] = [next, reached];
    }
    skip(reached, this.#skippedAtEnd);
    return ((reached[this.#end >>> 5] ?? 0) & (1 << (this.#end & 31))) !== 0;
  }

  #positionsOf(expression: string, isWanted: (unit: string) => boolean): Positions {
    const positions = new Uint32Array(this.#size);
    for (let e = 0; e < expression.length; e++) {
      if (isWanted(expression.charAt(e))) positions[e >>> 5] = (positions[e >>> 5] ?? 0) | (1 << (e & 31));
    }
    return positions;
  }
}

/**
 * From each position reached that may be skipped, reaches the next one, and so on. A sum does it for all of them: a bit
 * added to a row of ones is carried to the end of the row.
 */
function skip(reached: Positions, skipped: Positions): void {
  let carry = 0;
  for (let i = 0; i < reached.length; i++) {
    const all = reached[i] ?? 0;
    const row = skipped[i] ?? 0;
    const starts = (all & row) >>> 0;
    const sum = starts + row + carry;
    carry = sum > 0xffffffff ? 1 : 0;
    reached[i] = all | (sum ^ row) | starts;
  }
}

/** Reads one unit. Returns whether any position is left. */
function step(reached: Positions, steps: Positions, kept: Positions, next: Positions): boolean {
  let carry = 0;
  let any = 0;
  for (let i = 0; i < reached.length; i++) {
    const all = reached[i] ?? 0;
    const moved = all & (steps[i] ?? 0);
    const result = (moved << 1) | carry | (all & (kept[i] ?? 0));
    carry = moved >>> 31;
    next[i] = result;
    any |= result;
  }
  return any !== 0;
}
