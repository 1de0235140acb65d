import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseLayer, type Layer } from './layer.js';
import { ConfigurationError, jsonPath, type Label } from './problems.js';
import type { Configuration } from './schema.js';

/**
 * Reads a configuration file. Paths in it are relative to its folder, and password files are read at once.
 *
 * @throws ConfigurationError
 */
export function readConfigurationFile(file: string): Layer {
  const label: Label = (path) => [file, ...(path.length > 0 ? [jsonPath(path)] : [])].join(': ');
  const { value } = parseLayer(parseJson(readText(file, file), file), label);
  const folder = dirname(resolve(file));
  return {
    label,
    value: {
      ...value,
      ...(value.accounts && { accounts: withPasswords(value.accounts, folder, label) }),
      ...(value.shares && { shares: value.shares.map((share) => withPath(share, folder)) }),
    },
  };
}

type Accounts = NonNullable<Configuration['accounts']>;
type Share = NonNullable<Configuration['shares']>[number];

function withPasswords(accounts: Accounts, folder: string, label: Label): Accounts {
  return accounts.map(({ passwordFile, ...account }, index) => {
    if (passwordFile === undefined) return account;
    const place = label(['accounts', index, 'passwordFile']);
    // The line break that editors and echo put at the end is not part of the password.
    const password = readText(resolve(folder, passwordFile), place).replace(/\r?\n$/, '');
    if (password === '') throw new ConfigurationError([`${place}: expected a file with a password in it`]);
    return { ...account, password };
  });
}

function withPath(share: Share, folder: string): Share {
  return share.path === undefined ? share : { ...share, path: resolve(folder, share.path) };
}

function readText(path: string, place: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigurationError([`${place}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text around the fault, where a password may stand.
    throw new ConfigurationError([`${file}: expected JSON`]);
  }
}
