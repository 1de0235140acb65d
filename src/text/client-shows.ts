import type { ReasonText } from './reason-text.js';

/** The two columns of a reason that tell what clients show. */
export type Shown = Required<Pick<ReasonText, 'clientShows' | 'symptoms'>>;

/** The display of clients when a login succeeds. */
export const noError: Shown = {
  clientShows: {
    windows: 'no error',
    linux: 'no error',
    smbclient: 'no error',
    macos: 'no error',
  },
  symptoms: {},
};

/** STATUS_LOGON_FAILURE: the same for twenty causes. */
export const logonFailure: Shown = {
  clientShows: {
    windows: 'error 1326 or 86, “The user name or password is incorrect”',
    linux: 'mount error(13): Permission denied; dmesg: STATUS_LOGON_FAILURE, Send error in SessSetup = -13',
    smbclient: 'session setup failed: NT_STATUS_LOGON_FAILURE',
    macos: '“server rejected the connection: Authentication error”',
  },
  symptoms: {
    windows: [1326, 86],
    linux: [13],
    status: ['STATUS_LOGON_FAILURE'],
    macos: ['server rejected the connection: Authentication error'],
  },
};

/** STATUS_INVALID_PARAMETER to a SESSION_SETUP. */
export const setupInvalidParameter: Shown = {
  clientShows: {
    windows: 'error 87, “The parameter is incorrect”',
    linux: 'mount error(22): Invalid argument; dmesg: Send error in SessSetup = -22',
    smbclient: 'session setup failed: NT_STATUS_INVALID_PARAMETER',
    macos: '“There was a problem connecting to the server”',
  },
  symptoms: {
    windows: [87],
    linux: [22],
    status: ['STATUS_INVALID_PARAMETER'],
    macos: ['There was a problem connecting to the server'],
  },
};

/** STATUS_ACCESS_DENIED to a SESSION_SETUP or to the first request after it. */
export const accessDenied: Shown = {
  clientShows: {
    windows: 'error 5, “Access is denied”',
    linux: 'mount error(13): Permission denied; dmesg: cifs_mount failed w/return code = -13',
    smbclient: 'NT_STATUS_ACCESS_DENIED',
    macos: '“You do not have permission to access this server”',
  },
  symptoms: {
    windows: [5],
    linux: [13],
    status: ['STATUS_ACCESS_DENIED'],
    macos: ['You do not have permission to access this server'],
  },
};

/** The connection ended under the client. */
export const connectionLost: Shown = {
  clientShows: {
    windows: 'error 64 or 0x80070040, “The specified network name is no longer available”; or 0x80070035',
    linux: 'mount error(112): Host is down; or error(104): Connection reset by peer',
    smbclient: 'NT_STATUS_CONNECTION_DISCONNECTED or NT_STATUS_CONNECTION_RESET',
    macos: '“There was a problem connecting to the server”',
  },
  symptoms: {
    windows: [64, 53],
    linux: [112, 104],
    status: ['STATUS_CONNECTION_DISCONNECTED', 'STATUS_CONNECTION_RESET'],
    macos: ['There was a problem connecting to the server'],
  },
};

/** The client ended the connection by itself. */
export const leftByItself: Shown = {
  clientShows: {
    windows: 'error 0x80070035, “The network path was not found”, or 64',
    linux: 'mount error(22): Invalid argument, or error(112): Host is down; dmesg has the step',
    smbclient: 'its own reason, such as NT_STATUS_INVALID_NETWORK_RESPONSE or NT_STATUS_ACCESS_DENIED',
    macos: '“There was a problem connecting to the server”',
  },
  symptoms: {
    windows: [53, 64],
    linux: [22, 112],
    status: ['STATUS_INVALID_NETWORK_RESPONSE', 'STATUS_ACCESS_DENIED'],
    macos: ['There was a problem connecting to the server'],
  },
};

/** The peer is not a file client. */
export const unrelatedClient: Shown = {
  clientShows: {
    windows: 'the program’s own error, such as “connection closed”',
    linux: 'the program’s own error, such as “Empty reply from server”',
    smbclient: 'does not arise',
    macos: 'the program’s own error',
  },
  symptoms: {},
};

/** An account-status refusal: the clients that name it do so in their own words. */
export function accountRefusal(
  status: string,
  windows: { readonly error: number; readonly words: string },
  linux: { readonly errno: number; readonly words: string },
): Shown {
  return {
    clientShows: {
      windows: `error ${windows.error}, “${windows.words}”`,
      linux: `mount error(${linux.errno}): ${linux.words}; dmesg: STATUS_${status}`,
      smbclient: `session setup failed: NT_STATUS_${status}`,
      macos: `“${authenticationError}”`,
    },
    symptoms: {
      windows: [windows.error],
      linux: [linux.errno],
      status: [`STATUS_${status}`],
      macos: [authenticationError],
    },
  };
}

/** STATUS_NO_LOGON_SERVERS to a SESSION_SETUP. */
export const noLogonServers: Shown = {
  clientShows: {
    windows: 'error 1311, “There are currently no logon servers available to service the logon request”',
    linux: 'mount error(5): Input/output error; dmesg: STATUS_NO_LOGON_SERVERS',
    smbclient: 'session setup failed: NT_STATUS_NO_LOGON_SERVERS',
    macos: '“There was a problem connecting to the server”',
  },
  symptoms: {
    windows: [1311],
    linux: [5],
    status: ['STATUS_NO_LOGON_SERVERS'],
    macos: ['There was a problem connecting to the server'],
  },
};

/** A refusal with a status of which macOS says nothing more than of a lost connection. */
export function withoutWordsOfMacos({ clientShows, symptoms }: Shown): Shown {
  const macos = 'There was a problem connecting to the server';
  return {
    clientShows: { ...clientShows, macos: `“${macos}”` },
    symptoms: { ...symptoms, macos: [macos] },
  };
}

const authenticationError = 'server rejected the connection: Authentication error';
