import type { Weakness } from '../auth/mechanism-words.js';
import type { ClientPosture } from './client-posture.js';

/** A security weakness of a client. */
export interface FindingRule extends Weakness {
  readonly applies: (client: ClientPosture) => boolean;
}

/** Findings that clients of every mechanism may have; a mechanism brings more. The codes are stable. */
export const generalFindings = {
  smb1: {
    title: 'Speaks SMB1 only',
    help: 'SMB1 has no protection worth the name. Update the device or replace it.',
    level: 'error',
    applies: ({ reasons }) => reasons.has('smb1-only'),
  },
  'no-signing': {
    title: 'Neither signs nor encrypts its requests',
    help: 'Anybody in between can change what is read and written. Require signing on the client or here.',
    level: 'error',
    applies: ({ protectionUsed }) => protectionUsed.has('none'),
  },
  'signing-not-required': {
    title: 'Does not require signing',
    help: 'The client talks to servers that do not sign. Set RequireSecuritySignature, or its equivalent.',
    level: 'note',
    applies: ({ signingOffered }) => signingOffered.has('enabled') || signingOffered.has('none'),
  },
  'no-encryption': {
    title: 'Cannot encrypt',
    help: 'The client offers no cipher, or a dialect without one: what it reads and writes can be read by anybody in between.',
    level: 'note',
    applies: ({ dialects, ciphersOffered }) => dialects.size > 0 && ciphersOffered.size === 0,
  },
  'old-dialect': {
    title: 'Ends up with SMB 2.x',
    help: 'Dialects before 3.1.1 cannot notice that somebody downgraded the negotiation.',
    level: 'warning',
    applies: ({ dialects }) => dialects.has('2.0.2') || dialects.has('2.1'),
  },
  'no-kerberos': {
    title: 'Does not offer Kerberos',
    help: 'Without Kerberos a client depends on mechanisms that are on their way out.',
    level: 'note',
    applies: ({ mechanisms, kerberosOffered }) => mechanisms.size > 0 && !kerberosOffered,
  },
  'falls-back-from-kerberos': {
    title: 'Knows Kerberos, and logs in with something else',
    help: 'Where Kerberos is demanded, it cannot log in. The column kerberosFallbacks has the cause: no-key: it brings a ticket, and this server has no key for it; no-ticket: it offers Kerberos, and sends no ticket; not-offered: it gets no ticket for the name it was given, or was given an address; other-first: its settings prefer the other mechanism; after- and a reason: its ticket was refused for that.',
    level: 'note',
    applies: ({ kerberosFallbacks }) => kerberosFallbacks.size > 0,
  },
  'cloned-machine': {
    title: 'Shares its machine’s identity with another client',
    help: 'One is a copy of the other; the column copies has the addresses. One machine that was at both, by a second adapter or a new address, looks the same. Windows refuses logins between such machines since its updates of autumn 2025 (Microsoft KB5065426; LsaSrv event 6167 on the machine that refuses). Prepare the image with sysprep /generalize, and install its copies anew.',
    level: 'warning',
    applies: ({ copies }) => copies.size > 0,
  },
  'credssp-old-version': {
    title: 'Speaks a version of CredSSP below 5',
    help: 'It is from before the update for CVE-2018-0886: somebody in between can have its key confirmation taken for a command, and act as its user. Update the client; credssp.minVersion 5, the default here, refuses it.',
    level: 'error',
    applies: ({ credsspVersions }) => [...credsspVersions].some((version) => Number(version) < 5),
  },
  'tls-only-rdp': {
    title: 'Asks for Remote Desktop without Network Level Authentication',
    help: 'It would show its user the login screen of any server, and send the password to it. Set enablecredsspsupport:i:1 in its .rdp file, or update it. A port scanner asks for the same.',
    level: 'warning',
    applies: ({ reasons }) => reasons.has('rdp-tls-only') || reasons.has('rdp-standard-security'),
  },
  'basic-credentials-sent': {
    title: 'Sends its password with Basic',
    help: 'The password itself is in the request: every server and proxy on the way learns it, and without TLS whoever is in between. Let the client log in with Negotiate, and change the password.',
    level: 'error',
    applies: ({ httpSchemes }) => [...httpSchemes].some((scheme) => scheme.toLowerCase() === 'basic'),
  },
  'http-without-tls': {
    title: 'Logs in over HTTP without TLS',
    help: 'Nothing binds the login to its connection, and nothing protects what follows it: somebody in between can take the login over, or relay it. Use https in the client.',
    level: 'warning',
    applies: ({ loginsInTheClear }) => loginsInTheClear > 0,
  },
  'unbound-over-tls': {
    title: 'Does not bind its login to the TLS connection',
    help: 'Its channel bindings are absent or zero over HTTPS, so that a login can be relayed through somebody else’s TLS connection. Turn on Extended Protection in the client (Windows: SuppressExtendedProtection 0; a library: tls-server-end-point); http.channelBindings "required" refuses it.',
    level: 'warning',
    applies: ({ unboundLogins }) => unboundLogins > 0,
  },
  'no-spnego': {
    title: 'Sends its tokens without SPNEGO',
    help: 'Which mechanism is used is then not negotiated, and nothing protects the choice.',
    level: 'note',
    applies: ({ loginsWithoutSpnego }) => loginsWithoutSpnego > 0,
  },
  guest: {
    title: 'Accepts a guest session',
    help: 'Nothing about such a session is authentic, the server included. Disable insecure guest logons on the client.',
    level: 'error',
    applies: ({ reasons }) => reasons.has('guest'),
  },
  anonymous: {
    title: 'Logs in anonymously',
    help: 'A client that goes on without credentials will do so with any server.',
    level: 'warning',
    applies: ({ reasons }) => reasons.has('anonymous'),
  },
} as const satisfies Record<string, FindingRule>;
