import type { SteppedRuntime } from '../runtime/stepped-runtime.js';
import { fits, obey, onlyWith, optional, type Rule } from '../values/rules.js';

/** A span of time; its parts are added up. At least one is given, and none is negative. */
export interface Duration {
  /** Days of 24 hours; default: none. */
  readonly days?: number;
  /** Default: none. */
  readonly hours?: number;
  /** Default: none. */
  readonly minutes?: number;
  /** Default: none. */
  readonly seconds?: number;
  /** Default: none. */
  readonly milliseconds?: number;
}

/**
 * The clock of a test server: that of the system, and what the test adds to it. It is the clock of accounts and
 * passwords that expire, of logon hours, lock-outs, tickets, sessions and limits. A wait for an event keeps the
 * system's time, and so does the client.
 */
export interface TestClock {
  /** Milliseconds since 1970 on the server's clock. */
  readonly now: number;
  /**
   * Moves the clock on, as if the server had slept: each of its timers that is due runs once. Everything that asks the
   * time afterwards sees the new one, also where the promise is not awaited.
   *
   * @param span milliseconds, or a {@link Duration}
   * @returns fulfilled once the timers that are due have run, such as the one that ends connections past their limits
   * @throws ConfigurationError for a span that is none, or that ends after the year 9999
   */
  advance(span: number | Duration): Promise<void>;
  /**
   * Sets {@link now} back to the time without the test. Sessions, lock-outs and limits count on a clock that never goes
   * back: they stay as old as they are.
   */
  reset(): void;
}

const millisecondsOf = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

/** A longer span would be none: clocks end after some hundred thousand years. */
const LONGEST_SPAN = 1000 * 366 * millisecondsOf.days;

const aSpan: Rule = fits(
  (value) => typeof value === 'number' && value >= 0 && value <= LONGEST_SPAN,
  'expected a number of at least 0, and no more than a thousand years: a clock goes forward only',
);

const aDuration: Rule = (value, place) => {
  const problems = onlyWith({
    days: optional(aSpan),
    hours: optional(aSpan),
    minutes: optional(aSpan),
    seconds: optional(aSpan),
    milliseconds: optional(aSpan),
  } satisfies Record<keyof Duration, Rule>)(value, place);
  if (problems.length > 0) return problems;
  // With no part at all, the test would go on at the old time.
  return fits((duration) => Object.values(Object(duration)).some(isNumber), 'expected at least one part')(
    value,
    place,
  );
};

/** Times in tickets have four digits for the year (RFC 4120 5.2.3), and no encoding of a time ends before it. */
const LATEST = Date.UTC(9999, 11, 31);

/** The clock of a runtime that a test moves. */
export function clockOf(runtime: SteppedRuntime): TestClock {
  return {
    get now() {
      return runtime.now();
    },
    advance: async (span) => {
      obey(typeof span === 'number' ? aSpan : aDuration, span, ['span']);
      const milliseconds = typeof span === 'number' ? span : sumOf(span);
      obey(aSpan, milliseconds, ['span']);
      obey(endsBefore(LATEST - runtime.now()), milliseconds, ['span']);
      await runtime.advance(milliseconds);
    },
    reset: () => runtime.reset(),
  };
}

function sumOf(duration: Duration): number {
  const parts = Object.entries(millisecondsOf) as [keyof Duration, number][];
  return parts.reduce((sum, [part, milliseconds]) => sum + (duration[part] ?? 0) * milliseconds, 0);
}

function endsBefore(left: number): Rule {
  return fits((span) => Number(span) <= left, 'would move the clock beyond the year 9999');
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
