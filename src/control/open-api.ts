import { z } from 'zod';
import { faultSchema, presetSchema } from '../faults/fault-schema.js';
import { componentReference, JsonSchemas } from './json-schemas.js';
import type { Operation } from './operation.js';
import { chapters } from './operations.js';
import { accountChangeSchema, accountSchema, newAccountSchema } from './operations/accounts.js';
import { activeFaultSchema } from './operations/faults.js';
import { type ProblemBody, Refusal, type RefusalStatus } from '../local-http/problem.js';
import { LONGEST_BODY } from './read-request.js';
import {
  attemptSchema,
  failureSchema,
  incidentSchema,
  kdcSchema,
  treeSchema,
} from '../output-schema/records.js';

const problemSchema = z
  .object({
    status: z.int(),
    title: z.string(),
    detail: z.string().meta({ description: 'The cause, a line for each problem.' }),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).meta({
      description: 'Each thing that is wrong, with its place, such as accounts[0].name or query.wait.',
    }),
  } satisfies Record<keyof ProblemBody, z.ZodType>)
  .meta({ description: 'A refusal (RFC 9457).' });

/** The schemas that have names in the document. */
const components: Readonly<Record<string, z.ZodType>> = {
  Account: accountSchema,
  AccountChange: accountChangeSchema,
  NewAccount: newAccountSchema,
  ActiveFault: activeFaultSchema,
  Fault: faultSchema,
  FaultPreset: presetSchema,
  Attempt: attemptSchema,
  Failure: failureSchema,
  Incident: incidentSchema,
  KdcExchange: kdcSchema,
  Problem: problemSchema,
  Tree: treeSchema,
};

const refusalTexts: Readonly<Record<RefusalStatus, string>> = {
  400: 'The body is not JSON.',
  401: 'The token is missing or wrong.',
  403: 'Host names another machine, or the request is one of a web page.',
  404: 'There is none of this name.',
  405: 'The path has no such method.',
  409: 'The name is taken, or the account comes from a file.',
  413: `The body is longer than ${LONGEST_BODY} bytes.`,
  415: 'The body is no application/json.',
  422: 'A value cannot be used; each is named with its place.',
  500: 'The server made a mistake.',
  503: 'Too many requests wait already.',
};

/** Refusals of every operation, and of those with a body. */
const always = [401, 403, 422, 500] as const satisfies readonly RefusalStatus[];
const withBody = [400, 413, 415] as const satisfies readonly RefusalStatus[];

/** The document of the API (OpenAPI 3.1), made of the schemas that check its requests. */
export function openApiDocument(version: string): object {
  const jsonSchemas = new JsonSchemas(components);
  for (const operation of Object.values(chapters).flat()) jsonSchemas.add(...schemasOf(operation));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [tag, operations] of Object.entries(chapters)) {
    for (const operation of operations) {
      paths[operation.path] = {
        ...paths[operation.path],
        [operation.method]: describe(operation, tag, jsonSchemas),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Control API of smb2-auth-server',
      version,
      description:
        'Opened by `serve --control PORT`, on loopback alone. The control file holds its address and the token of this start.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:{port}', variables: { port: { default: '4456' } } }],
    security: [{ token: [] }],
    tags: Object.keys(chapters).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The `token` of the control file.' },
      },
      schemas: jsonSchemas.components,
      responses: Object.fromEntries(
        Object.keys(refusalTexts).map((status) => [status, refusalAnswer(Number(status) as RefusalStatus)]),
      ),
    },
  };
}

function describe(operation: Operation, tag: string, jsonSchemas: JsonSchemas): object {
  const { id, summary, text, query, body, bodyExample, answers, refusals = [], path } = operation;
  const parameters = [
    ...pathParameters(path),
    ...(query === undefined ? [] : queryParameters(query, jsonSchemas)),
  ];
  const refused = [...always, ...(body === undefined ? [] : withBody), ...refusals];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(text !== undefined && { description: text }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchemas.of(body), example: bodyExample } },
      },
    }),
    responses: Object.fromEntries([
      ...Object.entries(answers).map(([status, { text: said, schema, example }]) => [
        status,
        {
          description: said,
          ...(schema && { content: { 'application/json': { schema: jsonSchemas.of(schema), example } } }),
        },
      ]),
      ...refused
        .toSorted((one, other) => one - other)
        .map((status) => [String(status), { $ref: `#/components/responses/${status}` }]),
    ]),
  };
}

/** Every schema that an operation has, but those of refusals. */
function schemasOf({ query, body, answers }: Operation): z.ZodType[] {
  const all = [
    body,
    ...Object.values(answers).map(({ schema }) => schema),
    ...Object.values(query?.shape ?? {}),
  ];
  return all.filter((schema) => schema !== undefined) as z.ZodType[];
}

function refusalAnswer(status: RefusalStatus): object {
  const cause =
    status === 422 ? [{ path: 'query.wait', message: 'expected at most 60' }] : refusalTexts[status];
  return {
    description: refusalTexts[status],
    content: {
      'application/problem+json': {
        schema: { $ref: componentReference('Problem') },
        example: new Refusal(status, cause).body,
      },
    },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject, jsonSchemas: JsonSchemas): object[] {
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = jsonSchemas.of(schema as z.ZodType) as { description?: string };
    return { name, in: 'query', required: false, description, schema: rest };
  });
}
