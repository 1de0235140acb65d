import { z } from 'zod';
import type { DomainEvent } from '../domain/options.js';
import { always, count, flag, schemaOf, text, texts, word } from './schema-of.js';

/** A line as a program builds it. */
export type Line<Schema extends z.ZodType> = Lasting<z.output<Schema>>;

/** The same, with nothing that could be changed. */
type Lasting<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends readonly (infer Entry)[]
    ? readonly Lasting<Entry>[]
    : { readonly [Key in keyof Value]: Lasting<Value[Key]> };

const type = always('listening', 'The type of the line.');
const host = text('The address on which it listens.');
const port = z
  .int()
  .min(1)
  .max(65535)
  .meta({ description: 'The port, also where a free one was asked for.' });
const fingerprint = (of: string) =>
  text(`SHA-256 of ${of}, 64 hexadecimal digits; absent: TLS is not spoken.`).optional();

/** A listener that is open. */
export const listeningSchemas = {
  smb: z
    .object({ type, carrier: z.never().optional().meta({ description: 'Absent: SMB.' }), host, port })
    .meta({ description: 'The listener of SMB: the first line, without a carrier.' }),
  carrier: z
    .object({
      type,
      carrier: word(['credssp', 'http', 'https', 'rpc'], 'The protocol of the listener.'),
      host,
      port,
      certificateFingerprint: fingerprint('its certificate'),
      keyFingerprint: fingerprint('the key of its certificate'),
    })
    .meta({ description: 'A listener of another carrier.' }),
  kdc: z
    .object({
      type,
      carrier: always('kdc', 'The KDC of a test realm.'),
      host,
      port,
      realm: text('The realm.'),
      directory: text('The folder with krb5.conf, keytab and credential caches.'),
    })
    .meta({ description: 'The KDC of a test realm, on UDP and TCP.' }),
  control: z
    .object({
      type,
      carrier: always('control', 'The control API.'),
      host,
      port,
      file: text('The file with its address and token; only its owner can read it.'),
    })
    .meta({ description: 'The control API, for tests.' }),
  watch: z
    .object({
      type,
      carrier: always('watch', 'The live page.'),
      host,
      port,
      url: text('Its address, with the token in the fragment: who has it sees the page.'),
    })
    .meta({ description: 'The live page.' }),
  admin: z
    .object({ type, carrier: always('admin', 'Health and metrics.'), host, port })
    .meta({ description: 'Health and metrics.' }),
} as const;

type Listening = z.output<(typeof listeningSchemas)[keyof typeof listeningSchemas]>;

/** The keys of all members of a union. */
type KeyOfAny<Union> = Union extends unknown ? keyof Union : never;

/** The keys of a listener besides those that all have. */
export type ListenerDetails = Readonly<
  Partial<Record<Exclude<KeyOfAny<Listening>, 'type' | 'carrier' | 'host' | 'port'>, string>>
>;

const domainType = always('domain', 'The type of the line.');

/** The domain whose controllers are asked. */
export const askedDomainSchema = z
  .object({
    type: domainType,
    state: always('asked', 'Told once, at the start.'),
    name: text('NetBIOS name of the domain.'),
    dnsName: text('DNS name of the domain.'),
    machineAccount: text('The account of the server in the domain.'),
    controllers: texts('The controllers, in their order; absent: DNS names them.').optional(),
  })
  .meta({ description: 'The domain whose controllers decide, at the start.' });

/** A change between the server and the controllers. */
export const domainEventSchema = schemaOf<DomainEvent & { type: 'domain' }>()(
  'A change between the server and a controller of its domain.',
  {
    type: domainType,
    state: word(
      ['open', 'lost', 'failed'],
      '`open`: the secure channel is there; `lost`: it has ended; `failed`: none could be made.',
    ),
    controller: text('The controller as configured or found; the domain’s DNS name where none is.'),
    because: text('The cause in words.'),
  },
);

/** Lines that were left out. */
export const omittedSchema = z
  .object({
    type: always('omitted', 'The type of the line.'),
    records: count('How many lines were left out here.'),
  })
  .meta({ description: 'Stands for lines that were left out: nobody read the output for 16 MB.' });

const tally = {
  client: text('Address of the client.'),
  account: text('The account, its first 256 characters; of logins, as sent; empty: none.'),
};

const outcomes = {
  reasons: z
    .record(z.string(), z.int().min(1))
    .meta({ description: 'How often each outcome came, by its code, as in REASONS.md.' }),
  last: text('The outcome of the last time.'),
  explanation: text('Of the commonest outcome that needs action; absent: none does.').optional(),
  advice: text('Of the commonest outcome that needs action; absent: none does.').optional(),
};

const share = text('The share, its first 256 characters.');

/** The last line of `diagnose`. */
export const summarySchema = z
  .object({
    type: always('summary', 'The type of the line.'),
    clients: z
      .array(
        z.object({
          ...tally,
          attempts: count('Logins, and connections without one.'),
          accepted: count('Logins that were accepted.'),
          ...outcomes,
        }),
      )
      .meta({ description: 'Logins, a row for each client and account.' }),
    omittedAttempts: count('Logins that are in no row: there are 1000 already.'),
    shares: z
      .array(
        z.object({
          ...tally,
          share,
          requests: count('TREE_CONNECTs, those of IPC$ that were granted left out.'),
          granted: count('TREE_CONNECTs that were granted.'),
          ...outcomes,
        }),
      )
      .meta({ description: 'TREE_CONNECTs, a row for each client, account and share.' }),
    omittedRequests: count('TREE_CONNECTs that are in no row.'),
    later: z
      .array(
        z.object({
          ...tally,
          share: share.meta({ description: 'The share; empty: the session as a whole.' }),
          failures: count('Requests that failed, and sessions that went wrong.'),
          ...outcomes,
        }),
      )
      .meta({ description: 'Failures after the login, a row for each client, account and share.' }),
    omittedFailures: count('Failures that are in no row.'),
  })
  .meta({ description: 'The last line of `diagnose`: what came of it all.' });

/** Whether a server of a replay is a real one. */
export const realSchema = flag('Whether a real server answers; false: the recorded answers are repeated.');
