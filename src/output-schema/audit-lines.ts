import type {
  authenticationLine,
  authorizationLine,
  failureLine,
  faultLine,
  incidentLine,
} from '../diagnosis/output/audit-lines.js';
import { carriers, durationSchema } from './connection-parts.js';
import { attemptParts, diagnosis, repetition } from './records.js';
import { always, count, moment, number, orNull, schemaOf, text, word } from './schema-of.js';

type AuthenticationLine = ReturnType<typeof authenticationLine>;
type AuthorizationLine = ReturnType<typeof authorizationLine>;
type IncidentLine = ReturnType<typeof incidentLine>;
type FailureLine = ReturnType<typeof failureLine>;
type FaultLine = ReturnType<typeof faultLine>;

const timestamp = text('When it was, as Samba writes it: `2026-11-29T09:13:00.366000+0000`.');
const address = text('As Samba writes it: `ipv4:192.0.2.7:50312`, `ipv6:2001:db8::7:50312`.');
const serviceDescription = text('As Samba calls it: `SMB2`, `DCE/RPC`; and `CredSSP`, `HTTP`.');
const duration = durationSchema;

const version = schemaOf<{ major: number; minor: number }>()('The version of the line.', {
  major: count('Raised when a key goes, or gets another meaning.'),
  minor: count('Raised when a key is added.'),
});

const ends = {
  localAddress: address.meta({ description: 'The server’s end: `ipv4:192.0.2.1:445`.' }),
  remoteAddress: address.meta({ description: 'The client’s end: `ipv4:192.0.2.7:50312`.' }),
};

const policies = {
  clientPolicyAccessCheck: always(null, 'Of a domain controller’s authentication policies; null here.'),
  serverPolicyAccessCheck: always(null, 'Of a domain controller’s authentication policies; null here.'),
};

const via = text(
  'The balancer’s end: `ipv4:192.0.2.3:40010`; absent: the client connected itself.',
).optional();
const connection = count('Number of the connection, from 1, over all carriers.');
const attempt = count('Number of the attempt, from 1.');
const carrier = word(carriers, 'The protocol of the listener.');
const wireStatus = text('Name of the NTSTATUS that the client got.');
const time = moment('When it was.');

/** One login attempt. */
export const authenticationSchema = schemaOf<AuthenticationLine>()(
  'One login attempt, in the form of Samba’s audit (auth/auth_log.c, 4.19 to master), with `diagnosis` besides.',
  {
    timestamp,
    type: always('Authentication', 'The type of the line.'),
    Authentication: schemaOf<AuthenticationLine['Authentication']>()('The attempt.', {
      version: version.meta({ description: 'The version of Samba’s line: 1.3.' }),
      eventId: number('Of Windows: 4624 for a login, 4625 for one that failed.'),
      logonId: text('SessionId in hexadecimal, without zeros in front; `0`: there is none.'),
      logonType: number('Of Windows: 3, a login over the network.'),
      status: text('The NTSTATUS that was found, as Samba names it: `NT_STATUS_WRONG_PASSWORD`.'),
      ...ends,
      serviceDescription,
      authDescription: orNull(text('The mechanism as Samba calls it: `NTLMSSP`, `krb5`, …; null: none.')),
      clientDomain: orNull(text('The domain that the client named; null: none was.')),
      clientAccount: orNull(text('The user that the client named; null: none was.')),
      workstation: orNull(text('The client’s own name; null: none was given.')),
      becameAccount: orNull(text('The account that was logged in; null: none was.')),
      becameDomain: orNull(text('Its domain; null: nobody was logged in.')),
      becameSid: orNull(text('Its SID; null: nobody was logged in.')),
      mappedAccount: orNull(text('The account that was looked up; of a guest, the name sent; null: none.')),
      mappedDomain: orNull(text('Its domain; null: none.')),
      netlogonComputer: always(null, 'Of a domain controller; null here.'),
      netlogonTrustAccount: always(null, 'Of a domain controller; null here.'),
      netlogonNegotiateFlags: text('Of a domain controller; `0x00000000` here.'),
      netlogonSecureChannelType: number('Of a domain controller; 0 here.'),
      netlogonTrustAccountSid: always(null, 'Of a domain controller; null here.'),
      passwordType: orNull(text('`NTLMv2`, `NTLMv1`, `LANMan`, an encryption type, …; null: no proof came.')),
      ...policies,
      duration,
      diagnosis: schemaOf<AuthenticationLine['Authentication']['diagnosis']>()(
        'Why, and everything that was seen.',
        {
          ...diagnosis,
          mistake: orNull(text('Stable name of the mistake that a second look found; null: none.')),
          wireStatus: orNull(
            wireStatus.meta({ description: 'Name of the NTSTATUS that the client got; null: none.' }),
          ),
          attempt,
          startedAt: moment('The first message.'),
          connection,
          carrier,
          via,
          ...attemptParts,
          negotiation: orNull(attemptParts.negotiation),
          tls: orNull(attemptParts.tls),
          rdp: orNull(attemptParts.rdp),
          http: orNull(attemptParts.http),
          login: orNull(attemptParts.login),
          claimed: orNull(attemptParts.claimed),
          authority: orNull(attemptParts.authority),
          proof: orNull(attemptParts.proof),
          protection: orNull(attemptParts.protection),
          ...repetition,
        },
      ),
    }),
  },
);

