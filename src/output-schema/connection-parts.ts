import { z } from 'zod';
import type { CheckRecord } from '../diagnosis/checks.js';
import type {
  AttemptRecord,
  AuthorityRecord,
  ClaimRecord,
  FaultRecord,
  HttpRequestRecord,
  NegotiationRecord,
  ProtectionRecord,
  RdpNegotiationRecord,
  TlsRecord,
} from '../diagnosis/attempt-record.js';
import type { DomainUserRecord, IdentityRecord } from '../facts/identity.js';
import type { Endpoint } from '../facts/recorder.js';
import { flag, number, schemaOf, text, texts, word } from './schema-of.js';

/** The carriers, as records name them. */
export const carriers = ['smb', 'credssp', 'http', 'https', 'rpc'] as const;

/** An end of a connection. */
export const endpointSchema = schemaOf<Endpoint>()('An end of a connection.', {
  address: text('An IP address.'),
  port: z.int().min(0).max(65535).meta({ description: 'A TCP port; of a KDC’s client over UDP, that one.' }),
});

/** The connection of a record. */
export const connectionSchema = schemaOf<AttemptRecord['connection']>()('The connection.', {
  carrier: word(carriers, 'The protocol of the listener.'),
  id: z.int().min(1).meta({ description: 'Counts from 1 in the life of the server, over all carriers.' }),
  remote: endpointSchema.meta({ description: 'The client’s end.' }),
  local: endpointSchema.meta({ description: 'The server’s end.' }),
  via: endpointSchema.optional().meta({
    description: 'The end of the balancer whose PROXY header named the client; absent: there is none.',
  }),
});

/** The user of an accepted login. */
export const identitySchema = schemaOf<IdentityRecord>()('The user, guest or anonymous client.', {
  kind: word(
    ['user', 'guest', 'anonymous'],
    'A guest named an account that does not exist; anonymous: none.',
  ),
  account: text('The account, `Guest`, or empty for anonymous.'),
  domain: text('The domain of the account; the server’s own for local accounts; empty for anonymous.'),
  sid: text('Security identifier: `S-1-5-…`.'),
  identifyOnly: z.literal(true).optional().meta({
    description: 'The server may learn who the client is, but not act in its name; absent: it may.',
  }),
  atDomain: schemaOf<DomainUserRecord>()('The words of a domain controller about its user.', {
    logonServer: text('NetBIOS name of the controller; absent: it gave none.').optional(),
    accountControl: z
      .number()
      .optional()
      .meta({ description: 'UserAccountControl ([MS-SAMR] 2.2.1.12), 32 bits; absent: not known.' }),
  }).optional(),
});

/** NEGOTIATE. */
export const negotiationSchema = schemaOf<NegotiationRecord>()('NEGOTIATE, by name.', {
  offeredDialects: texts(
    'Dialects in the client’s order, such as `3.1.1`; those of SMB1 as texts; at most 64.',
  ),
  dialect: text('The dialect that was chosen; absent: none.').optional(),
  clientGuid: text('ClientGuid, in hexadecimal with dashes; absent: none was sent.').optional(),
  offeredCiphers: texts('Ciphers in the client’s order, such as `AES-128-GCM`; empty: none is offered.'),
  cipher: text('The cipher of the connection; absent: it cannot encrypt.').optional(),
  offeredSigningAlgorithms: texts('Such as `AES-GMAC`, in the client’s order; empty: none is offered.'),
  signingAlgorithm: text('The algorithm negotiated; absent: the dialect has its own.').optional(),
  contexts: texts('Names of all negotiate contexts, in their order.'),
  netname: text('The host name that the user typed; absent: the client does not tell.').optional(),
  clientSigning: word(
    ['required', 'enabled', 'none'],
    'SecurityMode of the client; absent: not read.',
  ).optional(),
});

/** TLS. */
export const tlsSchema = schemaOf<TlsRecord>()('TLS of the connection.', {
  protocol: text('Such as `TLSv1.3`.'),
  cipher: text('The cipher suite by its name in the standard.'),
  serverName: text('The host name that the client asked for; absent: it named none.').optional(),
});

/** The negotiation of RDP. */
export const rdpSchema = schemaOf<RdpNegotiationRecord>()('RDP’s negotiation in front of CredSSP.', {
  cookie: text('The name behind `mstshash=`, as sent; absent: there is no cookie.').optional(),
  routingToken: text('The routing token of a balancer, as sent; absent: there is none.').optional(),
  requestedProtocols: texts('Such as `SSL` and `HYBRID`; `RDP` alone: nothing else was asked for.'),
  answer: text('The protocol selected, or the failure, by name; absent: there was no answer.').optional(),
});

/** A request of HTTP. */
export const httpSchema = schemaOf<HttpRequestRecord>()('The latest request of HTTP.', {
  method: text('Such as `GET`.'),
  target: text('The path of the target, the beginning of a long one; a query is shown as `?…`.'),
  version: text('Of HTTP, such as `1.1`.'),
  host: text('Host, as sent; absent: none was.').optional(),
  userAgent: text('User-Agent, as sent; absent: none was.').optional(),
  scheme: text('The scheme of its Authorization, never what follows it; absent: there is none.').optional(),
});

/** The names that a client gives of itself. */
export const claimSchema = schemaOf<ClaimRecord>()('The names that the client gave of itself, as sent.', {
  user: text('The user; a password in it is masked; empty: none was sent, or not yet.'),
  domain: text('The user’s domain or realm; empty: it names none.'),
  workstation: text('The client’s own name; empty: it names none.'),
});

/** The side that decided. */
export const authoritySchema = schemaOf<AuthorityRecord>()('The side that decided about the user.', {
  asked: word(['local', 'domain'], 'The accounts of this server, or a controller of its domain.'),
  domain: text('NetBIOS name of the server’s domain.'),
  because: text('The rule that told whom to ask, as a sentence.'),
  controller: text('The controller that answered; absent: none did, or none was asked.').optional(),
  status: text('The controller’s NTSTATUS by name, or its number; absent: it gave none.').optional(),
  cause: text('The cause in words; absent: there is nothing to add.').optional(),
});

/** Signing and encryption. */
export const protectionSchema = schemaOf<ProtectionRecord>()('Signing and encryption of the session.', {
  signing: word(['required', 'optional', 'none'], '`none`: the session has no key.'),
  encryption: word(['required', 'offered', 'none'], '`none`: there is no key, or no cipher.'),
  used: word(
    ['none', 'signed', 'encrypted'],
    'The protection of the first request after the login; absent: none came.',
  ).optional(),
});

/** One check. */
export const checkSchema = schemaOf<CheckRecord>()('One check.', {
  check: text('Stable name, such as `nt-proof`.'),
  outcome: word(
    ['passed', 'failed', 'not-reached'],
    '`not-reached`: an earlier one failed, or the client left.',
  ),
  section: text('The section of the rule.'),
  detail: text('The value seen and the one expected, in words; absent: there is nothing to add.').optional(),
  data: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .meta({ description: 'The detail for programs, such as `{"avId":3}`; absent: there is none.' }),
});

/** A fault that happened. */
export const faultSchema = schemaOf<FaultRecord>()('A scripted fault that happened.', {
  name: text('The name of the fault.'),
  step: text('The step at which it happened; FAULTS.md has them all.'),
  effect: text('Its effect in words, such as `status STATUS_ACCESS_DENIED`.'),
});

/** The length of a login. */
export const durationSchema = number('From the first message of the login to its verdict. Microseconds.');

/** Whether a share demands encryption. */
export const encryptedSchema = flag('Whether the share demands encryption.');
