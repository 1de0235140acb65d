import { z } from 'zod';
import { jsonPath, type Problem } from '../values/configuration-error.js';
import { expectation, problemsOfIssues } from '../values/problems.js';
import type { Operation } from './operation.js';
import { Refusal } from '../local-http/problem.js';

/** The most bytes that a body may have. */
export const LONGEST_BODY = 64 * 1024;

/** The most problems that a refusal names. A short body can have thousands, and each can be long. */
const MOST_PROBLEMS = 20;

/** A query, each key with all of its values. */
export type Query = Readonly<Record<string, readonly string[]>>;

/**
 * The values of a query, each of the type that its schema wants.
 *
 * @throws Refusal for a key that is unknown or repeated, or a value that cannot be used
 */
export function readQuery({ query: schema = z.strictObject({}) }: Operation, query: Query): object {
  const repeated = Object.entries(query).filter(([, values]) => values.length > 1);
  if (repeated.length > 0)
    throw new Refusal(
      422,
      repeated.map(([key]) => ({ path: `query.${key}`, message: 'is given more than once' })),
    );
  const values = Object.entries(query).map(([key, [value = '']]) => {
    const isNumber = isNumeric(schema.shape[key]) && /^\d{1,15}(\.\d{1,6})?$/.test(value);
    return [key, isNumber ? Number(value) : value] as const;
  });
  return checked(schema, Object.fromEntries(values), 'query.') as object;
}

/**
 * The bytes of a body.
 *
 * @throws Refusal for one that is too long, before its end has come
 */
export async function readBytes({ body }: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body ?? []) {
      length += piece.byteLength;
      if (length > LONGEST_BODY) throw new Refusal(413, `body: expected at most ${LONGEST_BODY} bytes`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The client has left, or what it sent is no body: nothing is wrong with the server.
    throw new Refusal(400, 'body: its end did not come');
  }
  return Buffer.concat(pieces);
}

/** @throws Refusal for a body that is no JSON, or not what the operation wants */
export function readBody({ body: schema }: Operation, type: string | undefined, bytes: Buffer): unknown {
  if (schema === undefined) {
    if (bytes.length > 0) throw new Refusal(422, 'body: expected none');
    return undefined;
  }
  if (!/^application\/json\s*(;|$)/i.test(type ?? ''))
    throw new Refusal(415, 'Content-Type: expected application/json');
  return checked(schema, parsed(bytes), '');
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'body: expected JSON in UTF-8');
  }
}

function checked(schema: z.ZodType, value: unknown, place: string): unknown {
  const { success, data, error } = schema.safeParse(value, { error: expectation });
  if (success) return data;
  const problems: Problem[] = problemsOfIssues(error.issues, (path) => `${place}${jsonPath(path)}` || 'body');
  throw new Refusal(422, problems.slice(0, MOST_PROBLEMS));
}

function isNumeric(schema: unknown): boolean {
  return schema instanceof z.ZodOptional ? isNumeric(schema.unwrap()) : schema instanceof z.ZodNumber;
}
