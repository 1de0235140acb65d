import { accessDenied, connectionLost, leftByItself, noError } from '../../text/client-shows.js';
import type { Reason, ReasonText } from './reason.js';

/** Logins that the server accepted, and faults that followed. */
export const outcomes = {
  accepted: {
    sentence: 'The login was accepted.',
    advice: 'Nothing to do.',
    ...noError,
    section: '[MS-SMB2] 3.3.5.5.3',
  },
  guest: {
    sentence: 'The name is not a configured account and policy lets unknown names in as guest.',
    advice:
      'Windows 10 and later refuse guest sessions by default. Configure an account for this user, or set policy.guest to "refuse" to see the failure a server without guests gives.',
    ...noError,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  anonymous: {
    sentence: 'The client sent no credentials and was let in anonymously.',
    advice:
      'If a user name was meant to be sent, check how the client is given its credentials: this is what an empty user name looks like.',
    ...noError,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'guest-refused-by-client': {
    sentence:
      'The login ended as a guest or anonymous session, and the client left at once, most likely because it accepts none.',
    advice:
      'Configure an account under the name the client sent; if it sent none, give it credentials. The client’s setting (Windows: AllowInsecureGuestAuth; smbclient: client signing) is better left as it is.',
    clientShows: {
      windows:
        'error 1272, “your organization’s security policies block unauthenticated guest access”; or 0x80070035',
      linux: 'mount error(13): Permission denied',
      smbclient: 'session setup failed: NT_STATUS_ACCESS_DENIED',
      macos: '“server rejected the connection”',
    },
    symptoms: {
      windows: [1272, 53],
      linux: [13],
      status: ['STATUS_ACCESS_DENIED'],
      macos: ['server rejected the connection'],
    },
    section: '[MS-SMB2] 3.2.5.3.1',
  },
  'left-after-success': {
    sentence:
      'The server accepted the login and the client closed the connection without asking for a share.',
    advice:
      'The login was right. Either the client only wanted to test the login, or it could not verify the signature of our final SESSION_SETUP response or the SPNEGO mechListMIC: compare its derivation of keys (dialect, pre-authentication hash, key exchange) with a capture made with --capture-keys.',
    ...leftByItself,
    section: '[MS-SMB2] 3.2.5.3.1',
  },
  'guest-signed': {
    sentence: 'The client is let in as guest, which has no key, and signs a request all the same.',
    advice:
      'A guest proves no password, so server and client have no key in common and no signature can be right. Give the client an account that is configured here, or turn signing off in it for guests (smbclient: --client-protection=off; impacket and its like: sign only if SMB2_SESSION_FLAG_IS_GUEST is not set). With policy.guest "refuse" such a login fails at once.',
    ...accessDenied,
    section: '[MS-SMB2] 3.2.5.3.1, 3.3.5.2.4',
  },
  'session-expired': {
    sentence: 'The time of the session is over, and the client must log in to it again.',
    advice:
      'Nothing to do for a client that answers STATUS_NETWORK_SESSION_EXPIRED with a new login, as Windows and smbclient do. For one that does not, raise policy.sessionLifetimeSeconds or set it to null: an account that is disabled meanwhile then stays logged in until it disconnects.',
    clientShows: {
      windows: 'nothing; at worst error 64, “The specified network name is no longer available”',
      linux: 'nothing, in dmesg neither',
      smbclient: 'NT_STATUS_NETWORK_SESSION_EXPIRED, if it cannot log in again',
      macos: 'nothing',
    },
    symptoms: { windows: [64], status: ['STATUS_NETWORK_SESSION_EXPIRED'] },
    section: '[MS-SMB2] 3.3.5.2.9',
  },
  'signature-invalid': {
    sentence: 'The login was right, but a request after it carries a signature that does not verify.',
    advice:
      'Compare the client’s signing key and algorithm with the evidence below. Linux 6.1, where it was told to have AES-256-GCM alone (require_gcm_256), derives another key: mount with seal. Users only ever see “access denied”; the password has nothing to do with it.',
    ...accessDenied,
    section: '[MS-SMB2] 3.3.5.2.4',
  },
  'rpc-signature-invalid': {
    sentence: 'The login in an RPC bind was right, but a request after it is not signed as the bind agreed.',
    advice:
      'From auth_level PKT on each request carries an auth_verifier: compare what the client signs (the PDU without its token where PFC_SUPPORT_HEADER_SIGN was agreed on, else its stub), its key and its sequence number with a capture. The password has nothing to do with it.',
    ...accessDenied,
    section: '[MS-RPCE] 3.3.1.5.2.2',
  },
  'signature-missing': {
    sentence: 'The login was right, but a request after it is not signed although signing is required.',
    advice:
      'Make the client sign (smbclient: --client-protection=sign; Linux: sec=ntlmsspi). To let it in as it is, set policy.signing to "enabled": whoever is in between may then change requests unseen. A 3.1.1 TREE_CONNECT must be signed whatever the policy is, and a client that said it requires signing must sign.',
    ...accessDenied,
    section: '[MS-SMB2] 3.3.5.2.4',
  },
  'encryption-required': {
    sentence: 'The server or the share requires encryption, and the client did not encrypt or cannot.',
    advice:
      'Encryption needs dialect 3.0 or later and a cipher on the client (smbclient: -m SMB3 --client-protection=encrypt; Linux: vers=3.1.1,seal; a device: “SMB encryption”). To let others in, set policy.encryption to "enabled" and "encrypt" on the shares that need it: all else can then be read by whoever is in between.',
    ...accessDenied,
    section: '[MS-SMB2] 3.3.5.5, 3.3.5.7',
  },
  'binding-refused': {
    sentence: 'The client tried to bind a second connection to its session and the server refused.',
    advice:
      'The first connection goes on working. A second channel must use the same dialect, client GUID, user, cipher and signing algorithm as the session, and its request must be signed.',
    clientShows: {
      windows: 'nothing; Get-SmbMultichannelConnection shows one channel',
      linux: 'nothing; dmesg: failed to open extra channel',
      smbclient: 'nothing',
      macos: 'nothing',
    },
    symptoms: {},
    section: '[MS-SMB2] 3.3.5.5.2',
  },
  'session-elsewhere': {
    sentence:
      'The client tried to bind a second connection to a session, and the connection came to another worker process of the server.',
    advice:
      'The first connection goes on working. A session and all its connections are served by one process: serve with one worker (--workers 1) where clients are to use several channels.',
    clientShows: {
      windows: 'nothing; Get-SmbMultichannelConnection shows one channel',
      linux: 'nothing; dmesg: failed to open extra channel',
      smbclient: 'nothing',
      macos: 'nothing',
    },
    symptoms: {},
    section: '[MS-SMB2] 3.3.5.5',
  },
  'previous-session-kept': {
    sentence:
      'The login was right, but the client’s earlier session is served by another worker process of the server, which did not end it in time.',
    advice:
      'The worker process is stuck or overloaded: see the server’s log. The client may try again; the session also ends with its connection.',
    clientShows: {
      windows: 'error 1450, “Insufficient system resources exist to complete the requested service”',
      linux: 'mount error(11): Resource temporarily unavailable',
      smbclient: 'session setup failed: NT_STATUS_INSUFFICIENT_RESOURCES',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [1450],
      linux: [11],
      status: ['STATUS_INSUFFICIENT_RESOURCES'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.5.3',
  },
  'dialect-changed': {
    sentence: 'The client is logged in on another connection already, in another dialect.',
    advice:
      'A client that is known by its ClientGuid must speak one dialect on all its connections: one that suddenly speaks a lower one may be talked down by somebody in between. Two devices with one ClientGuid, such as cloned machines or a program with a fixed GUID, need different ones.',
    clientShows: {
      windows: 'error 64, “The specified network name is no longer available”',
      linux: 'mount error(5): Input/output error; dmesg: STATUS_USER_SESSION_DELETED',
      smbclient: 'session setup failed: NT_STATUS_USER_SESSION_DELETED',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [64],
      linux: [5],
      status: ['STATUS_USER_SESSION_DELETED'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.5.3',
  },
  'answered-otherwise': {
    sentence: 'The server was told at the last moment to answer otherwise than it had decided.',
    advice:
      'A decision is in front of everything that leaves the server, such as a fault on demand: look at what it is told to do. The credentials have nothing to do with it.',
    clientShows: {
      windows:
        'the text of the status it was told; without one, error 59, “An unexpected network error occurred”',
      linux: 'mount error of the status it was told',
      smbclient:
        'session setup failed, with the status it was told; without one, NT_STATUS_CONNECTION_DISCONNECTED',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [59],
      status: ['STATUS_CONNECTION_DISCONNECTED'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.5.3',
  },
  'protocol-violation': {
    sentence: 'The client broke a rule of the protocol and was disconnected.',
    advice:
      'The section named in the evidence states the rule. Nothing was wrong with the user’s credentials.',
    ...connectionLost,
    section: '[MS-SMB2] 3.3.5.2',
  },
} as const satisfies Partial<Record<Reason, ReasonText>>;
