import type { CallContext } from './service.js';
import { Win32Error } from './win32-error.js';

/**
 * Refuses guests and anonymous callers. Windows requires an operator for these operations; here every account is a test
 * account, so any account may call them ([MS-SRVS] notes <52>, <61>, <80>; [MS-WKST] 3.2.1.1).
 */
export function requireAccount({ caller }: CallContext): Win32Error {
  return caller.kind === 'user' ? Win32Error.NERR_Success : Win32Error.ERROR_ACCESS_DENIED;
}
