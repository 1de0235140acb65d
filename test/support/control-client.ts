import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AccountDefinition } from '../../src/auth/account-definition.js';
import { accountsThatChange } from '../../src/auth/changing-accounts.js';
import { createControlClock } from '../../src/control/control-clock.js';
import { createControl } from '../../src/control/control.js';
import { openApiDocument } from '../../src/control/open-api.js';
import { Records } from '../../src/control/records.js';
import { createLocalListener, type LocalListener } from '../../src/local-http/listener.js';
import type { Fault } from '../../src/faults/fault.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { createServerParts, type Server } from '../../src/server/create-server.js';

const document = openApiDocument('1.0.0') as {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, object> }>>;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A client of the API that holds every answer against the document. */
export class ControlClient {
  readonly url: string;
  readonly token: string;

  constructor({ url, token }: { readonly url: string; readonly token: string }) {
    this.url = url;
    this.token = token;
  }

  /** @param body becomes JSON; a string is sent as it is */
  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
    insistOnDocument(method.toLowerCase(), path, answer, text);
    return answer;
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.request('POST', path, body);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.request('PATCH', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.request('DELETE', path);
  }
}

/** An answer that the document does not describe is a fault of one of the two. */
function insistOnDocument(
  method: string,
  path: string,
  { status, headers, body }: Answer,
  text: string,
): void {
  const [bare = ''] = path.split('?');
  const template = Object.keys(document.paths).find((each) =>
    new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  );
  if (template === undefined || document.paths[template]?.[method] === undefined) return;
  const described = document.paths[template]?.[method]?.responses[String(status)];
  assert.ok(described, `${method} ${template} has no answer ${status}`);
  if (text === '') return;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  const place =
    '$ref' in described
      ? ['components', 'responses', String(status)]
      : ['paths', template, method, 'responses', String(status)];
  const validate = ajv.getSchema(pointer([...place, 'content', type, 'schema']));
  assert.ok(validate, `${method} ${template} ${status} has no ${type}`);
  assert.ok(validate(body), `${method} ${path}: ${ajv.errorsText(validate.errors)}`);
}

function pointer(keys: readonly string[]): string {
  return `openapi#/${keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}

/** A server with its API, for one test. */
export interface ControlledTestServer extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  readonly control: LocalListener & { readonly token: string };
  readonly client: ControlClient;
  /** Errors that are bugs. */
  readonly errors: unknown[];
}

/** Starts a server with its API. */
export async function startControlled(
  accounts: readonly AccountDefinition[] = [{ name: 'alice', password: 'pw' }],
  { faults = [], fileAccounts = [] }: { readonly faults?: Fault[]; readonly fileAccounts?: string[] } = {},
): Promise<ControlledTestServer> {
  const store = accountsThatChange(accounts);
  const { clock, runtime } = createControlClock();
  const parts = createServerParts({
    accounts: store,
    shares: [{ name: 'data', temporary: true }],
    runtime,
    faults,
  });
  const records = new Records(systemRuntime);
  records.watch(parts.server);
  const { port } = await parts.server.listen();
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const part = createControl(
    {
      server: parts.server,
      accounts: store,
      sourceOf: async (name) => (fileAccounts.includes(name) ? 'a file' : undefined),
      clock,
      records,
      describeClients: () => parts.clients.describe(0),
      shares: ['data'],
      version: '1.0.0',
      start: { accounts, faults },
    },
    { runtime: systemRuntime, document: () => JSON.stringify(document), onError },
  );
  const listener = await createLocalListener([part], {
    host: '127.0.0.1',
    port: 0,
    runtime: systemRuntime,
    onError,
  }).open();
  const control = { ...listener, token: part.token };
  return {
    server: parts.server,
    port,
    control,
    client: new ControlClient(control),
    errors,
    [Symbol.asyncDispose]: async () => {
      await control.close();
      await parts.server.close();
      assert.deepEqual(errors, []);
    },
  };
}
