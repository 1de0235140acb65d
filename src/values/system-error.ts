import { getSystemErrorMap } from 'node:util';
import { isError } from './realm.js';

/**
 * Why a file or an address could not be used: `ENOENT: no such file or directory`, or the code alone of an error that
 * Node.js itself found. Undefined for an error without a code. Never the message: it may quote what must not be shown.
 */
export function systemErrorText(error: unknown): string | undefined {
  if (!(isError(error) && 'code' in error)) return undefined;
  const known = 'errno' in error && getSystemErrorMap().get(Number(error.errno));
  return known ? known.join(': ') : String(error.code);
}
