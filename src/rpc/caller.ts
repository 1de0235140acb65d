import type { CallContext } from './service.js';
import { Win32Error } from './win32-error.js';

/**
 * Whether a caller may see what is for somebody known only. Windows asks for operators; here every account is
 * somebody's own test account, but guests and anonymous callers are refused ([MS-SRVS] notes <52>, <61>, <80>;
 * [MS-WKST] 3.2.1.1).
 */
export function requireAccount({ caller }: CallContext): Win32Error {
  return caller.kind === 'user' ? Win32Error.NERR_Success : Win32Error.ERROR_ACCESS_DENIED;
}
