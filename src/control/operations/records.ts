import { z } from 'zod';
import { upperCaseUtf16 } from '../../bytes/index.js';
import type { AttemptRecord } from '../../diagnosis/attempt-record.js';
import { isKnownReason, reasons } from '../../diagnosis/reasons.js';
import { defaultMechanismWords } from '../../server/default-words.js';
import { attemptInWords, refusalInWords } from '../../server/waits.js';
import { matches as matchesAttempt } from '../../testing/attempt-filter.js';
import type { ControlledServer } from '../controlled-server.js';
import { exampleRecords } from '../example-records.js';
import type { Found, Journal } from '../journal.js';
import type { Operation } from '../operation.js';
import { RECORDS_RETAINED } from '../records.js';
import {
  attemptSchema,
  failureSchema,
  incidentSchema,
  kdcSchema,
  treeSchema,
} from '../../output-schema/records.js';

/** The longest that a request may wait, in seconds. */
export const LONGEST_WAIT = 60;

/** The most records that the words of an empty answer describe: the latest. */
const MOST_TOLD = 5;

const waiting = {
  after: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The `cursor` of an earlier answer: only records that came later. Default: 0.' }),
  wait: z.number().min(0).max(LONGEST_WAIT).optional().meta({
    description: 'Seconds to wait where there is no such record yet; the first one ends it. Default: 0.',
  }),
};

const aName = (description: string): z.ZodType => z.string().min(1).optional().meta({ description });
const user = aName('The account, compared without case.');
const share = aName('The share, compared without case.');

/** A reason that there is not would never come. */
const reason = (isReason: (word: string) => boolean): z.ZodType<string | undefined> =>
  z
    .string()
    .refine(isReason, 'expected a reason; src/diagnosis/REASONS.md has them all')
    .optional()
    .meta({ description: 'The reason, as in src/diagnosis/REASONS.md.' });

const isAttemptReason = (word: string): boolean =>
  isKnownReason(word) || defaultMechanismWords.some(({ words }) => Object.hasOwn(words?.reasons ?? {}, word));
const isAnyReason = (word: string): boolean => Object.hasOwn(reasons, word);

/** A kind of records: how they are asked for and shown. */
interface Kind<Item, Query> {
  /** The last part of the path, and the key of the list. */
  readonly name: string;
  readonly title: string;
  readonly schema: z.ZodType;
  readonly example: unknown;
  readonly query: Readonly<Record<string, z.ZodType>>;
  readonly journal: (server: ControlledServer) => Journal<Item>;
  readonly matches: (record: Item, query: Query) => boolean;
  readonly words: (record: Item) => string;
}

interface WaitingQuery {
  readonly after?: number;
  readonly wait?: number;
}

function operationsOf<Item, Query>(kind: Kind<Item, Query>): Operation[] {
  const { name, title, schema, example, query, journal, matches } = kind;
  const answerSchema = z.object({
    [name]: z.array(schema),
    cursor: z.int().meta({ description: 'How many came so far; as `after`, it asks for later ones alone.' }),
    forgotten: z.int().meta({
      description: `How many behind \`after\` are no more: the latest ${RECORDS_RETAINED} are retained.`,
    }),
    arrived: z
      .string()
      .optional()
      .meta({ description: 'Where the list is empty: what did arrive, in sentences.' }),
  });
  return [
    {
      id: `list-${name}`,
      method: 'get',
      path: `/v1/${name}`,
      summary: `${title}, the oldest first; waits for the first one if asked to`,
      query: z.strictObject({ ...query, ...waiting }),
      answers: {
        200: { text: title, schema: answerSchema, example: { [name]: [example], cursor: 1, forgotten: 0 } },
      },
      refusals: [503],
      serve: async (server, { query: asked, signal }) => {
        const { after = 0, wait = 0 } = asked as WaitingQuery;
        const search = { after, matches: (record: Item) => matches(record, asked) };
        const look = (): Promise<Found<Item>> => journal(server).wait(search, wait * 1000, signal);
        const found = await (wait > 0 ? server.records.counted(look) : look());
        return { status: 200, body: answerOf(kind, found, after, server) };
      },
    },
    {
      id: `forget-${name}`,
      method: 'delete',
      path: `/v1/${name}`,
      summary: `Forgets ${title[0]?.toLowerCase()}${title.slice(1)} so far; the cursor goes on`,
      answers: { 204: { text: 'They are forgotten.' } },
      serve: (server) => {
        journal(server).clear();
        return { status: 204 };
      },
    },
  ];
}

