import { z } from 'zod';
import type { Fault } from '../../faults/fault.js';
import type { PresetFault } from '../../faults/preset.js';
import type { Duration, TestClock } from '../../testing/clock.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import type { ControlledServer } from '../controlled-server.js';
import type { Operation } from '../operation.js';

const address = z.object({
  host: z.string().meta({ description: 'The address that it is bound to; 0.0.0.0 and :: are all of them.' }),
  port: z.int(),
  tls: z.object({ certificateFingerprint: z.string(), keyFingerprint: z.string() }).optional().meta({
    description: 'SHA-256 of the certificate and of its key, where the listener speaks TLS at once.',
  }),
});

const clockSchema = z.object({
  now: z.string().meta({ description: 'The server’s time, as in 2026-11-29T12:00:00.000Z.' }),
  milliseconds: z.number().meta({ description: 'The same in milliseconds since 1970.' }),
});

const part = z.number().min(0).optional();
const spanSchema = z
  .strictObject({
    days: part,
    hours: part,
    minutes: part,
    seconds: part,
    milliseconds: part,
  } satisfies Record<keyof Duration, z.ZodType>)
  .refine((span) => Object.values(span).some((value) => value !== undefined), 'expected at least one part')
  .meta({ description: 'A span of time; its parts are added up. At least one is given.', minProperties: 1 });

/** The operations on the clock and on the server as a whole. */
export const serverOperations: readonly Operation[] = [
  {
    id: 'show-server',
    method: 'get',
    path: '/v1/server',
    summary: 'Where the server listens, its shares, and the files of its test realm',
    answers: {
      200: {
        text: 'The server.',
        schema: z.object({
          version: z.string(),
          addresses: z
            .partialRecord(z.enum(['smb', 'credssp', 'http', 'https', 'rpc']), address)
            .meta({ description: 'By carrier; absent: not served.' }),
          shares: z.array(z.string()),
          realm: z
            .object({
              realm: z.string(),
              address: z.object({ host: z.string(), port: z.int() }),
              directory: z.string().meta({
                description: 'The folder of krb5.conf, server.keytab and the credential caches.',
              }),
            })
            .optional()
            .meta({ description: 'The KDC for tests; absent: there is none.' }),
        }),
        example: {
          version: '0.1.0',
          addresses: { smb: { host: '127.0.0.1', port: 4455 } },
          shares: ['data'],
        },
      },
    },
    serve: (server) => ({ status: 200, body: shown(server) }),
  },
  {
    id: 'show-clock',
    method: 'get',
    path: '/v1/clock',
    summary: 'The server’s time',
    answers: { 200: { text: 'The time.', schema: clockSchema, example: timeOf({ now: 1_796_000_000_000 }) } },
    serve: ({ clock }) => ({ status: 200, body: timeOf(clock) }),
  },
  {
    id: 'advance-clock',
    method: 'post',
    path: '/v1/clock/advance',
    summary: 'Moves the server’s clock on, as if it had slept',
    text: 'Parts are added up. Accounts and passwords expire, lock-outs and sessions end, tickets grow old. The answer comes once the timers that are due have run. Waits of this API keep the system’s time.',
    body: spanSchema,
    bodyExample: { hours: 1, minutes: 30 },
    answers: {
      200: { text: 'The new time.', schema: clockSchema, example: timeOf({ now: 1_796_000_000_000 }) },
    },
    serve: async ({ clock }, { body }) => {
      await clock.advance(body);
      return { status: 200, body: timeOf(clock) };
    },
  },
  {
    id: 'reset',
    method: 'post',
    path: '/v1/reset',
    summary:
      'Brings back the accounts and faults of the start, forgets all records, and sets the clock right',
    text: 'Sessions stay open. Timers and lock-outs that the clock has ended stay ended. Cursors go on. A fault that can match no more is left out: its connection is over, or its share is gone.',
    answers: { 204: { text: 'It is done.' } },
    serve: (server) => {
      reset(server);
      return { status: 204 };
    },
  },
];

function reset({ accounts, server, records, clock, start }: ControlledServer): void {
  for (const { name } of accounts.list()) accounts.remove(name);
  for (const account of start.accounts) accounts.add(account);
  server.faults.clear();
  for (const fault of start.faults) addIfPossible(server, fault);
  records.clear();
  clock.reset();
}

/** A connection that is over does not come back, so a fault of it would refuse every further reset. */
function addIfPossible({ faults }: ControlledServer['server'], fault: Fault | PresetFault): void {
  try {
    faults.add(fault);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
  }
}

function shown({ server: { addresses, realm }, shares, version }: ControlledServer): object {
  return {
    version,
    addresses,
    shares,
    ...(realm?.address && {
      realm: { realm: realm.realm, address: realm.address, directory: realm.directory },
    }),
  };
}

function timeOf(clock: Pick<TestClock, 'now'>): z.infer<typeof clockSchema> {
  const { now } = clock;
  return { now: new Date(now).toISOString(), milliseconds: now };
}
