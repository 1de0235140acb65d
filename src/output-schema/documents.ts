import { z } from 'zod';
import {
  authenticationSchema,
  authorizationSchema,
  failureLineSchema,
  faultLineSchema,
  incidentLineSchema,
} from './audit-lines.js';
import {
  authoritySchema,
  checkSchema,
  claimSchema,
  faultSchema,
  httpSchema,
  identitySchema,
  negotiationSchema,
  protectionSchema,
  rdpSchema,
  tlsSchema,
} from './connection-parts.js';
import { loginSchema, proofSchema } from './login-parts.js';
import { clientShowsSchema, kdcSchema } from './records.js';
import {
  connectionReportSchema,
  endSchema,
  replayListeningSchema,
  transcriptSchema,
} from './replay-lines.js';
import { explanationSchema } from './explanation.js';
import { inspectionSchema, postureSchema, scorecardSchema, sectionSchema } from './reports.js';
import {
  askedDomainSchema,
  domainEventSchema,
  listeningSchemas,
  omittedSchema,
  summarySchema,
} from './server-lines.js';

/** A document that the package publishes. */
export interface OutputDocument {
  /** The name of its file before `.schema.json`. */
  readonly name: string;
  /** `major.minor`, by the rule of OUTPUT.md. */
  readonly version: string;
  readonly title: string;
  /** The values that it is about, each by a name of its own; any of them. */
  readonly values: Readonly<Record<string, z.ZodType>>;
  /** Parts that values share, by name. */
  readonly parts: Readonly<Record<string, z.ZodType>>;
}

const parts = {
  authority: authoritySchema,
  check: checkSchema,
  claim: claimSchema,
  clientShows: clientShowsSchema,
  faultThatHappened: faultSchema,
  httpRequest: httpSchema,
  identity: identitySchema,
  login: loginSchema,
  negotiation: negotiationSchema,
  proof: proofSchema,
  protection: protectionSchema,
  rdp: rdpSchema,
  tls: tlsSchema,
};

/** Every document, in the order of OUTPUT.md. */
export const outputDocuments: readonly OutputDocument[] = [
  {
    name: 'output',
    version: '1.0',
    title: 'One line that serve, diagnose and audit print with --json',
    values: {
      listening: listeningSchemas.smb,
      'listening-carrier': listeningSchemas.carrier,
      'listening-kdc': listeningSchemas.kdc,
      'listening-control': listeningSchemas.control,
      'listening-watch': listeningSchemas.watch,
      'listening-admin': listeningSchemas.admin,
      Authentication: authenticationSchema,
      Authorization: authorizationSchema,
      Failure: failureLineSchema,
      Incident: incidentLineSchema,
      Fault: faultLineSchema,
      kdc: kdcSchema,
      'domain-asked': askedDomainSchema,
      domain: domainEventSchema,
      omitted: omittedSchema,
      summary: summarySchema,
      posture: postureSchema,
    },
    parts,
  },
  {
    name: 'audit-report',
    version: '1.0',
    title: 'The report that audit writes in JSON',
    values: { posture: postureSchema },
    parts: {},
  },
  {
    name: 'check-client-report',
    version: '1.0',
    title: 'The report that check-client writes in JSON',
    values: { scorecard: scorecardSchema },
    parts: {},
  },
  {
    name: 'inspect',
    version: '1.0',
    title: 'The output of inspect --json',
    values: { inspection: inspectionSchema },
    parts: { section: sectionSchema },
  },
  {
    name: 'explain',
    version: '1.0',
    title: 'The output of explain --json',
    values: { explanation: explanationSchema },
    parts: {},
  },
  {
    name: 'replay',
    version: '1.0',
    title: 'One line that replay prints with --json',
    values: {
      transcript: transcriptSchema,
      listening: replayListeningSchema,
      connection: connectionReportSchema,
      end: endSchema,
    },
    parts: {},
  },
];

/** Examples of the values of documents, by the names of both. */
export type OutputExamples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The JSON Schema of a document, as data. */
export interface OutputJsonSchema {
  readonly $id: string;
  /** The schemas of values and parts, by their names. */
  readonly $defs: Readonly<Record<string, object>>;
}

/**
 * The JSON Schema of a document. A published one leaves room for keys of later minor versions.
 *
 * @param isStrict whether a key that it does not have is an error
 */
export function outputJsonSchema(
  document: OutputDocument,
  { isStrict = false, examples = {} }: { readonly isStrict?: boolean; readonly examples?: OutputExamples },
): OutputJsonSchema {
  const { name, version, title, values, parts: shared } = document;
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...values, ...shared })) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/$defs/${id}`,
    io: isStrict ? 'output' : 'input',
  });
  const example = (id: string): object => {
    const value = examples[name]?.[id];
    return value === undefined ? {} : { examples: [value] };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:smb2-auth-server:${name}:${version}`,
    title: `${title} (version ${version})`,
    anyOf: Object.keys(values).map((id) => ({ $ref: `#/$defs/${id}` })),
    $defs: Object.fromEntries(
      Object.entries(schemas).map(([id, schema]) => [id, { ...withoutPlace(schema), ...example(id) }]),
    ),
  } as OutputJsonSchema;
}

/** Only a document of its own has these two. */
function withoutPlace(schema: object): object {
  const { $schema: _schema, $id: _id, ...rest } = schema as Readonly<Record<string, unknown>>;
  return rest;
}
