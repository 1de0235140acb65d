import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ownMemory } from '../../src/auth/ntlm/own-memory.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { readStoreAddress } from '../../src/valkey/address.js';
import { openStore, type OpenedStore, type StoreSurroundings } from '../../src/valkey/open-store.js';
import type { StateOptions } from '../../src/valkey/options.js';

/** The policy of the counts. */
export const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };

/** Milliseconds of clock skew that tickets may have. */
export const SKEW = 300_000;

/** One server's side of a store, and what it said. */
export interface StoreSide extends OpenedStore, AsyncDisposable {
  readonly told: string[];
}

/** Milliseconds of a question where time is not what a test is about: a machine with much other work takes seconds. */
const PATIENCE = 10_000;

/** Opens a side of the store at an address. */
export async function sideOf(
  url: string,
  options: Partial<StateOptions> = {},
  surroundings: Partial<StoreSurroundings> = {},
): Promise<StoreSide> {
  const address = readStoreAddress(url);
  assert.ok(typeof address === 'object');
  const told: string[] = [];
  const store = await openStore(
    { valkey: url, timeoutMilliseconds: PATIENCE, ...options },
    {
      address: { ...address, password: options.password ?? address.password },
      lockout,
      skewMilliseconds: SKEW,
      takesTickets: true,
      server: 'FILES',
      runtime: systemRuntime,
      own: { ...ownMemory(lockout, systemRuntime), replays: undefined },
      tell: (sentence) => told.push(sentence),
      ...surroundings,
    },
  );
  await store.open();
  return { ...store, told, [Symbol.asyncDispose]: () => store.close() };
}

/** The counts of a side. */
export function countsOf({ lockouts }: OpenedStore) {
  assert.ok(lockouts);
  return lockouts;
}

/** Bytes that stand for a wrong response. */
export function response(text: string): Buffer {
  return createHash('md5').update(text).digest();
}
