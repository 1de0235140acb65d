import { z } from 'zod';
import { readStoreAddress } from '../valkey/address.js';
import { areCertificates } from '../valkey/authorities.js';
import { defaultState, defaultStreamLength, type StateOptions } from '../valkey/options.js';
import type { Problem } from '../values/configuration-error.js';

/** The longest that a question may take: clients wait no longer for a login than some seconds. */
const LONGEST_TIMEOUT = 10_000;

/** Its own words alone: an address may hold a password. */
const address = z
  .string({ error: 'expected an address such as valkey://127.0.0.1:6379' })
  .superRefine((text, context) => {
    const read = readStoreAddress(text);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  });

const key = z.string().regex(/^[!-~]{1,64}$/, 'expected 1 to 64 characters of ASCII, without blanks');

const noCertificates = 'expected certificates in PEM';

const common = {
  valkey: address.meta({
    description:
      'A store of Valkey or Redis that several servers share: valkey://host:6379, or valkeys:// for TLS (redis:// and rediss:// mean the same).',
  }),
  whenAway: z.enum(['refuse', 'alone']).meta({
    description:
      'Logins while the store does not answer. refuse: those that need it are refused; alone: this server counts for itself.',
    default: defaultState.whenAway,
  }),
  timeoutMilliseconds: z.int().min(10).max(LONGEST_TIMEOUT).meta({
    description: 'Milliseconds that one question may take; the store is away then.',
    default: defaultState.timeoutMilliseconds,
  }),
  prefix: key.meta({
    description: 'The first characters of every key: one for all servers that share accounts.',
    default: defaultState.prefix,
  }),
  records: z
    .union(
      [
        z.boolean(),
        z
          .strictObject({
            stream: key.meta({ description: 'The key of the stream; default: the prefix, and records.' }),
            maxLength: z.int().min(1).max(100_000_000).meta({
              description: 'About how many records the stream keeps, the newest.',
              default: defaultStreamLength,
            }),
          })
          .partial(),
      ],
      { error: 'expected true, false, or an object with stream and maxLength' },
    )
    .meta({
      description: 'Whether the records of logins go into a stream of the store as well, or how.',
      default: defaultState.records,
    }),
};

/** The shared state as a program says it. */
export const stateSection = z
  .strictObject({
    ...z.object(common).partial().shape,
    valkey: common.valkey,
    password: z.string().min(1).optional(),
    ca: z
      .custom<string | Buffer>(
        (value) => (typeof value === 'string' || Buffer.isBuffer(value)) && value.length > 0,
        { error: noCertificates },
      )
      .optional(),
  } satisfies Record<keyof StateOptions, z.ZodType>)
  .superRefine((state, context) => {
    for (const { path, message } of problemsOfState(state)) {
      context.addIssue({ code: 'custom', path: [path], message });
    }
  });

/** The shared state as the configuration says it. */
export const stateConfigurationSection = z
  .strictObject({
    ...common,
    passwordFile: z.string().min(1).meta({
      description:
        'A file that holds the password of the store and at most one line end; relative to this file.',
    }),
    caFile: z.string().min(1).meta({
      description:
        'A file with certificates in PEM of the authorities that are trusted for TLS; relative to this file. Default: those of Node.js.',
    }),
  })
  .partial()
  .meta({
    description:
      'Lock-outs and accepted logins in a store that several servers share; default: each has its own.',
  });

/** A value of {@link stateConfigurationSection}. */
export type StateConfiguration = z.infer<typeof stateConfigurationSection>;

/** The keys of a shared state that contradict each other; an address that cannot be read is told elsewhere. */
export function problemsOfState({
  valkey,
  password,
  ca,
}: Pick<StateOptions, 'valkey'> & {
  readonly password?: unknown;
  readonly ca?: string | Buffer | undefined;
}): Problem[] {
  const read = readStoreAddress(valkey);
  if (typeof read === 'string') return [];
  const isOfNoUse = ca !== undefined && read.tls && !areCertificates(ca);
  return [
    ...(password !== undefined && read.password !== undefined
      ? [{ path: 'password', message: 'expected none, for the address has one' }]
      : []),
    ...(ca !== undefined && !read.tls
      ? [{ path: 'ca', message: 'expected none: only valkeys:// and rediss:// speak TLS' }]
      : []),
    ...(isOfNoUse ? [{ path: 'ca', message: noCertificates }] : []),
  ];
}
