import { upperCaseUtf16 } from '../../bytes/index.js';
import { firstRefusal, requireAccount } from '../caller.js';
import { dword, enumerate, text, type Levels } from '../levels/index.js';
import type { OpenDescription, ServerInfo } from '../server-info.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** Characters of a qualifier, the terminator included ([MS-SRVS] 3.1.4.2). */
const MAX_QUALIFIER = 1024;

type Open = OpenDescription;
const id = dword<Open>((open) => open.id);

/** FILE_INFO by level ([MS-SRVS] 2.2.4.6, 2.2.4.7). */
const fileLevels: Levels<Open> = new Map([
  [2, [id]],
  [
    3,
    [
      id,
      dword<Open>((open) => open.permissions),
      dword<Open>((open) => open.lockCount),
      text<Open>((open) => open.path),
      text<Open>((open) => open.user),
    ],
  ],
]);

/** NetrFileEnum ([MS-SRVS] 3.1.4.2). */
export function fileEnum(server: ServerInfo): Operation {
  return {
    name: 'NetrFileEnum',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const basePath = r.optionalText('BasePath') ?? '';
      const user = r.optionalText('UserName') ?? '';
      const refusal = firstRefusal(requireAccount(call), refuseLength(basePath), refuseLength(user));
      enumerate(r, w, {
        levels: fileLevels,
        allows: () => refusal,
        entries: (from) => server.opens(from),
        matches: (open) =>
          isWithin(open.path, basePath) &&
          (user === '' || upperCaseUtf16(user) === upperCaseUtf16(open.user)),
      });
    },
  };
}

function refuseLength(qualifier: string): Win32Error {
  return qualifier.length < MAX_QUALIFIER ? Win32Error.NERR_Success : Win32Error.ERROR_INVALID_PARAMETER;
}

/** "A prefix is the path component up to a backslash" ([MS-SRVS] 3.1.4.2). */
function isWithin(path: string, basePath: string): boolean {
  const base = upperCaseUtf16(basePath.replace(/\\$/, ''));
  const whole = upperCaseUtf16(path);
  return base === '' || whole === base || whole.startsWith(`${base}\\`);
}