function answerOf<Item, Query>(
  { name, journal, words }: Kind<Item, Query>,
  { records, cursor, forgotten }: Found<Item>,
  after: number,
  server: ControlledServer,
): object {
  const answer = { [name]: records, cursor, forgotten };
  if (records.length > 0) return answer;
  const others = journal(server).since(after);
  const earlier = others.length - MOST_TOLD;
  const attempts: Journal<unknown> = server.records.attempts;
  const arrived = [
    server.describeClients(),
    ...(earlier > 0 ? [`${earlier} earlier ${name} came.`] : []),
    ...others.slice(-MOST_TOLD).map(words),
    // Without a login, nothing else can come.
    ...(attempts === journal(server) ? [] : server.records.attempts.since(0).slice(-1).map(attemptInWords)),
  ];
  return { ...answer, arrived: arrived.join(' ') };
}

interface LaterQuery {
  readonly user?: string;
  readonly share?: string;
  readonly reason?: string;
}

interface LaterItem {
  readonly explanation: string;
  readonly identity: AttemptRecord['identity'];
  readonly share?: string;
  readonly reason: string;
}

const matchesLater = (record: LaterItem, query: LaterQuery): boolean =>
  isSame(query.user, record.identity?.account) &&
  isSame(query.share, record.share) &&
  (query.reason === undefined || query.reason === record.reason);

function isSame(wanted: string | undefined, name: string | undefined): boolean {
  return wanted === undefined || (name !== undefined && upperCaseUtf16(name) === upperCaseUtf16(wanted));
}

const sentence = ({ reason: why, explanation }: LaterItem): string => `${why}: ${explanation}`;

/** The operations on what the server reported. */
export const recordOperations: readonly Operation[] = [
  ...operationsOf({
    name: 'attempts',
    title: 'Login attempts',
    schema: attemptSchema,
    example: exampleRecords.attempt,
    query: {
      user: aName(
        'The account, compared without case: the one that was logged in, or else the one that the client named.',
      ),
      reason: reason(isAttemptReason),
      verdict: z.enum(['accepted', 'refused', 'unfinished']).optional().meta({ description: 'The verdict.' }),
    },
    journal: ({ records }) => records.attempts,
    matches: matchesAttempt,
    words: attemptInWords,
  }),
  ...operationsOf({
    name: 'trees',
    title: 'Answers to TREE_CONNECT',
    schema: treeSchema,
    example: exampleRecords.tree,
    query: { user, share, reason: reason(isAnyReason) },
    journal: ({ records }) => records.trees,
    matches: matchesLater,
    words: sentence,
  }),
  ...operationsOf({
    name: 'incidents',
    title: 'Sessions that went wrong',
    schema: incidentSchema,
    example: exampleRecords.incident,
    query: { user, reason: reason(isAnyReason) },
    journal: ({ records }) => records.incidents,
    matches: matchesLater,
    words: sentence,
  }),
  ...operationsOf({
    name: 'failures',
    title: 'Requests on shares that failed',
    schema: failureSchema,
    example: exampleRecords.failure,
    query: { user, share, reason: reason(isAnyReason) },
    journal: ({ records }) => records.failures,
    matches: matchesLater,
    words: sentence,
  }),
  ...operationsOf({
    name: 'kdc',
    title: 'Exchanges with the KDC of the test realm',
    schema: kdcSchema,
    example: exampleRecords.kdc,
    query: {
      outcome: z.enum(['granted', 'refused']).optional().meta({ description: 'Whether there was a ticket.' }),
    },
    journal: ({ records }) => records.kdc,
    matches: ({ outcome }, query: { readonly outcome?: string }) =>
      query.outcome === undefined || query.outcome === outcome,
    words: (record) => (record.outcome === 'refused' ? refusalInWords(record) : record.explanation),
  }),
];
