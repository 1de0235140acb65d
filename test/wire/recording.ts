import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One thing that happened on a connection. */
export type WireEvent =
  | { readonly kind: 'request'; readonly name: string }
  /** A frame of the server with its four bytes of prefix, as it went over the wire. */
  | { readonly kind: 'answer'; readonly bytes: Buffer }
  /** The server ended the connection. */
  | { readonly kind: 'end' };

/** The events of one connection in order. */
export interface WireTrace {
  readonly connection: string;
  readonly events: readonly WireEvent[];
}

/** In the source tree, since the build does not copy them. */
const folder = fileURLToPath(new URL('../../../test/wire/recorded/', import.meta.url));

const BYTES_IN_LINE = 56;

/**
 * A conversation as text. A connection has a block of its own, so that two answers on different sockets do not race
 * each other; requests are numbered through the whole conversation.
 */
export function textOf(about: string, traces: readonly WireTrace[]): string {
  const blocks = traces.map(({ connection, events }) => [`== ${connection}`, ...events.flatMap(linesOf)]);
  return [`# ${about}`, ...blocks.flat(), ''].join('\n');
}

function linesOf(event: WireEvent): string[] {
  if (event.kind === 'request') return [`> ${event.name}`];
  return event.kind === 'end'
    ? ['< end']
    : rowsOf(event.bytes).map((row, i) => (i === 0 ? '< ' : '  ') + row);
}

/** Bytes in rows of hexadecimal digits. */
export function rowsOf(bytes: Buffer): string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_IN_LINE)
    rows.push(bytes.toString('hex', at, at + BYTES_IN_LINE));
  return rows;
}

/** @throws Error for a line that is none of a recording */
export function tracesOf(text: string): WireTrace[] {
  const traces: { connection: string; events: WireEvent[] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# ')) continue;
    if (line.startsWith('== ')) {
      traces.push({ connection: line.slice(3), events: [] });
      continue;
    }
    const events = traces.at(-1)?.events;
    if (events === undefined) throw new Error(`a recording begins with "${line}"`);
    const rest = line.slice(2);
    if (line.startsWith('> ')) events.push({ kind: 'request', name: rest });
    else if (line === '< end') events.push({ kind: 'end' });
    else if (/^< (?:[0-9a-f]{2})+$/.test(line))
      events.push({ kind: 'answer', bytes: Buffer.from(rest, 'hex') });
    else events.push({ kind: 'answer', bytes: continued(events.pop(), line) });
  }
  return traces;
}

function continued(event: WireEvent | undefined, line: string): Buffer {
  if (event?.kind !== 'answer' || !/^ {2}(?:[0-9a-f]{2})+$/.test(line))
    throw new Error(`no line of a recording: "${line}"`);
  return Buffer.concat([event.bytes, Buffer.from(line.trim(), 'hex')]);
}

/** The names of all recordings. */
export function recordedNames(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -4)] : []));
}

/** Undefined when there is none of that name. */
export function readRecording(name: string): WireTrace[] | undefined {
  const path = `${folder}${name}.txt`;
  return existsSync(path) ? tracesOf(readFileSync(path, 'utf8')) : undefined;
}

export function writeRecording(name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.txt`, text);
}

export function removeRecording(name: string): void {
  rmSync(`${folder}${name}.txt`);
}

/** Frames and ends: what the server did. */
export function answersIn(traces: readonly WireTrace[]): number {
  return traces.flatMap(({ events }) => events).filter(({ kind }) => kind !== 'request').length;
}
