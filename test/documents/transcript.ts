/** A command of a transcript, and the lines that it shows. */
export interface Step {
  readonly command: string;
  readonly shown: readonly string[];
}

/** Anything may stand there: by itself any lines, inside of a line any text. */
const ANYTHING = '…';

/** The indentation of a paragraph, whose breaks depend on the length of names. */
const CONTINUED = ' '.repeat(10);

/** Parts that differ each time, and what stands for them. */
const volatile: readonly (readonly [RegExp, string])[] = [
  [/^\d\d:\d\d:\d\d {2}/, 'TIME '],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*(?:Z|[+-]\d{4})/g, 'TIME'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}/g, 'TIME'],
  [/(from|through|of) (\[?[\da-f.:]+\]?):\d+/g, '$1 $2:PORT'],
  [/\b\d+(?:\.\d+)? (µs|ms)\b/g, 'N $1'],
  [/\(\d+\.\d kb\/s\)( \(average \d+\.\d kb\/s\))?/g, '(SPEED)'],
  [/\d+ blocks of size \d+\. \d+ blocks available/g, 'BLOCKS'],
  [/\b[\da-f]{64}\b/g, 'HEX'],
  [/\bprocess \d+\b/g, 'process N'],
  [/workstation “[^”]*”/g, 'workstation “NAME”'],
  // A line that would be too long is broken between these.
  [/(\S) {2,}/g, '$1 '],
  [/\s+$/, ''],
];

/**
 * The commands of a `console` block: a line behind `$ `, and those that follow a backslash.
 *
 * @throws Error where output stands before the first command
 */
export function stepsOf(text: string): Step[] {
  const steps: { command: string; shown: string[] }[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const last = steps.at(-1);
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), shown: [] });
    else if (!last) throw new Error(`no command above: ${line}`);
    else if (last.shown.length === 0 && last.command.endsWith('\\')) last.command += `\n${line}`;
    else last.shown.push(line);
  }
  return steps;
}

/** Lines with their breaks inside of paragraphs removed, and a word in place of what differs each time. */
export function comparableLines(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (line.startsWith(CONTINUED) && line.trim() !== '' && whole.length > 0)
      whole.push(`${whole.pop() ?? ''} ${line.trim()}`);
    else whole.push(line);
  }
  return whole.map((line) =>
    volatile.reduce((text, [part, word]) => text.replaceAll(new RegExp(part, 'g'), word), line),
  );
}

/**
 * Compares a transcript with the lines that were written: all of the command, and those of servers in the background as
 * far as they are shown, each in their order.
 *
 * @returns the number of lines in the background up to the last one that is shown; undefined: something differs
 */
export function compareOutput(
  shown: readonly string[],
  ofCommand: readonly string[],
  inBackground: readonly string[],
): number | undefined {
  const patterns = shown.map((line) => (line.trim() === ANYTHING ? undefined : patternOf(line)));
  const tried = new Set<string>();
  const compare = (at: number, front: number, back: number): number | undefined => {
    const place = `${at} ${front} ${back}`;
    if (tried.has(place)) return undefined;
    tried.add(place);
    if (at === shown.length && front === ofCommand.length) return back;
    const pattern = patterns[at];
    if (at < shown.length && pattern === undefined)
      return (
        compare(at + 1, front, back) ??
        (front < ofCommand.length ? compare(at, front + 1, back) : undefined) ??
        (back < inBackground.length ? compare(at, front, back + 1) : undefined)
      );
    if (pattern?.test(ofCommand[front] ?? '\n') === true) {
      const whole = compare(at + 1, front + 1, back);
      if (whole !== undefined) return whole;
    }
    for (let next = back; next < inBackground.length; next++) {
      if (pattern?.test(inBackground[next] ?? '\n') !== true) continue;
      const whole = compare(at + 1, front, next + 1);
      if (whole !== undefined) return whole;
    }
    return undefined;
  };
  return compare(0, 0, 0);
}

function patternOf(line: string): RegExp {
  const parts = line.split(ANYTHING).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
