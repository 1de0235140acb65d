import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { FindingStore } from '../auth/account.js';
import { AccountError, type AccountDefinition } from '../auth/account-definition.js';
import { accountSchema, type ConfiguredAccount } from './account-schema.js';
import { faultyLine } from './faulty-line.js';
import { accountsByLoading, accountsByName } from '../auth/memory-store.js';
import { type AccountFileOptions, type ReadFile, rereadWhenChanged } from './reread-file.js';

const accountsSchema = z.array(accountSchema);

/**
 * A store in a JSON file: an array of accounts in the configuration's form, or an object with such an array as
 * `accounts`. The file, and each password file it names, is read again when it changes.
 * @throws AccountError when the file cannot be read or used at first
 */
export async function accountsFromJsonFile(path: string, options: AccountFileOptions): Promise<FindingStore> {
  const folder = dirname(path);
  const accounts = await rereadWhenChanged(
    path,
    async (text, read) => {
      const definitions: AccountDefinition[] = [];
      for (const account of parseAccounts(text)) definitions.push(await defineAccount(account, folder, read));
      return accountsByName(definitions);
    },
    options,
  );
  return accountsByLoading(accounts);
}

/** Puts the password in the place of its file; paths count from `folder`. */
async function defineAccount(
  account: ConfiguredAccount,
  folder: string,
  read: ReadFile,
): Promise<AccountDefinition> {
  const { passwordFile, ...definition } = account;
  if (passwordFile === undefined) return definition;
  const text = await read(resolve(folder, passwordFile));
  return { ...definition, password: text.replace(/\r?\n$/, '') };
}

function parseAccounts(text: string): readonly ConfiguredAccount[] {
  const json = parseJson(text);
  const list = Array.isArray(json) ? json : (json as { accounts?: unknown } | null)?.accounts;
  const result = accountsSchema.safeParse(list, { reportInput: false });
  if (result.success) return result.data;
  const issues = result.error.issues.map(
    ({ path, message }) => `accounts${z.core.toDotPath(path)}: ${message}`,
  );
  throw new AccountError(issues.join('; '));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const line = faultyLine(text, error);
    throw new AccountError(line === undefined ? 'not JSON' : `not JSON from line ${line} on`);
  }
}
