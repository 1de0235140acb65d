import { z } from 'zod';
import { faultSteps } from '../../faults/steps.js';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../../diagnosis/attempt-record.js';
import type { KdcRecord } from '../../facts/kdc-record.js';

/** Keys that are absent where the type says that they are undefined: JSON has no such value. */
type Fields<Item> = Readonly<Record<keyof Item, z.ZodType>>;

const text = (description: string): z.ZodString => z.string().meta({ description });
const count = (description: string): z.ZodInt => z.int().min(0).meta({ description });
const open = (description: string): z.ZodType => z.looseObject({}).meta({ description });

const endpoint = z.object({ address: z.string(), port: z.int() });

const connection = z
  .object({
    carrier: z.enum(['smb', 'credssp', 'http', 'https', 'rpc']),
    id: count('Counts from 1 in the life of the server, over all carriers.'),
    remote: endpoint.meta({ description: 'The client’s end.' }),
    local: endpoint.meta({ description: 'The server’s end.' }),
    via: endpoint
      .optional()
      .meta({ description: 'The end of the balancer whose PROXY header named the client.' }),
  })
  .meta({ description: 'The connection.' });

const identity = z
  .object({
    kind: z.enum(['user', 'guest', 'anonymous']),
    account: z.string(),
    domain: z.string(),
    sid: z.string(),
    identifyOnly: z.literal(true).optional(),
    atDomain: z
      .object({ logonServer: z.string().optional(), accountControl: z.number().optional() })
      .optional(),
  })
  .meta({ description: 'The user, guest or anonymous client.' });

const diagnosis = {
  reason: text('Stable code; src/diagnosis/REASONS.md has them all.'),
  explanation: text('The event, with the evidence. May quote what the client sent.'),
  advice: text('The remedy.'),
  clientShows: z
    .record(z.string(), z.string())
    .meta({ description: 'The message that each client shows its user.' }),
  section: text('The section of the rule that decided.'),
};

const repetition = {
  count: count('How often it happened so far, this time included.'),
  omitted: count('The number of other events on the connection without a record since the last one.'),
};

/** One login attempt. */
export const attemptSchema = z.object({
  id: count('Counts from 1 in the order in which attempts began.'),
  verdict: z
    .enum(['accepted', 'refused', 'unfinished'])
    .meta({ description: '`unfinished`: the connection or the session ended before there was one.' }),
  ...diagnosis,
  mistake: text('Stable name of the mistake that a second look found; absent: none.').optional(),
  wireStatus: text('Name of the NTSTATUS that the client got; absent: it got none.').optional(),
  startedAt: z.number().meta({ description: 'Milliseconds since 1970.' }),
  duration: z.number().meta({ description: 'Microseconds.' }),
  connection,
  negotiation: open(
    'NEGOTIATE, by name: `dialect`, `cipher`, `offeredDialects`, …; absent: none came.',
  ).optional(),
  tls: open('TLS of the connection.').optional(),
  rdp: open('RDP’s negotiation.').optional(),
  http: open('The request of HTTP.').optional(),
  login: open('The exchange of tokens: `mechanism`, `spnego`, …; absent: no login was begun.').optional(),
  claimed: z
    .object({ user: z.string(), domain: z.string(), workstation: z.string() })
    .meta({ description: 'The names that the client gave of itself; absent: it gave none.' })
    .optional(),
  authority: z
    .object({
      asked: z.enum(['local', 'domain']),
      domain: z.string(),
      because: z.string(),
      controller: z.string().optional(),
      status: z.string().optional(),
      cause: z.string().optional(),
    })
    .meta({ description: 'Who decided about the user; absent: the server is a member of no domain.' })
    .optional(),
  proof: open('The mechanism’s record: `mechanism`, `version`, `weaknesses`, …').optional(),
  identity: identity.optional(),
  protection: z
    .object({
      signing: z.enum(['required', 'optional', 'none']),
      encryption: z.enum(['required', 'offered', 'none']),
      used: z.enum(['none', 'signed', 'encrypted']).optional(),
    })
    .meta({ description: 'Signing and encryption; absent: the login was not accepted.' })
    .optional(),
  checks: z
    .array(
      z.looseObject({
        check: z.string(),
        outcome: z.enum(['passed', 'failed', 'not-reached']),
        section: z.string(),
        detail: z.string().optional(),
      }),
    )
    .meta({ description: 'Every check in its order.' }),
  faults: z
    .array(
      z.object({
        name: z.string(),
        step: z.enum(Object.keys(faultSteps) as [keyof typeof faultSteps]),
        effect: z.string(),
      }),
    )
    .meta({ description: 'The scripted faults that happened to it.' }),
  next: z.array(z.string()).meta({ description: 'Events after the verdict.' }),
  ...repetition,
} satisfies Fields<AttemptRecord>);

/** One TREE_CONNECT. */
export const treeSchema = z.object({
  ...diagnosis,
  attempt: count('The id of the attempt whose session it is.'),
  time: z.number().meta({ description: 'Milliseconds since 1970.' }),
  connection,
  sessionId: text('16 hexadecimal digits.'),
  identity: identity.optional(),
  mechanism: z.string().optional(),
  authDescription: z.string().optional(),
  path: text('The path as asked.'),
  share: text('The share’s part of the path.'),
  wireStatus: text('Name of the NTSTATUS of the answer.'),
  type: z.enum(['disk', 'pipe']).optional(),
  encrypted: z.boolean().meta({ description: 'Whether the share demands encryption.' }),
  ...repetition,
} satisfies Fields<TreeRecord>);

const later = {
  ...diagnosis,
  attempt: count('The id of the attempt whose session it is.'),
  time: z.number().meta({ description: 'Milliseconds since 1970.' }),
  connection,
  sessionId: text('16 hexadecimal digits.'),
  identity: identity.optional(),
  ...repetition,
};

/** A session that went wrong after its attempt was complete. */
export const incidentSchema = z.object({
  ...later,
  mistake: z.string().optional(),
  command: z.string().optional(),
} satisfies Fields<IncidentRecord>);

/** A request on a share that failed. */
export const failureSchema = z.object({
  ...later,
  command: z.string(),
  share: z.string(),
  path: text('Below the share, with backslashes.'),
  wireStatus: z.string(),
  systemCode: text('The operating system’s word, such as EACCES.').optional(),
} satisfies Fields<FailureRecord>);

/** One exchange with the test realm’s KDC. */
export const kdcSchema = z.object({
  type: z.literal('kdc'),
  time: z.number().meta({ description: 'Milliseconds since 1970.' }),
  exchange: z.enum(['AS', 'TGS']),
  remote: endpoint.extend({ transport: z.enum(['udp', 'tcp']) }).optional(),
  client: text('The client’s principal as asked.').optional(),
  service: text('The service as asked.').optional(),
  outcome: z.enum(['granted', 'refused']),
  error: text('Name of the KRB-ERROR.').optional(),
  explanation: z.string(),
  advice: z.string().optional(),
  clientShows: z.record(z.string(), z.string()).optional(),
  section: z.string().optional(),
  offeredEnctypes: z.array(z.string()),
  ticketEnctype: z.string().optional(),
  replyEnctype: z.string().optional(),
  scripted: z.boolean().meta({ description: 'Whether a script made this answer what it is.' }),
  ...repetition,
} satisfies Fields<KdcRecord>);
