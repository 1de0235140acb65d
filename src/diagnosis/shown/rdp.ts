import { NtStatus } from '../../constants/nt-status.js';
import type { CarrierSymptoms, RdpClientShows } from '../../text/reason-text.js';

/** The messages of the clients of CredSSP, and the exit codes in them. */
export interface RdpShown {
  readonly clientShows: RdpClientShows;
  readonly symptoms: Pick<CarrierSymptoms, 'xfreerdp'>;
}

/** FreeRDP 2.11 names the error in its log, and ends with the code. */
function shown(mstsc: string, exitCode: number, name: string): RdpShown {
  return {
    clientShows: { mstsc, xfreerdp: `exit code ${exitCode}, ${name}` },
    symptoms: { xfreerdp: [exitCode] },
  };
}

/** The login was right. A desktop would follow, and this server has none. */
export const rdpAccepted: RdpShown = shown(
  'nothing of the login; then error code 0x904, because there is no desktop behind it',
  147,
  'ERRCONNECT_CONNECT_TRANSPORT_FAILED: the login is over, and no desktop follows',
);

/** The connection ended under the client, and no status told it why. */
export const rdpConnectionLost: RdpShown = {
  clientShows: {
    mstsc: 'error code 0x904, or “An authentication error has occurred”, with code 0x80090304',
    xfreerdp: 'exit code 147, ERRCONNECT_CONNECT_TRANSPORT_FAILED',
  },
  symptoms: { xfreerdp: [147] },
};

/** The client ended the connection by itself. */
export const rdpLeftByItself: RdpShown = {
  clientShows: {
    mstsc: 'its own reason, or nothing where its user cancelled',
    xfreerdp: 'exit code 147, with its own reason in its log',
  },
  symptoms: { xfreerdp: [147] },
};

/** The peer is no client of Remote Desktop. */
export const rdpUnrelated: RdpShown = {
  clientShows: { mstsc: 'does not arise', xfreerdp: 'does not arise' },
  symptoms: {},
};

const logonFailure = shown(
  '“Your credentials did not work”, or “The logon attempt failed”',
  134,
  'ERRCONNECT_LOGON_FAILURE',
);

const accessDenied = shown(
  '“The connection was denied because the user account is not authorized for remote login”',
  155,
  'ERRCONNECT_ACCESS_DENIED',
);

/** A status that FreeRDP has no code of its own for. */
function unnamed(mstsc: string): RdpShown {
  return shown(mstsc, 132, 'ERRCONNECT_AUTHENTICATION_FAILED');
}

/** The texts and numbers of mstsc are those of IMsTscAxEvents::OnDisconnected. */
const byStatus: Readonly<Partial<Record<number, RdpShown>>> = {
  [NtStatus.STATUS_LOGON_FAILURE]: logonFailure,
  [NtStatus.STATUS_ACCESS_DENIED]: accessDenied,
  [NtStatus.STATUS_ACCOUNT_RESTRICTION]: shown(
    'error code 0xc07, “The account is restricted”',
    156,
    'ERRCONNECT_ACCOUNT_RESTRICTION',
  ),
  [NtStatus.STATUS_ACCOUNT_DISABLED]: shown(
    'error code 0xb07, “The account is disabled”',
    151,
    'ERRCONNECT_ACCOUNT_DISABLED',
  ),
  [NtStatus.STATUS_ACCOUNT_LOCKED_OUT]: shown(
    'error code 0xd07, “The account is locked out”',
    135,
    'ERRCONNECT_ACCOUNT_LOCKED_OUT',
  ),
  [NtStatus.STATUS_ACCOUNT_EXPIRED]: shown(
    'error code 0xe07, “The account is expired”',
    157,
    'ERRCONNECT_ACCOUNT_EXPIRED',
  ),
  [NtStatus.STATUS_PASSWORD_EXPIRED]: shown(
    'error code 0xf07, “The password is expired”',
    148,
    'ERRCONNECT_PASSWORD_EXPIRED',
  ),
  [NtStatus.STATUS_PASSWORD_MUST_CHANGE]: shown(
    'error code 0x1207, “You must change your password before logging on the first time”',
    149,
    'ERRCONNECT_PASSWORD_MUST_CHANGE',
  ),
  [NtStatus.STATUS_INVALID_LOGON_HOURS]: unnamed(
    '“Your account has time restrictions that prevent you from logging on at this time”',
  ),
  [NtStatus.STATUS_INVALID_WORKSTATION]: unnamed(
    '“The system administrator has limited the computers you can log on with”',
  ),
  [NtStatus.STATUS_NOT_SUPPORTED]: unnamed(
    '“An authentication error has occurred. The function requested is not supported”; it adds “This could be due to CredSSP encryption oracle remediation”',
  ),
  [NtStatus.STATUS_NO_LOGON_SERVERS]: unnamed(
    'error code 0x1807, “No authority could be contacted for authentication”',
  ),
};

const anyOther = unnamed('“An authentication error has occurred”, with the code of the status');

/** @param status errorCode of the answer; undefined: the connection was ended without one */
export function rdpShownFor(status: number | undefined): RdpShown {
  return status === undefined ? rdpConnectionLost : (byStatus[status] ?? anyOther);
}
