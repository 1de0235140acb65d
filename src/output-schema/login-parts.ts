import { z } from 'zod';
import type { KerberosRecord } from '../auth/kerberos/record.js';
import type { MachineIdentity } from '../auth/machine-identity.js';
import type { ProofRecord } from '../auth/mechanism-words.js';
import type { NtlmRecord } from '../auth/ntlm/record.js';
import type {
  CredentialsRecord,
  CredSspLoginRecord,
  HttpLoginRecord,
  PipeLoginRecord,
  RpcLoginRecord,
  SmbLoginRecord,
} from '../diagnosis/attempt-record.js';
import { identitySchema } from './connection-parts.js';
import { always, count, flag, number, schemaOf, text, texts, word } from './schema-of.js';

const tokens = {
  offeredMechanisms: texts('Mechanisms in the client’s order; without SPNEGO, that of the token.'),
  spnego: flag('Whether SPNEGO carried the tokens.'),
  optimisticToken: flag('Whether a token of the client’s first mechanism came with its list.'),
  mechanism: text('The mechanism that was chosen; absent: none.').optional(),
  authDescription: text(
    'The mechanism as Samba’s audit calls it, such as `NTLMSSP`; absent: none.',
  ).optional(),
  mechListMic: word(
    ['valid', 'invalid', 'absent', 'unverifiable'],
    'The client’s MIC over its list of mechanisms (RFC 4178 5); absent: it did not come to that.',
  ).optional(),
};

const sessionId = text('SessionId: 16 hexadecimal digits.');
const target = text('The path of the target, the beginning of a long one; a query is shown as `?…`.');

const credentials = schemaOf<CredentialsRecord>()(
  'The credentials after the verdict, without their secret.',
  {
    type: word(
      ['password', 'smart-card', 'remote-guard', 'none'],
      '`none`: they are empty, as in restricted administration.',
    ),
    user: text('The user in them, as sent; absent: they name none.').optional(),
    domain: text('The domain in them, as sent; absent: they name none.').optional(),
    matches: flag('Whether they name the user that logged in.'),
    password: word(
      ['right', 'wrong', 'not-verified'],
      'Whether the password is that of the account; absent: there is none.',
    ).optional(),
  },
);

/** The exchange of tokens, by its carrier. */
export const loginSchema = z
  .discriminatedUnion('carrier', [
    schemaOf<SmbLoginRecord>()('A login in SESSION_SETUP.', {
      carrier: always('smb', 'SMB.'),
      purpose: word(
        ['new', 'reauthentication', 'binding'],
        'A session of its own, a new proof for one, or a further connection for one.',
      ),
      sessionId,
      ...tokens,
    }),
    schemaOf<PipeLoginRecord>()('A login in an RPC bind on a pipe.', {
      carrier: always('pipe', 'RPC on a pipe of SMB.'),
      pipe: text('Such as `srvsvc`.'),
      sessionId: text('The session in which the pipe is open: 16 hexadecimal digits.'),
      opener: identitySchema.meta({ description: 'The user of that session.' }),
      ...tokens,
    }),
    schemaOf<RpcLoginRecord>()('A login in an RPC bind over TCP.', {
      carrier: always('rpc', 'RPC over TCP.'),
      interface: text('The interface that the bind asked for first, such as `lsarpc`, or its UUID.'),
      ...tokens,
    }),
    schemaOf<CredSspLoginRecord>()('A login in CredSSP.', {
      carrier: always('credssp', 'CredSSP.'),
      version: count('The version of the client’s first TSRequest; 0: it could not be read.'),
      rdp: flag('Whether RDP’s negotiation went before.'),
      keyBinding: word(
        ['hash', 'key'],
        'The form of the binding to the key of TLS; absent: it did not come to that.',
      ).optional(),
      credentials: credentials.optional(),
      ...tokens,
    }),
    schemaOf<HttpLoginRecord>()('A login in HTTP.', {
      carrier: word(['http', 'https'], '`https`: over TLS.'),
      scheme: word(['Negotiate', 'NTLM'], 'The scheme of its Authorization.'),
      proxy: flag('Whether the server acted as a proxy.'),
      method: text('Such as `GET`.'),
      target,
      userAgent: text('As sent, the beginning of a long one; empty: none was.'),
      statusCode: count(
        'Status code of the answer to the last token; absent: the client left before.',
      ).optional(),
      ...tokens,
    }),
  ])
  .meta({ description: 'The exchange of tokens, by its carrier.' });

const machine = schemaOf<MachineIdentity>()('The client’s machine, as it says itself.', {
  machineId: text('A number that Windows makes when it starts: 32 bytes in hexadecimal.'),
  crossBootMachineId: text('One that stays the same across restarts: 32 bytes in hexadecimal.').optional(),
}).optional();

