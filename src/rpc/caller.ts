import type { CallContext } from './service.js';
import { Win32Error } from './win32-error.js';

/** The first result that is an error; else NERR_Success. */
export function firstRefusal(...results: readonly Win32Error[]): Win32Error {
  return results.find((result) => result !== Win32Error.NERR_Success) ?? Win32Error.NERR_Success;
}

/**
 * Refuses guests and anonymous callers. Windows requires an operator for these operations; here every account is a test
 * account, so any account may call them ([MS-SRVS] notes <44>, <46>, <52>, <61>, <80>, <86>; [MS-WKST] 3.2.1.1).
 */
export function requireAccount({ caller }: CallContext): Win32Error {
  return caller.kind === 'user' ? Win32Error.NERR_Success : Win32Error.ERROR_ACCESS_DENIED;
}
