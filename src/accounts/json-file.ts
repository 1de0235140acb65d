import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { FindingStore } from '../auth/account.js';
import { AccountError, type AccountDefinition } from '../auth/account-definition.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import { placeInFile, readJsonText } from '../text/json-text.js';
import { jsonPath, problemText, type Label } from '../values/configuration-error.js';
import { checkedOnce, problemsOfIssues } from '../values/problems.js';
import { accountSchema, type ConfiguredAccount } from './account-schema.js';
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
      for (const account of parseAccounts(text, path))
        definitions.push(await defineAccount(account, folder, read));
      return accountsByName(definitions);
    },
    options,
  );
  return accountsByLoading(accounts, () => accounts.trouble());
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

/** @throws AccountError with the file and a place in it before each fault */
function parseAccounts(text: string, file: string): readonly ConfiguredAccount[] {
  const json = readJsonText(text);
  if (!('value' in json)) {
    const { place, keys, message } = json;
    const path =
      keys.length === 0 ? '' : `${jsonPath(typeof keys[0] === 'number' ? ['accounts', ...keys] : keys)}: `;
    throw new AccountError(`${placeInFile(file, place)}: ${path}${message}`);
  }
  const { value, placeOf } = json;
  const above = Array.isArray(value) ? [] : ['accounts'];
  const label: Label = (path) =>
    `${placeInFile(file, placeOf([...above, ...path]))}: ${jsonPath(['accounts', ...path])}`;
  const list = Array.isArray(value) ? value : (value as { accounts?: unknown } | null)?.accounts;
  const result = accountsSchema.safeParse(list, checkedOnce);
  if (!result.success) {
    throw new AccountError(problemsOfIssues(result.error.issues, label).map(problemText).join('; '));
  }
  const repeated = findRepeatedName(result.data);
  if (repeated !== undefined) {
    const [index, name] = repeated;
    throw new AccountError(`${label([index, 'name'])}: account '${name}' is there twice`);
  }
  return result.data;
}

function findRepeatedName(accounts: readonly ConfiguredAccount[]): readonly [number, string] | undefined {
  const seen = new Set<string>();
  for (const [index, { name }] of accounts.entries()) {
    const key = upperCaseUtf16(name);
    if (seen.has(key)) return [index, name];
    seen.add(key);
  }
  return undefined;
}
