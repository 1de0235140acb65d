import { printableJson } from '../text/printable.js';
import { type Problem, problemText } from '../values/configuration-error.js';

/** The titles of refusals, by their status code (RFC 9110 15.5, 15.6). */
const titles = {
  400: 'The request cannot be read',
  401: 'The token is missing or wrong',
  403: 'The request does not come from this machine’s own programs',
  404: 'There is no such thing',
  405: 'The path has no such method',
  409: 'There is one already',
  413: 'The body is too long',
  415: 'The body is not JSON',
  422: 'The request cannot be used',
  500: 'The server made a mistake',
  503: 'The server cannot wait any more',
} as const;

/** A status code of a refusal. */
export type RefusalStatus = keyof typeof titles;

/** A refusal as its body holds it (RFC 9457 3.1), with a list of places. */
export interface ProblemBody {
  readonly status: RefusalStatus;
  /** The kind of refusal; always the same for a status. */
  readonly title: string;
  /** The cause, a line for each problem. Never repeats a value. */
  readonly detail: string;
  /** Each thing that is wrong, with its place; empty where there is none. */
  readonly problems: readonly Problem[];
}

/** A request that is refused. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly body: ProblemBody;
  /** Further fields of the response. */
  readonly fields: Readonly<Record<string, string>>;

  /** @param cause sentences, or problems by their place */
  constructor(
    status: RefusalStatus,
    cause: string | readonly Problem[],
    fields: Readonly<Record<string, string>> = {},
  ) {
    const detail = typeof cause === 'string' ? cause : cause.map(problemText).join('\n');
    super(detail);
    const problems = typeof cause === 'string' ? [] : cause;
    this.body = { status, title: titles[status], detail, problems };
    this.fields = fields;
  }
}

/** Nothing may keep an answer: it holds what happened, and the next one is another. */
export const notKept = { 'cache-control': 'no-store' };

/** The response that a refusal is. */
export function responseTo({ body, fields }: Refusal): Response {
  return new Response(printableJson(body), {
    status: body.status,
    // RFC 9457 3.
    headers: { ...notKept, 'content-type': 'application/problem+json', ...fields },
  });
}
