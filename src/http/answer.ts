import { pageOf, pageSecurity } from './page.js';

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  /** Names and values; a name may come more than once. Content-Length is that of the body. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** For a HEAD request it is not sent. */
  readonly body: Buffer;
  /** Whether the connection ends with it. */
  readonly ends: boolean;
  /** Its place in a login. */
  readonly step: HttpStep;
}

/**
 * The place of an answer in a login: it asks for credentials, sends a token that is to be answered, accepts or refuses
 * a login (or a request); `answered`: to a request of a user who is logged in.
 */
export type HttpStep = 'unauthorized' | 'continued' | 'accepted' | 'refused' | 'answered';

/** A value that an answer tells: JSON, or a page for a person. */
export type Told = Readonly<Record<string, unknown>>;

/** The shape of an answer. */
export interface AnswerShape {
  readonly status: number;
  /** Fields of authentication. */
  readonly fields?: Answer['fields'];
  readonly told: Told;
  /** Whether a person reads it. */
  readonly page: boolean;
  readonly ends?: boolean;
  readonly step: HttpStep;
}

/** Encodes an answer. No cache keeps it: the next client on the way is somebody else. */
export function encodeAnswer({ status, fields = [], told, page, ends = false, step }: AnswerShape): Answer {
  const body = Buffer.from(page ? pageOf(status, told) : `${JSON.stringify(told, undefined, 2)}\n`);
  return {
    status,
    fields: [
      ...fields,
      ['Cache-Control', 'no-store'],
      ['Content-Type', page ? 'text/html; charset=utf-8' : 'application/json'],
      ['Content-Length', String(body.length)],
      ['Content-Security-Policy', pageSecurity],
      ['X-Content-Type-Options', 'nosniff'],
      ['Referrer-Policy', 'no-referrer'],
      ...(ends ? ([['Connection', 'close']] as const) : []),
    ],
    body,
    ends,
    step,
  };
}
