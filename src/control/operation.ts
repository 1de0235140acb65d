import type { z } from 'zod';
import type { ControlledServer } from './controlled-server.js';
import type { RefusalStatus } from '../local-http/problem.js';

/** The values of a request that an operation needs, checked by its schemas. */
export interface OperationInput {
  /** The parts of the path that stand for a name, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** The query, as {@link Operation.query} made it. */
  readonly query: never;
  /** The body, as {@link Operation.body} made it. */
  readonly body: never;
  /** Aborted when the client has left or the server closes. */
  readonly signal: AbortSignal;
}

/** The answer of an operation. */
export interface OperationOutput {
  readonly status: number;
  /** Becomes JSON; undefined: no body. */
  readonly body?: unknown;
  /** Further fields of the response. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** An answer as the document describes it. */
export interface AnswerDescription {
  readonly text: string;
  /** Absent: there is no body. */
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

/** One operation of the API: what serves it, what checks it and what describes it. */
export interface Operation {
  /** Its `operationId`. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With names in braces: `/v1/accounts/{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly text?: string;
  /** Absent: any key in the query is an error. */
  readonly query?: z.ZodObject;
  /** Absent: the request has no body. */
  readonly body?: z.ZodType;
  readonly bodyExample?: unknown;
  /** The answers that are no refusal, by status code. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** The refusals beside those that every operation has. */
  readonly refusals?: readonly RefusalStatus[];
  readonly serve: (
    server: ControlledServer,
    input: OperationInput,
  ) => OperationOutput | Promise<OperationOutput>;
}
