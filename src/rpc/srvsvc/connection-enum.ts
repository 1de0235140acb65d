import { upperCaseUtf16 } from '../../bytes/index.js';
import { firstRefusal, requireAccount } from '../caller.js';
import { dword, enumerate, text, type Levels } from '../levels/index.js';
import type { ConnectionDescription, ServerInfo } from '../server-info.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** Characters of a Qualifier, the terminator included ([MS-SRVS] 3.1.4.1). */
const MAX_QUALIFIER = 1024;

type Connection = ConnectionDescription;
const id = dword<Connection>((connection) => connection.id);

/** CONNECTION_INFO by level ([MS-SRVS] 2.2.4.1, 2.2.4.2). */
const levelsOf = (netname: (connection: Connection) => string): Levels<Connection> =>
  new Map([
    [0, [id]],
    [
      1,
      [
        id,
        dword<Connection>((connection) => connection.type),
        dword<Connection>((connection) => connection.openCount),
        dword<Connection>((connection) => connection.userCount),
        dword<Connection>((connection) => connection.activeSeconds),
        text<Connection>((connection) => connection.user),
        text<Connection>(netname),
      ],
    ],
  ]);

/** "The share name or the computer name, whichever is not the Qualifier" ([MS-SRVS] 2.2.4.2). */
const ofShare = levelsOf(({ client }) => client);
const ofComputer = levelsOf(({ share }) => share);

/** NetrConnectionEnum ([MS-SRVS] 3.1.4.1). */
export function connectionEnum(server: ServerInfo): Operation {
  return {
    name: 'NetrConnectionEnum',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const qualifier = r.optionalText('Qualifier') ?? '';
      const refusal = firstRefusal(requireAccount(call), refuseQualifier(qualifier));
      const isComputer = qualifier.startsWith('\\\\');
      const wanted = upperCaseUtf16(isComputer ? qualifier.slice(2) : qualifier);
      enumerate(r, w, {
        levels: isComputer ? ofComputer : ofShare,
        allows: () => refusal,
        entries: (from) => server.connections(from),
        matches: ({ client, share }) => upperCaseUtf16(isComputer ? client : share) === wanted,
      });
    },
  };
}

function refuseQualifier(qualifier: string): Win32Error {
  const fits = qualifier !== '' && qualifier.length < MAX_QUALIFIER;
  return fits ? Win32Error.NERR_Success : Win32Error.ERROR_INVALID_PARAMETER;
}
