import { getHeapStatistics } from 'node:v8';
import { cpuClock } from '../../support/cpu-clock.js';
import { type FuzzTarget, isCodecError } from './fuzz-target.js';

/** Milliseconds that an input may take of a turn. */
export const LONGEST_CASE = 50;

/** Bytes that may be allocated for an input, and as many more for each of its bytes. */
const MEMORY = 48 * 1024 * 1024;
const MEMORY_PER_BYTE = 4096;

/** The outcome of one input. */
export interface Outcome {
  /** The way that the input went, in outline: the error with its field, or the shape of the value. */
  readonly outline: string;
  /** Present: the input does what no input may. */
  readonly crash?: string;
}

const computed = cpuClock();

/** Gives an input to a target, and judges error, time and memory. */
export async function runCase(target: FuzzTarget, input: Buffer): Promise<Outcome> {
  const { longest = LONGEST_CASE } = target;
  const began = performance.now();
  const memory = allocated();
  const outcome = await judgeError(target, input);
  const took = allocated() - memory;
  if (outcome.crash !== undefined) return outcome;
  // Both are measured anew where they look bad: others use the processor, and the collector takes memory back.
  if (performance.now() - began > longest / 2) {
    const milliseconds = Math.min(...(await measured(computed, () => judgeError(target, input))));
    if (milliseconds > longest) return { ...outcome, crash: `takes ${milliseconds.toFixed()} ms` };
  }
  const most = MEMORY + MEMORY_PER_BYTE * input.length;
  if (took > most) {
    const bytes = Math.max(...(await measured(allocated, () => judgeError(target, input))));
    if (bytes > most) return { ...outcome, crash: `allocates ${bytes} bytes` };
  }
  return outcome;
}

function allocated(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/** A measure of the same work three times. */
async function measured(measure: () => number, work: () => Promise<unknown>): Promise<number[]> {
  const differences: number[] = [];
  for (let time = 0; time < 3; time++) {
    const before = measure();
    await work();
    differences.push(measure() - before);
  }
  return differences;
}

async function judgeError({ run, expects = isCodecError }: FuzzTarget, input: Buffer): Promise<Outcome> {
  try {
    const result = run(input);
    return { outline: shapeOf(result instanceof Promise ? await result : result, 3) };
  } catch (error) {
    const outline = outlineOf(error);
    return expects(error) ? { outline } : { outline, crash: wordsOf(error) };
  }
}

function outlineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    structure = '',
    field = '',
    code = '',
  } = error as Error & Partial<Record<'structure' | 'field' | 'code', unknown>>;
  return `${error.name} ${String(structure)}.${String(field)} ${String(code)} ${digitless(error.message)}`;
}

/** Errors that differ in a number alone are of one kind. */
function digitless(text: string): string {
  return text.replaceAll(/0x[0-9a-f]+|\d+|'[^']*'|"[^"]*"/gi, '#').slice(0, 80);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${typeof error}`;
  const line = error.stack?.split('\n').find((each) => each.includes('/build/')) ?? '';
  const place = /build\/[^)]*/.exec(line)?.[0] ?? '';
  return `${error.name}: ${error.message.slice(0, 300)} at ${place}`;
}

/** Keys, kinds and the order of magnitude of lengths. */
function shapeOf(value: unknown, depth: number): string {
  if (Buffer.isBuffer(value)) return `b${magnitude(value.length)}`;
  if (typeof value === 'string') return `s${magnitude(value.length)}`;
  if (Array.isArray(value)) {
    const kinds = depth > 0 ? new Set(value.slice(0, 20).map((each) => shapeOf(each, depth - 1))) : [];
    return `[${magnitude(value.length)} ${[...kinds].join()}]`;
  }
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' ? String(value) : typeof value;
  if (depth === 0) return '{}';
  const members = Object.entries(value).map(([key, each]) => `${key}:${shapeOf(each, depth - 1)}`);
  return `{${members.join()}}`;
}

function magnitude(length: number): number {
  return 32 - Math.clz32(length);
}
