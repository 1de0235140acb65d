import { z } from 'zod';
import { longestSkewSeconds } from '../auth/kerberos/policy-rules.js';
import { defaultKerberosPolicy } from '../auth/kerberos/policy.js';
import { accountNameForm } from '../auth/account-rules.js';
import { encryptionTypes, type EncryptionTypeName } from '../krb5/encryption/index.js';
import { principalFromText } from '../krb5/messages/principal.js';
import { type TestRealmOptions, testRealmRule } from '../realm/options.js';
import type { ScriptedState } from '../realm/scripted-state.js';

const names = encryptionTypes.map(({ name }) => name) as [EncryptionTypeName, ...EncryptionTypeName[]];

const enctype = z.enum(names);

const enctypes = z
  .array(enctype)
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'expected each once');

const service = z
  .string()
  .refine(
    (text) => principalFromText(text, 'ANY') !== undefined,
    'expected the name of a service such as cifs/files.example.com',
  );

const principal = z
  .string()
  .refine(
    (text) => principalFromText(text) !== undefined,
    'expected a principal with its realm, such as alice@EXAMPLE.COM',
  );

const account = z.string().min(1).regex(accountNameForm.pattern, accountNameForm.expected);

const policyShape = {
  services: z
    .union([z.enum(['any', 'own']), z.array(service).min(1)], {
      error: 'expected "any", "own" or a list of services such as cifs/files.example.com',
    })
    .meta({
      description:
        'Services whose tickets are taken. any: the key decides, as on Windows, Samba and MIT; own: the principals of the keys.',
      default: defaultKerberosPolicy.services,
    }),
  principals: z
    .union([z.enum(['principal', 'name', 'local']), z.record(principal, account)], {
      error: 'expected "principal", "name", "local", or a table of principals such as alice@EXAMPLE.COM',
    })
    .meta({
      description:
        'The account of a principal. principal: alice@EXAMPLE.COM; name: alice; local: alice, who must have an account here; a table: principals and the accounts here that they stand for.',
      default: defaultKerberosPolicy.principals,
    }),
  enctypes: enctypes.meta({
    description: 'Encryption types that are taken; rc4-hmac by choice only.',
    default: defaultKerberosPolicy.enctypes,
  }),
  maxClockSkewSeconds: z.number().positive().max(longestSkewSeconds).meta({
    description: 'Largest difference between a client’s clock and ours.',
    default: defaultKerberosPolicy.maxClockSkewSeconds,
  }),
};

const passwordShape = {
  principal: principal.meta({
    description: 'cifs/files.example.com@EXAMPLE.COM, or a machine account such as FILES$@EXAMPLE.COM.',
  }),
  password: z.string().min(1).meta({ description: 'The password of that principal.' }),
  salt: z.string().meta({
    description: 'Default: the realm and the principal; for a machine account, as Windows has it.',
  }),
  kvno: z.int().min(0).max(0xffff_ffff).meta({ description: 'Version of the key.', default: 0 }),
  enctypes: enctypes.meta({
    description: 'Encryption types that the password gives keys of; default: all with AES.',
  }),
};

const pathShape = {
  keytab: z
    .string()
    .min(1)
    .meta({ description: 'An MIT keytab; relative to the configuration file. Read again when it changes.' }),
  stateFolder: z.string().min(1).meta({
    description:
      'A folder that remembers accepted authenticators over a restart; relative to the configuration file.',
  }),
};

/** Tells what the rule of a test realm finds wrong with a value that stands somewhere in its options. */
function ofRealm(options: (value: unknown) => object) {
  return (value: unknown, context: z.RefinementCtx): void => {
    for (const { message } of testRealmRule({ realm: 'EXAMPLE.TEST', ...options(value) }, [])) {
      context.addIssue({ code: 'custom', message });
    }
  };
}

const asScripted = (key: keyof ScriptedState) =>
  ofRealm((value) => ({ states: { alice: { [key]: value } } }));

