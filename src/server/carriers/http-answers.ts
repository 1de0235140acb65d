import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Answer } from '../../http/index.js';

/**
 * Writes an answer with the server of Node.js, which leaves the body of an answer to HEAD out.
 *
 * @param now milliseconds since 1970
 */
export function writeAnswer(response: ServerResponse, answer: Answer, now: number): void {
  // The date of the runtime, which a test may hold.
  response.sendDate = false;
  const byName = new Map<string, string[]>();
  for (const [name, value] of answer.fields) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const [name, values] of byName)
    response.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
  response.setHeader('Date', dateOf(now));
  response.writeHead(answer.status);
  response.end(answer.body);
}

/** The bytes of an answer where the server of Node.js has none to make: behind a parser that has stopped. */
export function rawAnswer({ status, fields, body }: Answer, now: number): Buffer {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    `Date: ${dateOf(now)}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function dateOf(now: number): string {
  return new Date(now).toUTCString();
}
