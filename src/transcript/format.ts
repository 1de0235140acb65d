import { z } from 'zod';
import { accountFields } from '../accounts/account-schema.js';
import { faultsSection } from '../faults/fault-schema.js';
import { authPolicySection } from '../schema/auth-policy.js';
import { groupsSection } from '../schema/groups.js';
import { limitsSection } from '../schema/limits.js';
import { namesSection } from '../schema/names.js';
import { profileSection } from '../schema/profile.js';
import { sessionPolicySection } from '../schema/policy-section.js';
import { diagnosisSection } from '../schema/sections.js';
import { sharesSection } from '../schema/shares.js';

/** The version of the format that this file describes. A later one may only add kinds of lines and keys. */
export const FORMAT = 1;

/** Kinds of listeners that a transcript can have connections of. */
const carriers = ['smb', 'credssp', 'http', 'https', 'rpc'] as const;

const hex = z
  .string()
  // No repeated group: the engine would keep each repetition of a long text.
  .regex(/^[0-9a-f]*$/, 'expected hexadecimal digits in pairs')
  .refine(({ length }) => length % 2 === 0, 'expected hexadecimal digits in pairs')
  .meta({ description: 'Bytes in hexadecimal.' });
/** A moment after it is none in ISO 8601, in FILETIME or in a ticket: the end of the year 9999. */
const LATEST = Date.UTC(10_000, 0, 1);
const milliseconds = z.number().min(0).max(LATEST);
const connection = z.int().min(1).meta({ description: 'Number of the connection, from 1.' });
const at = milliseconds.meta({
  description: 'Milliseconds since the first line, on a clock that never jumps.',
});
const endpoint = z.strictObject({ address: z.string(), port: z.int().min(0).max(65535) });

const serverSection = z
  .strictObject({
    names: namesSection.omit({ machineSid: true }),
    machineSid: z.string(),
    policy: sessionPolicySection,
    authPolicy: authPolicySection,
    profile: profileSection,
    limits: limitsSection,
    diagnosis: diagnosisSection,
    groups: groupsSection,
    // The file comes from a stranger: its client must not write to directories of whoever plays it.
    shares: sharesSection
      .refine((shares) => shares.every(({ path }) => path === undefined), 'expected temporary shares alone')
      .meta({ description: 'The shares, each as a temporary one: a path is not kept, and not taken.' }),
    faults: faultsSection,
    carriers: z.array(z.enum(carriers)).meta({ description: 'The carriers that were served.' }),
    kerberos: z.boolean().meta({ description: 'Whether there were keys of Kerberos; none is ever kept.' }),
    besides: z.array(z.string()).meta({
      description: 'Parts of a program that no file can hold: its own mechanisms, shares and account store.',
    }),
  })
  .meta({ description: 'The options that the answers depend on.' });

/** The first line. */
export const headSchema = z
  .strictObject({
    transcript: z.literal(FORMAT).meta({ description: 'Version of the format.' }),
    software: z.string().meta({ description: 'Version of smb2-auth-server.' }),
    node: z.string(),
    platform: z.string(),
    startedAt: milliseconds.meta({ description: 'Milliseconds since 1970.' }),
    secrets: z.boolean().meta({ description: 'Whether NT hashes and session keys are in the file.' }),
    server: serverSection,
  })
  .meta({ description: 'The first line.' });

const account = accountFields.omit({ password: true, passwordFile: true }).meta({
  description: 'An account without its password; `ntHash` is there only with secrets.',
});

/** The account that a store found, as a line has it. */
export type RecordedAccount = z.infer<typeof account>;

const line = <Name extends string, Shape extends z.core.$ZodLooseShape>(
  event: Name,
  description: string,
  shape: Shape,
) => z.strictObject({ at, event: z.literal(event), ...shape }).meta({ description });

/** Every line but the first. */
export const lineSchema = z.discriminatedUnion('event', [
  line('opened', 'A connection was accepted.', {
    connection,
    carrier: z.enum(carriers),
    remote: endpoint,
    local: endpoint,
    via: endpoint
      .optional()
      .meta({ description: 'The end of the balancer whose PROXY header named the client.' }),
  }),
  line('received', 'Bytes came from the client.', { connection, bytes: hex }),
  line(
    'serving',
    'The server begins with a message of the connection; until the next one its clock stands still.',
    {
      connection,
      clock: milliseconds.meta({ description: 'Milliseconds since 1970.' }),
    },
  ),
  line('drawn', 'The server drew random bytes; without a connection: for itself.', {
    connection: connection.optional(),
    bytes: hex,
  }),
  line('account', 'The account store was asked.', {
    connection: connection.optional(),
    name: z.string(),
    domain: z.string(),
    found: account.nullable(),
  }),
  line('session-key', 'Session.SessionKey of a login that was accepted; only with secrets.', {
    connection,
    session: hex.length(16).meta({ description: 'SessionId, most significant byte first.' }),
    key: hex,
  }),
  line('sent', 'Bytes were given to the socket.', { connection, bytes: hex }),
  line('closed', 'The connection is over.', {
    connection,
    by: z.enum(['client', 'server']),
    why: z.string(),
  }),
  line('stopped', 'Nothing was recorded from here on, although the server went on.', { why: z.string() }),
  line('ended', 'The server has closed; without this line, the file was cut.', {}),
]);

/** Each line of a transcript but the first, as data. */
export type TranscriptLine = z.infer<typeof lineSchema>;

/** The first line, as data. */
export type TranscriptHead = z.infer<typeof headSchema>;

/** The options that a transcript keeps. */
export type RecordedServer = TranscriptHead['server'];

/** The JSON Schema of one line of a transcript. */
export function transcriptJsonSchema(): object {
  return z.toJSONSchema(
    z.union([headSchema, lineSchema]).meta({ title: 'One line of a transcript of smb2-auth-server' }),
  );
}
