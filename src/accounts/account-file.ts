import type { FindingStore } from '../auth/account.js';
import { accountsFromJsonFile } from './json-file.js';
import { accountsFromNtlmUserFile } from './ntlm-user-file.js';
import { accountsFromSmbpasswd } from './smbpasswd-file.js';
import type { AccountFileOptions } from './reread-file.js';

const stores = {
  json: accountsFromJsonFile,
  smbpasswd: accountsFromSmbpasswd,
  'ntlm-user-file': accountsFromNtlmUserFile,
} as const;

/** A form in which accounts are kept in a file. */
export type AccountFileFormat = keyof typeof stores;

export const accountFileFormats = Object.keys(stores) as [AccountFileFormat, ...AccountFileFormat[]];

/** A file of accounts, and its form. */
export interface AccountFile {
  readonly format: AccountFileFormat;
  readonly path: string;
}

/**
 * The store in a file.
 * @throws AccountError when the file cannot be read or used at first
 */
export function openAccountFile(
  { format, path }: AccountFile,
  options: AccountFileOptions,
): Promise<FindingStore> {
  return stores[format](path, options);
}
