import type { z } from 'zod';
import { ConfigurationError, type Problem } from '../values/configuration-error.js';
import { problemsOf } from '../values/problems.js';
import { headSchema, lineSchema, type TranscriptHead, type TranscriptLine } from './format.js';

/** A transcript as it was read. */
export interface Recording {
  readonly head: TranscriptHead;
  /** In the order in which they were written. */
  readonly lines: readonly TranscriptLine[];
  /** The way in which the file is not whole, in words; undefined: it is whole. */
  readonly incomplete: string | undefined;
}

/** The longest line: a frame of 16 MiB in hexadecimal, and its keys. */
const MAX_LINE = 40 * 1024 * 1024;

/** The most lines; a server writes some hundred bytes for each. */
const MAX_LINES = 3_000_000;

/** The longest file: the most that is recorded by default, and room for one more line. */
export const LONGEST_TRANSCRIPT = 320 * 1024 * 1024;

/** The most problems that an error names. */
const MAX_PROBLEMS = 5;

/**
 * Reads a transcript. A last line that is cut, as a crash leaves it, is left out, and `incomplete` says so.
 *
 * @param name of the file, for messages
 * @throws ConfigurationError that names the line, when the text is no transcript or a line is damaged
 */
export function readTranscript(text: string, name: string): Recording {
  const whole = text.endsWith('\n');
  const texts = linesOf(text, name);
  const cut = whole ? undefined : texts.pop();
  const [first, ...others] = texts;
  if (first === undefined) throw problemAt(name, 1, 'expected the first line of a transcript');
  const head = readHead(first, name);
  const lines = others.map((line, index) => readLine(lineSchema, line, name, index + 2));
  checkOrder(lines, name);
  return { head, lines, incomplete: incompleteness(lines, cut) };
}

/** @throws ConfigurationError that says which version the file has, when it is another one */
function readHead(text: string, name: string): TranscriptHead {
  const value = parsed(text, name, 1);
  const version: unknown = Object(value).transcript;
  if (version === undefined) throw problemAt(name, 1, 'expected the first line of a transcript');
  if (version !== headSchema.shape.transcript.value) {
    const other = typeof version === 'number' ? `version ${version}` : 'an unknown version';
    throw problemAt(name, 1, `the transcript has ${other} of the format: expected 1`);
  }
  return readLine(headSchema, text, name, 1);
}

/** @throws ConfigurationError for too many: a part of a file must not pass for the whole */
function linesOf(text: string, name: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    if (lines.length === MAX_LINES)
      throw problemAt(name, MAX_LINES + 1, `expected at most ${MAX_LINES} lines`);
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end === -1 ? undefined : end));
    start = end === -1 ? text.length : end + 1;
  }
  return lines;
}

function readLine<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  name: string,
  number: number,
): z.infer<Schema> {
  const value = parsed(text, name, number);
  const { success, data } = schema.safeParse(value);
  if (success) return data;
  const problems = problemsOf(schema, value).slice(0, MAX_PROBLEMS);
  throw new ConfigurationError(problems.map(placed(name, number)));
}

function parsed(text: string, name: string, number: number): unknown {
  if (text.length > MAX_LINE) throw problemAt(name, number, `expected at most ${MAX_LINE} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw problemAt(name, number, 'expected a JSON object');
  }
}

/** A connection has its lines between the one that opens it and the one that closes it. */
function checkOrder(lines: readonly TranscriptLine[], name: string): void {
  const states = new Map<number, 'open' | 'closed'>();
  for (const [index, line] of lines.entries()) {
    if (line.event === 'opened') {
      if (states.has(line.connection)) throw problemAt(name, index + 2, 'the connection was opened before');
      states.set(line.connection, 'open');
    } else if (line.event === 'received' || line.event === 'closed') {
      if (states.get(line.connection) !== 'open')
        throw problemAt(name, index + 2, 'the connection is not open');
      if (line.event === 'closed') states.set(line.connection, 'closed');
    }
  }
}

function incompleteness(lines: readonly TranscriptLine[], cut: string | undefined): string | undefined {
  const stopped = lines.find((line) => line.event === 'stopped');
  if (stopped !== undefined) return `recording ended before the server did: ${stopped.why}`;
  if (cut !== undefined) return 'the last line is cut, and left out';
  if (lines.at(-1)?.event !== 'ended')
    return 'the last line is missing: the server was killed, or the file is cut';
  return undefined;
}

function problemAt(name: string, line: number, message: string): ConfigurationError {
  return new ConfigurationError([{ path: `${name} line ${line}`, message }]);
}

function placed(name: string, line: number): (problem: Problem) => Problem {
  return ({ path, message }) => ({
    path: `${name} line ${line}${path === 'options' ? '' : `, ${path}`}`,
    message,
  });
}
