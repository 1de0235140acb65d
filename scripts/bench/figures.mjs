/** The middle of some numbers; of an even count the mean of both in the middle, of none undefined. */
export function median(numbers) {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * One set of figures for several rounds: the median of each. A figure that a round did not give is taken from the
 * others, and is undefined when none gave it.
 */
export function medians(rounds) {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => {
      const given = rounds.map((figures) => figures[name]).filter(Number.isFinite);
      return [name, median(given)];
    }),
  );
}

/** How many times `other` the figure `one` is; undefined where one of them is missing, or nothing can be divided by. */
export function ratio(one, other) {
  return Number.isFinite(one) && other > 0 ? one / other : undefined;
}

/** The line of a load generator as an object; what is a number becomes one, and `a->b` stays text. */
export function resultOf(line) {
  const pairs = line
    .trim()
    .split(/\s+/)
    .filter((word) => word.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      return [key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
    }),
  );
}

/** The growth that a generator reports as `before->after`. */
export function growthOf(value) {
  const [before, after] = value.split('->').map(Number);
  return after - before;
}

/** Megabytes per second, of 1,000,000 bytes, that smbclient reports for each transfer: its kilobytes have 1,024. */
export function transfersOf(output) {
  const reports = output.matchAll(/\(([\d.]+) (?:kb\/s|KiloBytes\/sec)\) \(average/g);
  return [...reports].map(([, kilobytes]) => (Number(kilobytes) * 1024) / 1e6);
}

/** A number as people read it: three significant digits below 100, and whole above; a dash where there is none. */
export function shown(number) {
  if (!Number.isFinite(number)) return '–';
  if (Math.abs(number) >= 100) return Math.round(number).toLocaleString('en');
  return String(Number(number.toPrecision(3)));
}
