import { z } from 'zod';
import { booleanOr } from '../values/problems.js';
import { isBytes } from '../values/realm.js';
import { areDistinct } from '../auth/policy-rules.js';
import { hostSchema, proxyProtocolSchema } from './sections.js';

const where = {
  host: hostSchema.meta({ description: 'Address to listen on; default: that of listen.' }),
  port: z.int().min(0).max(65_535).meta({ description: 'TCP port; 0 takes a free one.', default: 0 }),
  proxyProtocol: proxyProtocolSchema,
};

const generate = z.enum(['rsa', 'ecdsa']).meta({
  description:
    'The key of a certificate that is made at the start: RSA of 2048 bits, or ECDSA on P-256. Default: rsa for credssp, ecdsa for http.',
});

const pem = z.custom<string | Uint8Array>((value) => typeof value === 'string' || isBytes(value), {
  error: 'expected PEM, as a text or a Buffer',
});

/** TLS as a program says it. */
export const tlsSection = z.strictObject({ certificate: pem, key: pem, generate }).partial();

/** TLS as the configuration says it. */
const tlsFilesSection = z
  .strictObject({
    certificateFile: z.string().min(1).meta({
      description:
        'The certificate in PEM, and those of its issuers behind it; relative to the configuration file.',
    }),
    keyFile: z
      .string()
      .min(1)
      .meta({ description: 'Its private key in PEM, not encrypted; relative to the configuration file.' }),
    generate,
  })
  .partial()
  .meta({ description: 'The certificate; default: one that is made at the start.' });

const credSspShape = {
  ...where,
  minVersion: z.int().min(2).max(6).meta({
    description: 'The least version of CredSSP that is taken; impacket and rdesktop have version 2.',
    default: 5,
  }),
  verifyPassword: z.boolean().meta({
    description:
      'Whether a delegated password is compared with that of the account. Default: where the accounts can.',
  }),
};

const scheme = z.enum(['Negotiate', 'NTLM']);

const httpShape = {
  ...where,
  channelBindings: z.enum(['never', 'when-sent', 'required']).meta({
    description:
      'Extended Protection: whether logins must be bound to the certificate. Default: when-sent with TLS; never without, where nothing else can be said.',
  }),
  serviceNames: z
    .union([z.literal('any'), z.array(z.string().min(1))], { error: 'expected "any" or a list of names' })
    .meta({
      description: 'Names of services such as HTTP/files.example.com that clients may ask for.',
      default: 'any',
    }),
  schemes: z.array(scheme).min(1).refine(areDistinct, 'expected each once').meta({
    description: 'The schemes that are offered, in this order.',
    default: scheme.options,
    uniqueItems: true,
  }),
  proxy: z
    .boolean()
    .meta({ description: 'Ask as a proxy does: status 407, Proxy-Authenticate.', default: false }),
};

const rpcShape = {
  ...where,
  anonymous: z.enum(['refuse', 'accept']).meta({
    description: 'Whether an anonymous login may call anything but the endpoint mapper.',
    default: 'refuse',
  }),
};

/** Listeners besides that of SMB as a program says them. */
export const carrierSections = {
  credssp: z.strictObject({ ...credSspShape, tls: tlsSection }).partial(),
  http: z.strictObject({ ...httpShape, tls: booleanOr(tlsSection) }).partial(),
  rpc: z.strictObject(rpcShape).partial(),
};

const tlsOrFiles = booleanOr(tlsFilesSection);

/** The same as the configuration says them. */
export const carrierConfigurationSections = {
  credssp: z
    .strictObject({ ...credSspShape, tls: tlsFilesSection })
    .partial()
    .meta({
      description:
        'CredSSP over TLS, as RDP has it for Network Level Authentication: served where this key is given.',
    }),
  http: z
    .strictObject({
      ...httpShape,
      tls: tlsOrFiles.meta({
        ...tlsOrFiles.meta(),
        description: 'HTTP inside TLS; true: with a certificate that is made at the start.',
        default: false,
      }),
    })
    .partial()
    .meta({ description: 'Logins with NTLM and Negotiate over HTTP: served where this key is given.' }),
  rpc: z
    .strictObject(rpcShape)
    .partial()
    .meta({ description: 'DCE/RPC over TCP with an endpoint mapper: served where this key is given.' }),
};