const scriptedState = z
  .strictObject({
    error: z
      .union([z.string().superRefine(asScripted('error')), z.int().superRefine(asScripted('error'))], {
        error: 'expected the name of an error of Kerberos such as KDC_ERR_CLIENT_REVOKED, or its number',
      })
      .meta({ description: 'The KRB-ERROR that answers every request.' }),
    ticket: z
      .enum(['expired', 'not-yet-valid'])
      .meta({ description: 'Tickets whose times are over, or have not begun.' }),
    kvno: z
      .int()
      .min(1)
      .max(0xffff_ffff)
      .meta({ description: 'Tickets name this key version, and have a key of it that no keytab has.' }),
    enctype: enctype.meta({ description: 'The one encryption type of keys and tickets.' }),
    clockSkewSeconds: z
      .int()
      .superRefine(asScripted('clockSkewSeconds'))
      .meta({ description: 'Seconds by which the clock of the KDC is ahead.' }),
    pac: z
      .enum(['none', 'wrong-signature'])
      .meta({ description: 'Tickets without a PAC, or with one whose signatures are wrong.' }),
  } satisfies Record<keyof ScriptedState, z.ZodType>)
  .partial();

const lifetime = z.int().superRefine(ofRealm((value) => ({ ticketLifetimeSeconds: value })));

const realmShape = {
  realm: z
    .string()
    .superRefine(ofRealm((realm) => ({ realm })))
    .meta({ description: 'The name of the realm; names of realms have case.' }),
  host: z
    .string()
    .superRefine(ofRealm((host) => ({ host })))
    .meta({ description: 'Address of the KDC; loopback only.', default: '127.0.0.1' }),
  port: z
    .int()
    .min(0)
    .max(65_535)
    .meta({ description: 'Port of the KDC for UDP and TCP; 0 takes a free one.', default: 0 }),
  directory: z.string().min(1).meta({
    description:
      'Folder for krb5.conf, server.keytab and credential caches; relative to the configuration file. Default: a temporary one, which is removed at the end.',
  }),
  ccaches: z.array(z.string().superRefine(ofRealm((name) => ({ ccaches: [name] })))).meta({
    description: 'Accounts that get a credential cache NAME.ccache, as kinit would make it.',
  }),
  services: z.array(z.string().superRefine(ofRealm((name) => ({ services: [name] })))).meta({
    description: 'Services beside cifs, host, HTTP and TERMSRV of the server, such as HTTP/www.example.test.',
  }),
  states: z.record(z.string(), scriptedState).meta({
    description:
      'What the KDC does wrong, by account (alice) or service (cifs/files.example.test, krbtgt/EXAMPLE.TEST).',
  }),
  ticketLifetimeSeconds: lifetime.meta({ description: 'Longest life of a ticket.', default: 36_000 }),
  renewableLifetimeSeconds: lifetime.meta({
    description: 'Longest time in which a ticket can be renewed.',
    default: 604_800,
  }),
} satisfies Record<keyof TestRealmOptions, z.ZodType>;

/** Kerberos as a program says it. */
export const kerberosSection = z
  .strictObject({
    ...policyShape,
    ...pathShape,
    password: z.strictObject({
      ...z.object(passwordShape).partial().shape,
      principal: passwordShape.principal,
      password: passwordShape.password,
    }),
    testRealm: z.strictObject({ ...z.object(realmShape).partial().shape, realm: realmShape.realm }),
  })
  .partial();

/** Kerberos as the configuration says it: a source need not say all of a password, or of a realm. */
export const kerberosConfigurationSection = z
  .strictObject({
    ...policyShape,
    ...pathShape,
    password: z
      .strictObject({
        ...passwordShape,
        passwordFile: z.string().min(1).meta({
          description: 'A file that holds the password and at most one line end; relative to this file.',
        }),
      })
      .partial()
      .meta({ description: 'Keys from a password instead of a keytab, or beside it.' }),
    testRealm: z
      .strictObject(realmShape)
      .partial()
      .meta({ description: 'A KDC in the same process, for tests: it listens on loopback only.' }),
  })
  .partial()
  .meta({
    description: 'Kerberos: offered where there is a key, from a keytab, a password or a test realm.',
  });

/** A value of {@link kerberosConfigurationSection}. */
export type KerberosConfiguration = z.infer<typeof kerberosConfigurationSection>;
