import { type Context, Hono } from 'hono';
import { Refusal, responseTo } from '../local-http/problem.js';
import { printableJson } from '../text/printable.js';
import { guardData, guardFile, type GuardedFields } from './guard.js';
import { safeHeaders } from './headers.js';

/** The answers that the routes give. */
export interface RouteAnswers {
  /** A file of the page; undefined: it was not built. */
  readonly file: (name: PageFile) => Uint8Array | undefined;
  /** @throws Refusal when there are too many pages */
  readonly events: (after: number) => ReadableStream<Uint8Array>;
  /** Undefined: the attempt is forgotten, or there was none. */
  readonly conversation: (attempt: number) => Promise<object> | undefined;
  /** Undefined: the attempt is forgotten, or there was none. */
  readonly capture: (attempt: number) => Promise<Uint8Array> | undefined;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

/** The files of the page, and their types. */
const pageFiles = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
} as const;

/** The name of a file of the page. */
export type PageFile = keyof typeof pageFiles;

/** The routes of the live page, each of which guards itself. */
export function watchRoutes(token: string, answers: RouteAnswers): Hono {
  const app = new Hono();
  const data = (context: Context): void => guardData(fieldsOf(context), token);
  app.get('/watch', (context) => {
    guardFile(fieldsOf(context));
    return context.body(null, 308, { ...safeHeaders, location: '/watch/' });
  });
  for (const [path, name] of [
    ['/watch/', 'index.html'],
    ['/watch/page.js', 'page.js'],
    ['/watch/page.css', 'page.css'],
  ] as const)
    app.get(path, (context) => {
      guardFile(fieldsOf(context));
      return answer(answers.file(name), pageFiles[name]);
    });
  app.get('/watch/events', (context) => {
    data(context);
    // Its answer is read by nobody, so that the page in it would never end.
    if (context.req.method === 'HEAD') return answer(new Uint8Array(), 'text/event-stream');
    return answer(answers.events(countOf(context.req.query('after') ?? '0')), 'text/event-stream');
  });
  app.get('/watch/attempts/:id/conversation', async (context) => {
    data(context);
    const conversation = await answers.conversation(countOf(context.req.param('id')));
    return answer(conversation && printableJson(conversation), 'application/json');
  });
  app.get('/watch/attempts/:id/capture', async (context) => {
    data(context);
    const id = countOf(context.req.param('id'));
    return answer(await answers.capture(id), 'application/x-pcapng', {
      'content-disposition': `attachment; filename="attempt-${id}.pcapng"`,
    });
  });
  app.all('*', (context) => {
    data(context);
    throw new Refusal(404, 'GET /watch/ is the page');
  });
  app.onError((error) => {
    if (error instanceof Refusal) return refusal(error);
    answers.onError(error);
    return refusal(new Refusal(500, 'its log has the error'));
  });
  return app;
}

function fieldsOf({ req }: Context): GuardedFields {
  return {
    host: req.header('host'),
    origin: req.header('origin'),
    site: req.header('sec-fetch-site'),
    authorization: req.header('authorization'),
  };
}

/** @throws Refusal for what is no count */
function countOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal(400, 'expected a number');
}

/** @throws Refusal when there is nothing */
function answer(
  body: string | Uint8Array | ReadableStream<Uint8Array> | undefined,
  type: string,
  fields: Readonly<Record<string, string>> = {},
): Response {
  if (body === undefined) throw new Refusal(404, 'it is forgotten, or there was none');
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: { ...safeHeaders, 'content-type': type, ...fields },
  });
}

function refusal(error: Refusal): Response {
  const response = responseTo(error);
  for (const [name, value] of Object.entries(safeHeaders)) response.headers.set(name, value);
  return response;
}
