/**
 * The accounts that may log in: stores in files, in memory, and of a program's own.
 *
 * ```ts
 * import { accountsFromJsonFile } from 'smb2-auth-server/accounts';
 *
 * // Read again when the file changes; a file that cannot be used leaves the accounts read before in force.
 * const accounts = await accountsFromJsonFile('accounts.json', { onProblem: (problem) => warn(problem) });
 * ```
 *
 * The stores that read no files are in `smb2-auth-server/auth` as well, which loads neither `node:fs` nor a library
 * that checks files.
 *
 * @module
 */
export type {
  Account,
  AccountStatus,
  AccountStore,
  FindingStore,
  NtlmAllowance,
  VerifyingStore,
} from '../auth/account.js';
export {
  type ProofAnswer,
  type ProofQuestion,
  type Proved,
  type ProvedIdentity,
  storeRefusals,
  type StoreRefusal,
} from '../auth/proof-question.js';
export { AccountError, type AccountDefinition, createAccount } from '../auth/account-definition.js';
export { accountsFromCallback, type FindAccount } from '../auth/callback-store.js';
export {
  type AccountChange,
  accountsThatChange,
  type ChangingAccounts,
  type ListedAccount,
} from '../auth/changing-accounts.js';
export { accountsInMemory } from '../auth/memory-store.js';
export { NtStatus, type NtStatusName } from '../constants/nt-status.js';
export { ntHashOfPassword } from '../auth/nt-hash.js';
export { ConfigurationError, type Problem } from '../values/configuration-error.js';
export { accountsFromJsonFile } from './json-file.js';
export { accountsFromNtlmUserFile } from './ntlm-user-file.js';
export { accountsFromSmbpasswd } from './smbpasswd-file.js';
export type { AccountFileOptions } from './reread-file.js';
export type { Runtime, TimerOptions } from '../runtime/runtime.js';
