import { upperCaseUtf16 } from '../../bytes/index.js';
import { firstRefusal, requireAccount } from '../caller.js';
import { dword, enumerate, text, type Levels } from '../levels/index.js';
import type { ServerInfo, SessionDescription } from '../server-info.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** SESS_GUEST ([MS-SRVS] 2.2.2.3). */
const SESS_GUEST = 0x00000001;

/** Characters of a qualifier, the terminator included ([MS-SRVS] 3.1.4.5). */
const MAX_QUALIFIER = 1024;

type Session = SessionDescription;
const cname = text<Session>((session) => session.client);
const username = text<Session>((session) => session.user);
const numOpens = dword<Session>((session) => session.openCount);
const time = dword<Session>((session) => session.activeSeconds);
const idleTime = dword<Session>((session) => session.idleSeconds);
const userFlags = dword<Session>((session) => (session.guest ? SESS_GUEST : 0));
const clientType = text<Session>(() => '');
const transport = text<Session>(() => '');

const usage = [cname, username, numOpens, time, idleTime, userFlags];

/** SESSION_INFO by level ([MS-SRVS] 2.2.4.11 to 2.2.4.15). */
const sessionLevels: Levels<Session> = new Map([
  [0, [cname]],
  [1, usage],
  [2, [...usage, clientType]],
  [10, [cname, username, time, idleTime]],
  [502, [...usage, clientType, transport]],
]);

/** NetrSessionEnum ([MS-SRVS] 3.1.4.5). */
export function sessionEnum(server: ServerInfo): Operation {
  return {
    name: 'NetrSessionEnum',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const client = r.optionalText('ClientName') ?? '';
      const user = r.optionalText('UserName') ?? '';
      const refusal = firstRefusal(requireAccount(call), refuseQualifiers(client, user));
      const wanted = qualifier(client, user);
      enumerate(r, w, {
        levels: sessionLevels,
        allows: () => refusal,
        entries: (from) => server.sessions(from),
        ...wanted,
      });
    },
  };
}

function refuseQualifiers(client: string, user: string): Win32Error {
  if (client !== '' && !client.startsWith('\\\\')) return Win32Error.NERR_InvalidComputer;
  const tooLong = client.length >= MAX_QUALIFIER || user.length >= MAX_QUALIFIER;
  return tooLong ? Win32Error.ERROR_INVALID_PARAMETER : Win32Error.NERR_Success;
}

/** Only sessions that match every qualifier given; empty ones match all. */
function qualifier(client: string, user: string) {
  if (client === '' && user === '') return {};
  const noMatch = user === '' ? Win32Error.NERR_ClientNameNotFound : Win32Error.NERR_UserNotFound;
  const matches = (session: Session) =>
    (client === '' || sameName(client.slice(2), session.client)) &&
    (user === '' || sameName(user, session.user));
  return { matches, noMatch };
}

function sameName(a: string, b: string): boolean {
  return upperCaseUtf16(a) === upperCaseUtf16(b);
}
