import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { carriersFrom } from './carriers.js';
import { domainFrom } from './domain.js';
import { kerberosFrom } from './kerberos.js';
import { stateFrom } from './state.js';
import { parseLayer, type Layer } from './layer.js';
import { placeInFile, readJsonText, type JsonText } from '../text/json-text.js';
import { ConfigurationError, jsonPath, type Label } from '../values/configuration-error.js';
import { systemErrorText } from '../values/system-error.js';
import type { Configuration } from './schema.js';

/**
 * Reads a configuration file. Paths in it are relative to its folder.
 *
 * @throws ConfigurationError
 */
export function readConfigurationFile(file: string): Layer {
  const json = parseJson(
    readText(file, () => file),
    file,
  );
  const label: Label = (path) =>
    [placeInFile(file, json.placeOf(path)), ...(path.length > 0 ? [jsonPath(path)] : [])].join(': ');
  const { value } = parseLayer(json.value, label);
  const folder = dirname(resolve(file));
  checkFiles(value, folder, label);
  return {
    label,
    value: {
      ...value,
      ...(value.shares && { shares: value.shares.map((share) => withPath(share, folder)) }),
      ...(value.accountFiles && { accountFiles: value.accountFiles.map((entry) => withPath(entry, folder)) }),
      ...(value.kerberos && { kerberos: kerberosFrom(value.kerberos, folder) }),
      ...(value.domain && { domain: domainFrom(value.domain, folder) }),
      ...(value.state && { state: stateFrom(value.state, folder) }),
      ...carriersFrom(value, folder),
    },
    ...(value.accounts && { accountsFile: resolve(file) }),
  };
}

/**
 * Checks that the files of accounts can be read. The account stores read them later, but only here can an error name
 * the key that is at fault.
 */
function checkFiles({ accounts = [], accountFiles = [] }: Configuration, folder: string, label: Label): void {
  for (const [index, { path }] of accountFiles.entries()) {
    readText(resolve(folder, path), () => label(['accountFiles', index, 'path']), 'file');
  }
  for (const [index, { passwordFile }] of accounts.entries()) {
    if (passwordFile === undefined) continue;
    const place = (): string => label(['accounts', index, 'passwordFile']);
    if (/^\r?\n?$/.test(readText(resolve(folder, passwordFile), place, 'file'))) {
      throw new ConfigurationError([{ path: place(), message: 'expected a file with a password in it' }]);
    }
  }
}

function withPath<Entry extends { path?: string | undefined }>(entry: Entry, folder: string): Entry {
  return entry.path === undefined ? entry : { ...entry, path: resolve(folder, entry.path) };
}

/**
 * @param place asked where the file cannot be read, since to find one takes longer than to read a file
 * @param kind `file`: a pipe is refused, which would be waited for and is empty when the accounts are read
 */
function readText(path: string, place: () => string, kind: 'file' | 'any' = 'any'): string {
  try {
    if (kind === 'file' && !statSync(path).isFile()) {
      throw new ConfigurationError([{ path: place(), message: 'expected a file' }]);
    }
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError([{ path: place(), message: `cannot be read (${systemErrorText(error)})` }]);
  }
}

function parseJson(text: string, file: string): JsonText {
  const json = readJsonText(text);
  if ('value' in json) return json;
  const { place, keys, message } = json;
  const path = [placeInFile(file, place), ...(keys.length > 0 ? [jsonPath(keys)] : [])].join(': ');
  throw new ConfigurationError([{ path, message }]);
}