/** One TREE_CONNECT. */
export const authorizationSchema = schemaOf<AuthorizationLine>()(
  'One TREE_CONNECT, in the form of Samba’s audit, which has lines of granted ones alone.',
  {
    timestamp,
    type: always('Authorization', 'The type of the line.'),
    Authorization: schemaOf<AuthorizationLine['Authorization']>()('The TREE_CONNECT.', {
      version: version.meta({ description: 'The version of Samba’s line: 1.2.' }),
      ...ends,
      serviceDescription,
      authType: orNull(text('The mechanism of the login as Samba calls it; null: not known.')),
      domain: orNull(text('The domain of the user; null: there is none.')),
      account: orNull(text('The account of the session; null: there is none.')),
      sid: orNull(text('Its SID; null: there is none.')),
      sessionId: text('SessionId: 16 hexadecimal digits. Samba has a GUID here.'),
      logonServer: orNull(text('The controller that proved the user; null: none did.')),
      transportProtection: text('`SEAL`: the share demands encryption; else `SMB`.'),
      accountFlags: text('UserAccountControl ([MS-SAMR] 2.2.1.12): `0x00000010`.'),
      ...policies,
      diagnosis: schemaOf<AuthorizationLine['Authorization']['diagnosis']>()('Why.', {
        ...diagnosis,
        wireStatus,
        attempt,
        time,
        connection,
        share: text('The share’s part of the path.'),
        path: text('The path as asked.'),
        shareType: orNull(word(['disk', 'pipe'], 'The kind of the share; null: it was not granted.')),
        ...repetition,
      }),
    }),
  },
);

const later = {
  version,
  ...ends,
  serviceDescription,
  account: orNull(text('The account of the session; null: there is none.')),
  domain: orNull(text('Its domain; null: there is none.')),
  sessionId: text('SessionId: 16 hexadecimal digits.'),
};

const laterDiagnosis = { ...diagnosis, attempt, time, connection, ...repetition };

/** A session that went wrong. */
export const incidentLineSchema = schemaOf<IncidentLine>()(
  'A session that went wrong after its login: a signature, an expiry, a limit.',
  {
    timestamp,
    type: always('Incident', 'The type of the line.'),
    Incident: schemaOf<IncidentLine['Incident']>()('The incident.', {
      ...later,
      command: orNull(text('Name of the command, such as `READ`; null: it concerns none.')),
      diagnosis: schemaOf<IncidentLine['Incident']['diagnosis']>()('Why.', {
        ...laterDiagnosis,
        mistake: orNull(text('Stable name of the mistake that explains a signature; null: none was found.')),
      }),
    }),
  },
);

/** A request on a share that failed. */
export const failureLineSchema = schemaOf<FailureLine>()(
  'A request on a share that failed behind the login: a refused create or write, a directory that cannot be read.',
  {
    timestamp,
    type: always('Failure', 'The type of the line.'),
    Failure: schemaOf<FailureLine['Failure']>()('The failure.', {
      ...later,
      command: text('Such as `CREATE`.'),
      share: text('Name of the share.'),
      path: text('Below the share, with backslashes, its first 256 characters; empty: the root.'),
      status: text('The status as Samba names it: `NT_STATUS_ACCESS_DENIED`.'),
      diagnosis: schemaOf<FailureLine['Failure']['diagnosis']>()('Why.', {
        ...laterDiagnosis,
        wireStatus,
        systemCode: orNull(text('The operating system’s word, such as EACCES; null: the server refused.')),
      }),
    }),
  },
);

/** A scripted fault. */
export const faultLineSchema = schemaOf<FaultLine>()('A scripted fault that happened.', {
  timestamp,
  type: always('Fault', 'The type of the line.'),
  Fault: schemaOf<FaultLine['Fault']>()('The fault.', {
    version,
    ...ends,
    carrier: word([...carriers, 'kdc'], 'The protocol of the listener; `kdc`: of the test realm.'),
    connection: count('Number of the connection, from 1; 0: a client of the KDC.'),
    account: orNull(text('The account that was logged in, or about to be; null: none.')),
    name: text('The name of the fault.'),
    step: text('The step at which it happened; FAULTS.md has them all.'),
    effect: text('Its effect in words, such as `status STATUS_ACCESS_DENIED`.'),
  }),
});