const channelBindings = word(
  ['absent', 'zero', 'present'],
  'Channel bindings of the client; `zero`: it says that it has none; absent: there is no room for them.',
).optional();

const ofEveryMechanism = {
  remarks: texts('Further observations, in a few words each: `MIC valid`.'),
  weaknesses: texts('Codes of the weaknesses that this login shows, as in the report of `audit`.'),
  passwordType: text('As `passwordType` of Samba’s audit; absent: nothing was proved.').optional(),
  channelBindings,
  machine,
};

const ntlm = schemaOf<NtlmRecord>()('An exchange of NTLM.', {
  mechanism: always('NTLM', 'NTLM.'),
  version: word(
    ['NTLMv2', 'NTLMv1', 'NTLMv1-ESS', 'LM', 'anonymous'],
    'The kind of response; absent: none came.',
  ).optional(),
  osVersion: text('`10.0 build 22621`; absent: the client sends none.').optional(),
  flagsAsked: texts('Flags of the NEGOTIATE_MESSAGE ([MS-NLMP] 2.2.2.5), such as `SIGN`.'),
  flagsGranted: texts('Flags of the CHALLENGE_MESSAGE; empty: none was sent.'),
  lmResponse: word(
    ['empty', 'zero', 'client-challenge', 'same-as-nt', 'lmv2', 'lm', 'other'],
    'The contents of the LM response; absent: no AUTHENTICATE_MESSAGE came.',
  ).optional(),
  mic: word(
    ['valid', 'invalid', 'absent', 'missing-though-flagged', 'unverified'],
    'The MIC; `unverified`: the login ended before its check; absent: no message for one came.',
  ).optional(),
  targetName: text('MsvAvTargetName as sent, such as `cifs/files`; absent: none was.').optional(),
  skewMilliseconds: number(
    'The client’s clock minus the server’s. Milliseconds; absent: not told.',
  ).optional(),
  domainForm: text('The form in which the domain was hashed; absent: the password was not right.').optional(),
  ...ofEveryMechanism,
});

const kerberos = schemaOf<KerberosRecord>()('An exchange of Kerberos.', {
  mechanism: always('Kerberos', 'Kerberos.'),
  version: always('Kerberos', 'A ticket was decrypted; absent: none was.').optional(),
  service: text('The service that the ticket names, such as `cifs/files.example.com`.'),
  realm: text('The realm that the ticket names.'),
  client: text('The client’s principal; absent: the ticket was not decrypted.').optional(),
  ticketEtype: text('Encryption type of the ticket by its name.'),
  ticketKvno: number('Key version in the ticket; absent: it has none.').optional(),
  keyUsed: text(
    'The key that decrypted the ticket: principal, version and type; absent: none did.',
  ).optional(),
  keysHeld: texts('The keys that are held, without their bytes: principal, version and types.'),
  sessionEtype: text('Encryption type of the ticket’s session key; absent: not known.').optional(),
  subkeyEtype: text('Encryption type of the client’s subkey; absent: it sends none.').optional(),
  contextEtype: text('Encryption type of the session’s key; absent: the login was not accepted.').optional(),
  ticketFlags: texts('Names of TicketFlags, such as `FORWARDABLE`.'),
  endTime: number('The end of the ticket. Milliseconds since 1970; absent: not known.').optional(),
  skewSeconds: number('The client’s clock minus the server’s. Seconds; absent: not told.').optional(),
  contextFlags: texts('Flags of the context, such as `MUTUAL`.'),
  mutual: flag('Whether the server proved itself; absent: the login was not accepted.').optional(),
  delegated: flag('Whether the client hands its credentials over.'),
  pac: word(
    ['absent', 'without-logon', 'complete'],
    '`without-logon`: it names the client alone; absent: it was not looked at.',
  ).optional(),
  upn: text('User principal name in the PAC; absent: there is none.').optional(),
  ...ofEveryMechanism,
});

/** A mechanism of a program’s own may add keys. */
const other = z
  .looseObject({
    mechanism: z
      .string()
      .regex(/^(?!(?:NTLM|Kerberos)$)/)
      .meta({ description: 'Its name.' }),
    version: text('The kind of proof in a word; absent: the client did not come to one.').optional(),
    ...ofEveryMechanism,
  } satisfies Record<keyof ProofRecord, z.ZodType>)
  .meta({ description: 'An exchange of a mechanism that a program brought, with keys of its own.' });

/** The record of the mechanism. */
export const proofSchema = z.union([ntlm, kerberos, other]).meta({ description: 'The mechanism’s record.' });
