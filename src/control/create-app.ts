import { Hono, type Context } from 'hono';
import { notKept, Refusal, responseTo } from '../local-http/problem.js';
import { printableJson } from '../text/printable.js';
import type { ControlledServer } from './controlled-server.js';
import { guard } from './guard.js';
import { operations } from './operations.js';
import type { Operation } from './operation.js';
import { refusalOf } from './problem.js';
import { readBody, readBytes, readQuery } from './read-request.js';

/** The surroundings of the API. */
export interface ControlSurroundings {
  /** The secret that every request must show. */
  readonly token: string;
  /** The text of the OpenAPI document. It takes too long to make one beside logins. */
  readonly document: () => string;
  /** Aborted when the API closes. */
  readonly closing: AbortSignal;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

/** The API of a server: a request in, a response out. */
export function createApp(server: ControlledServer, surroundings: ControlSurroundings): Hono {
  const { token, document, closing, onError } = surroundings;
  const app = new Hono();
  app.use(async ({ req }, next) => {
    guard(
      { host: req.header('host'), origin: req.header('origin'), authorization: req.header('authorization') },
      token,
    );
    await next();
  });
  app.get('/openapi.json', (context) =>
    context.body(document(), 200, { ...notKept, 'content-type': 'application/json' }),
  );
  for (const operation of operations) {
    app.on(operation.method.toUpperCase(), routeOf(operation.path), (context) =>
      serve(operation, server, context, closing),
    );
  }
  for (const path of new Set(['/openapi.json', ...operations.map((operation) => operation.path)])) {
    app.all(routeOf(path), () => {
      const allow = methodsOf(path).join(', ');
      throw new Refusal(405, `expected ${allow}`, { allow });
    });
  }
  app.notFound(() => responseTo(new Refusal(404, 'GET /openapi.json lists every path')));
  app.onError((error) => {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return responseTo(refusal);
    onError(error);
    return responseTo(new Refusal(500, 'its log has the error'));
  });
  return app;
}

async function serve(
  operation: Operation,
  server: ControlledServer,
  { req }: Context,
  closing: AbortSignal,
): Promise<Response> {
  const { status, body, fields } = await operation.serve(server, {
    path: req.param(),
    query: readQuery(operation, req.queries()) as never,
    body: readBody(operation, req.header('content-type'), await readBytes(req.raw)) as never,
    signal: AbortSignal.any([req.raw.signal, closing]),
  });
  return new Response(body === undefined ? null : printableJson(body), {
    status,
    headers: { ...notKept, ...(body !== undefined && { 'content-type': 'application/json' }), ...fields },
  });
}

function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function methodsOf(path: string): string[] {
  const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method);
  return [...(path === '/openapi.json' ? ['get'] : []), ...methods].map((method) => method.toUpperCase());
}
