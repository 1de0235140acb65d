import { StoreError } from './connection.js';
import type { StoreSession } from './session.js';

/**
 * A warning about a store that may forget what it was told; undefined: it keeps everything.
 *
 * @param name of the store
 * @throws StoreFault, as a rejection, when the store cannot be asked
 */
export async function evictionWarning(session: StoreSession, name: string): Promise<string | undefined> {
  const told = await session.command(['INFO', 'memory'], ['NOPERM', 'ERR']);
  const unknown = `the store ${name} does not say whether it evicts keys (INFO memory): it must not, set maxmemory-policy to noeviction`;
  if (told instanceof StoreError) return unknown;
  const policy =
    typeof told === 'string' ? /^maxmemory_policy:([a-z-]{1,32})\r?$/m.exec(told)?.[1] : undefined;
  if (policy === undefined) return unknown;
  if (policy === 'noeviction') return undefined;
  return `the store ${name} may evict keys (maxmemory-policy ${policy}): lock-outs and accepted logins can be forgotten; set it to noeviction`;
}
