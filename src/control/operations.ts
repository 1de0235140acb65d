import type { Operation } from './operation.js';
import { accountOperations } from './operations/accounts.js';
import { faultOperations } from './operations/faults.js';
import { recordOperations } from './operations/records.js';
import { serverOperations } from './operations/server.js';

/** Every operation of the API, by their chapters in the document. */
export const chapters = {
  Records: recordOperations,
  Accounts: accountOperations,
  Faults: faultOperations,
  Server: serverOperations,
} as const satisfies Readonly<Record<string, readonly Operation[]>>;

/** Every operation of the API. */
export const operations: readonly Operation[] = Object.values(chapters).flat();
