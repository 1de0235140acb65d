import { z } from 'zod';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { KdcPeer, KdcRecord } from '../facts/kdc-record.js';
import {
  authoritySchema,
  checkSchema,
  claimSchema,
  connectionSchema,
  durationSchema,
  encryptedSchema,
  endpointSchema,
  faultSchema,
  httpSchema,
  identitySchema,
  negotiationSchema,
  protectionSchema,
  rdpSchema,
  tlsSchema,
} from './connection-parts.js';
import { loginSchema, proofSchema } from './login-parts.js';
import { always, count, flag, moment, schemaOf, text, texts, word } from './schema-of.js';

/** The message that each client shows its user. */
export const clientShowsSchema = z.record(z.string(), z.string()).meta({
  description: 'The message that each client shows its user, by client: `windows`, `linux`, `smbclient`, …',
});

/** The explanation of an answer. */
export const diagnosis = {
  reason: text('Stable code; src/diagnosis/REASONS.md has them all.'),
  explanation: text('The event, with the evidence. May quote what the client sent.'),
  advice: text('The remedy.'),
  clientShows: clientShowsSchema,
  section: text('The section of the rule that decided.'),
};

/** How often it happened. */
export const repetition = {
  count: count('How often it happened so far, this time included.'),
  omitted: count('The number of other events on the connection without a record since the last one.'),
};

/** The parts of an attempt that its line has in the same form. */
export const attemptParts = {
  negotiation: negotiationSchema,
  tls: tlsSchema,
  rdp: rdpSchema,
  http: httpSchema,
  login: loginSchema,
  claimed: claimSchema,
  authority: authoritySchema,
  proof: proofSchema,
  protection: protectionSchema,
  checks: z
    .array(checkSchema)
    .meta({ description: 'Every check in its order; after a failed one, those that were not reached.' }),
  faults: z.array(faultSchema).meta({ description: 'The scripted faults that happened to it.' }),
  next: texts('Events after the verdict: `TREE_CONNECT share granted`, `the client left`, …'),
};

const partsIfThere = {
  ...attemptParts,
  negotiation: negotiationSchema.optional(),
  tls: tlsSchema.optional(),
  rdp: rdpSchema.optional(),
  http: httpSchema.optional(),
  login: loginSchema.optional(),
  claimed: claimSchema.optional(),
  authority: authoritySchema.optional(),
  proof: proofSchema.optional(),
  protection: protectionSchema.optional(),
};

const attempt = count('The id of the attempt whose session it is.');
const sessionId = text('SessionId: 16 hexadecimal digits.');
const mistake = text('Stable name of the mistake that a second look found; absent: none.').optional();

/** One login attempt. */
export const attemptSchema = schemaOf<AttemptRecord>()('One login attempt.', {
  id: count('Counts from 1 in the order in which attempts began.'),
  verdict: word(
    ['accepted', 'refused', 'unfinished'],
    '`unfinished`: the connection or the session ended before there was one.',
  ),
  ...diagnosis,
  mistake,
  wireStatus: text('Name of the NTSTATUS that the client got; absent: it got none.').optional(),
  startedAt: moment('The first message.'),
  duration: durationSchema,
  connection: connectionSchema,
  ...partsIfThere,
  identity: identitySchema.optional(),
  ...repetition,
});

/** One TREE_CONNECT. */
export const treeSchema = schemaOf<TreeRecord>()('One TREE_CONNECT.', {
  ...diagnosis,
  attempt,
  time: moment('The request.'),
  connection: connectionSchema,
  sessionId,
  identity: identitySchema.optional(),
  mechanism: text('The mechanism of the login; absent: not known.').optional(),
  authDescription: text('The mechanism as Samba’s audit calls it; absent: not known.').optional(),
  path: text('The path as asked.'),
  share: text('The share’s part of the path.'),
  wireStatus: text('Name of the NTSTATUS of the answer.'),
  type: word(['disk', 'pipe'], 'The kind of the share; absent: it was not granted.').optional(),
  encrypted: encryptedSchema,
  ...repetition,
});

const later = {
  ...diagnosis,
  attempt,
  time: moment('The request.'),
  connection: connectionSchema,
  sessionId,
  identity: identitySchema.optional(),
  ...repetition,
};

/** A session that went wrong after its attempt was complete. */
export const incidentSchema = schemaOf<IncidentRecord>()('A session that went wrong later.', {
  ...later,
  mistake,
  command: text('Name of the command, such as `READ`; absent: it concerns none.').optional(),
});

/** A request on a share that failed. */
export const failureSchema = schemaOf<FailureRecord>()('A request on a share that failed.', {
  ...later,
  command: text('Such as `CREATE`.'),
  share: text('Name of the share.'),
  path: text('Below the share, with backslashes, its first 256 characters; empty: the root.'),
  wireStatus: text('Name of the NTSTATUS that the client got.'),
  systemCode: text(
    'The operating system’s word, such as EACCES; absent: the server itself refused.',
  ).optional(),
});

/** One exchange with the test realm’s KDC. */
export const kdcSchema = schemaOf<KdcRecord>()('One exchange with the KDC of the test realm.', {
  type: always('kdc', 'The type of the line.'),
  time: moment('The request.'),
  exchange: word(['AS', 'TGS'], '`AS`: a first ticket, by a password; `TGS`: a further one, by a ticket.'),
  remote: schemaOf<KdcPeer>()('The client’s end.', {
    ...endpointSchema.shape,
    transport: word(['udp', 'tcp'], 'The carrier of the request.'),
  })
    .optional()
    .meta({ description: 'The client’s end; absent: the program of the realm itself asked.' }),
  client: text('The client’s principal as asked, its first 256 characters; absent: none.').optional(),
  service: text('The service as asked, its first 256 characters; absent: none.').optional(),
  outcome: word(['granted', 'refused'], 'Whether the client got a ticket.'),
  error: text('Name of the KRB-ERROR, or its number; absent: a ticket was granted.').optional(),
  explanation: text('The event, with the evidence.'),
  advice: text('The remedy; absent: a ticket was granted.').optional(),
  clientShows: clientShowsSchema.optional(),
  section: text('The section of the rule that decided; absent: a ticket was granted.').optional(),
  offeredEnctypes: texts('Encryption types that the client takes, in its order.'),
  ticketEnctype: text('Encryption type of the ticket; absent: there is none.').optional(),
  replyEnctype: text('Encryption type of the reply; absent: there is none.').optional(),
  scripted: flag('Whether a script made this answer what it is.'),
  count: count('How often the address was refused this so far; 1 for a ticket.'),
  omitted: count('The number of other refusals of the address without a record since the last one.'),
});
