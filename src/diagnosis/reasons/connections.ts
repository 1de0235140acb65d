import {
  connectionLost,
  leftByItself,
  setupInvalidParameter,
  unrelatedClient,
} from '../../text/client-shows.js';
import type { Reason, ReasonText } from './reason.js';

/** Connections that ended without a verdict on credentials. */
export const connections = {
  'not-smb': {
    sentence: 'What connected does not speak SMB.',
    advice:
      'Something else is pointed at this port: check the host and port in the program that the first bytes give away.',
    ...unrelatedClient,
    section: '[MS-SMB2] 2.1',
  },
  'proxy-header-refused': {
    sentence: 'A connection from an address of proxyProtocol brought no PROXY header that could be taken.',
    advice:
      'Let the balancer send a header first on every connection (haproxy: send-proxy-v2 on the server line; nginx: proxy_protocol on), or take its address out of proxyProtocol. An address that clients have must never be in it: they could say that they are anybody.',
    ...connectionLost,
    section: 'PROXY protocol 2',
  },
  'smb1-only': {
    sentence: 'The client speaks SMB1 only.',
    advice:
      'Enable SMB2 in the client (a device: “SMB2/SMB3” in its network settings, or newer firmware; Linux: vers=2.1 or later; smbclient: without -m NT1, client max protocol = SMB3). No setting of this server makes it speak SMB1; a device that has nothing else needs another way, such as FTP or e-mail.',
    clientShows: {
      windows: 'error 0x80070035 or 384, “you can’t connect because it requires the obsolete SMB1 protocol”',
      linux: 'mount error(95): Operation not supported',
      smbclient: 'protocol negotiation failed: NT_STATUS_INVALID_NETWORK_RESPONSE',
      macos: '“The version of the server you are trying to connect to is not supported”',
    },
    symptoms: {
      windows: [53, 384],
      linux: [95],
      status: ['STATUS_INVALID_NETWORK_RESPONSE'],
      macos: ['The version of the server you are trying to connect to is not supported'],
    },
    section: '[MS-SMB2] 3.3.5.3.1',
  },
  'no-common-dialect': {
    sentence: 'The client and this server have no dialect in common.',
    advice:
      'Widen the client’s range (smbclient: -m; Linux: vers=; a device: “SMB2/SMB3” in its network settings), or add a dialect it offers to policy.dialects: 2.0.2 and 2.1 have no encryption, and nothing but 3.1.1 protects its own negotiation.',
    clientShows: {
      windows: 'error 50, “The request is not supported”',
      linux: 'mount error(95): Operation not supported',
      smbclient: 'protocol negotiation failed: NT_STATUS_NOT_SUPPORTED',
      macos: '“The version of the server you are trying to connect to is not supported”',
    },
    symptoms: {
      windows: [50],
      linux: [95],
      status: ['STATUS_NOT_SUPPORTED'],
      macos: ['The version of the server you are trying to connect to is not supported'],
    },
    section: '[MS-SMB2] 3.3.5.4',
  },
  'negotiate-context-invalid': {
    sentence: 'The negotiate contexts of the 3.1.1 request are missing, empty, doubled or out of range.',
    advice:
      'A 3.1.1 request needs exactly one SMB2_PREAUTH_INTEGRITY_CAPABILITIES context with SHA-512; no list of algorithms may be empty.',
    clientShows: {
      windows: 'error 87, “The parameter is incorrect”',
      linux: 'mount error(22): Invalid argument',
      smbclient: 'protocol negotiation failed: NT_STATUS_INVALID_PARAMETER',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [87],
      linux: [22],
      status: ['STATUS_INVALID_PARAMETER'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.4',
  },
  'session-not-found': {
    sentence: 'The client asks something of a session that this connection does not have.',
    advice:
      'Sessions end with LOGOFF, with their connection, and with the server. A client that reconnects must log in anew: SESSION_SETUP with SessionId 0, and the old id as PreviousSessionId. A user can only connect again; in a device, switch it off and on.',
    clientShows: {
      windows: 'error 64, “The specified network name is no longer available”; most often it logs in again',
      linux: 'mount error(5): Input/output error; dmesg: STATUS_USER_SESSION_DELETED',
      smbclient: 'NT_STATUS_USER_SESSION_DELETED',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [64],
      linux: [5],
      status: ['STATUS_USER_SESSION_DELETED'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.2.9',
  },
  'request-malformed': {
    sentence: 'A request of the login cannot be read.',
    advice: 'The evidence names the structure and field.',
    ...setupInvalidParameter,
    section: '[MS-SMB2] 2.2',
  },
  'left-without-a-word': {
    sentence: 'The client connected and left without sending a whole message.',
    advice:
      'A port scan, a health check, or a client that gave up before it began: nothing to do. After a NetBIOS session request it is a client made for port 139: set it to direct TCP, port 445, and to SMB2.',
    ...unrelatedClient,
    section: '[MS-SMB2] 3.3.5.1',
  },
  'left-after-negotiate': {
    sentence: 'The client left after the NEGOTIATE response, before any login.',
    advice:
      'A client that has one of the server’s mechanisms did not like the dialect, signing or encryption in the evidence (policy.dialects, policy.signing, policy.encryption), or is a port scanner that has seen enough.',
    clientShows: {
      ...leftByItself.clientShows,
      linux:
        'with sec=krb5 and no ticket, mount error(126): Required key not available; without sec= where NTLM is not offered, error(22): Invalid argument, dmesg: Unable to select appropriate authentication method; nothing for further channels of multichannel, for which Linux 6.1 gets no ticket; else error(22) or error(112): Host is down',
    },
    symptoms: { ...leftByItself.symptoms, linux: [126, 22, 112] },
    section: '[MS-SMB2] 3.2.5.2',
  },
  'left-before-challenge': {
    sentence: 'The client left while the mechanism was being chosen.',
    advice:
      'It prefers another mechanism, most often Kerberos, and does not fall back to the one that the server chose.',
    ...leftByItself,
    section: '[MS-SPNG] 3.1.5',
  },
  'left-after-challenge': {
    sentence: 'The client left after our CHALLENGE.',
    advice:
      'It did not get something it insists on (see the flags below), or it was waiting for a password and had none.',
    ...leftByItself,
    section: '[MS-NLMP] 3.1.5.1.2',
  },
  'timed-out': {
    sentence: 'The client kept the connection open without finishing its login.',
    advice:
      'Something between the two swallowed a message, or the client waits for its user. The limit is limits.authenticationSeconds.',
    ...connectionLost,
    section: '[MS-SMB2] 3.3.6.3',
  },
  'limit-reached': {
    sentence: 'One of the server’s limits was reached.',
    advice:
      'The evidence names the option. Raise it if the load is meant: each limit keeps one client from taking memory and time from the others.',
    clientShows: {
      windows: 'error 64, or 1450 “Insufficient system resources”',
      linux: 'mount error(112): Host is down, or error(11): Resource temporarily unavailable',
      smbclient: 'NT_STATUS_CONNECTION_DISCONNECTED, or NT_STATUS_INSUFFICIENT_RESOURCES',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [64, 1450],
      linux: [112, 11],
      status: ['STATUS_CONNECTION_DISCONNECTED', 'STATUS_INSUFFICIENT_RESOURCES'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-SMB2] 3.3.5.1',
  },
  'internal-error': {
    sentence: 'The server made a mistake and closed the connection.',
    advice: 'Please report it with the stack in the server’s log. No login was let through by it.',
    ...connectionLost,
    section: '[MS-SMB2] 3.3.5.2',
  },
  'server-stopped': {
    sentence: 'The server was stopped before the login was finished.',
    advice: 'Start it and try again.',
    ...connectionLost,
    section: '[MS-SMB2] 3.3.7.1',
  },
} as const satisfies Partial<Record<Reason, ReasonText>>;
