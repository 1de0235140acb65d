import { z } from 'zod';
import { accountFileFormats } from '../accounts/account-file.js';
import { accountSchema } from '../accounts/account-schema.js';
import { defaultDiagnosisPolicy } from '../diagnosis/policy.js';
import { defaultListen, MAX_WORKERS } from './defaults.js';
import { parsedIpNetwork } from '../bytes/index.js';
import { distinctNames } from './distinct-names.js';

/** An address or a name of this machine. */
export const hostSchema = z.string().regex(/^\S+$/, 'expected an address or a host name');

/**
 * Balancers. A network of all addresses is none: every client would say who it is.
 */
export const proxyProtocolSchema = z
  .array(
    z.string().refine((text) => (parsedIpNetwork(text)?.prefix ?? 0) > 0, {
      error: 'expected an address, or a network such as 10.0.0.0/8 or fd00::/64',
    }),
  )
  .meta({
    description:
      'Addresses and networks of balancers whose connections begin with a PROXY header (version 1 or 2), which names the client. Never name an address that a client can have.',
    default: [],
    examples: [['10.0.0.5', 'fd00::/64']],
  });

export const listenSection = z
  .strictObject({
    host: hostSchema.meta({ description: 'Address to listen on.', default: defaultListen.host }),
    port: z
      .int()
      .min(0)
      .max(65535)
      .meta({ description: 'TCP port; 0 takes a free one.', default: defaultListen.port }),
    proxyProtocol: proxyProtocolSchema,
  })
  .partial()
  .meta({ description: 'Where the server listens.' });

export const workersSection = z
  .union([z.int().min(1).max(MAX_WORKERS), z.literal('auto')], {
    error: `expected a number of processes, 1 to ${MAX_WORKERS}, or auto`,
  })
  .meta({ description: 'Processes that serve: a number, or auto for one for each core.', default: 1 });

/** The rule of the accounts' schema that JSON Schema does not get from a refinement. */
const oneSecret = ['password', 'passwordFile', 'ntHash'].map((key) => ({ required: [key] }));

export const accountsSection = z
  .array(accountSchema.meta({ oneOf: oneSecret }))
  .superRefine(distinctNames)
  .meta({ description: 'Who may log in.' });

const accountFile = z.strictObject({
  format: z.enum(accountFileFormats).meta({
    description:
      'json: accounts as in this file; smbpasswd: Samba’s; ntlm-user-file: DOMAIN:USER:PASSWORD, as gss-ntlmssp has it.',
  }),
  path: z.string().min(1).meta({ description: 'Relative to the configuration file.' }),
});

export const accountFilesSection = z.array(accountFile).meta({
  description: 'Files with more accounts, asked in this order; read again when they change.',
});

export const diagnosisSection = z
  .strictObject({
    variants: z.enum(['loopback', 'always', 'never']).meta({
      description:
        'For which peers a wrong password is tried again in mangled forms and an unknown name compared with those of the accounts, to say in the record how it was mangled.',
      default: defaultDiagnosisPolicy.variants,
    }),
    variantsPerSecond: z.int().min(1).meta({
      description:
        'Forms tried in a second for the logins of one address, ten seconds’ worth at once at most; a wrong password takes up to 1536.',
      default: defaultDiagnosisPolicy.variantsPerSecond,
    }),
  })
  .partial()
  .meta({ description: 'How far the server goes to explain a login.' });
