import { upperCaseUtf16 } from '../../bytes/index.js';
import { requireAccount } from '../caller.js';
import { enumerate, writeInfo } from '../levels/index.js';
import { Stype, type ServerInfo, type ShareDescription } from '../server-info.js';
import type { CallContext, Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';
import { confidentialShareLevels, declinedShareLevels, shareLevels } from './share-levels.js';

/** NetrShareEnum ([MS-SRVS] 3.1.4.8). */
export function shareEnum(server: ServerInfo): Operation {
  return {
    name: 'NetrShareEnum',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const allows = (level: number) => mayRead(level, call);
      enumerate(r, w, { levels: shareLevels, allows, entries: (from) => server.shares().slice(from) });
    },
  };
}

/** NetrShareEnumSticky ([MS-SRVS] 3.1.4.9): the shares that a restart keeps, and no level 501. */
export function shareEnumSticky(server: ServerInfo): Operation {
  return {
    name: 'NetrShareEnumSticky',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const allows = (level: number) =>
        level === 501 ? Win32Error.ERROR_INVALID_LEVEL : mayRead(level, call);
      enumerate(r, w, {
        levels: shareLevels,
        allows,
        entries: (from) => server.shares().filter(isSticky).slice(from),
      });
    },
  };
}

/** NetrShareGetInfo ([MS-SRVS] 3.1.4.10). */
export function shareGetInfo(server: ServerInfo): Operation {
  return {
    name: 'NetrShareGetInfo',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const name = r.text('NetName');
      const level = r.u32('Level');
      writeInfo(w, level, shareLevels, declinedShareLevels, find(server, name, level, call));
    },
  };
}

function find(server: ServerInfo, name: string, level: number, call: CallContext) {
  if (name === '') return { error: Win32Error.ERROR_INVALID_PARAMETER };
  const refusal = mayRead(level, call);
  if (refusal !== Win32Error.NERR_Success) return { error: refusal };
  const wanted = upperCaseUtf16(name);
  const value = server.shares().find((share) => upperCaseUtf16(share.name) === wanted);
  return value ? { value } : { error: Win32Error.NERR_NetNameNotFound };
}

function mayRead(level: number, call: CallContext): Win32Error {
  return confidentialShareLevels.includes(level) ? requireAccount(call) : Win32Error.NERR_Success;
}

function isSticky(share: ShareDescription): boolean {
  const baseType = share.type & 0xff;
  return (share.type & Stype.STYPE_TEMPORARY) === 0 && baseType !== Stype.STYPE_IPC;
}
