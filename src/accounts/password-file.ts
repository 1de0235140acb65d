import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../values/configuration-error.js';
import { systemErrorText } from '../values/system-error.js';

/**
 * The password in a file: all of it but a byte order mark and one line end.
 *
 * @param place names the file in the error
 * @throws ConfigurationError for a file that cannot be read, and one without a password
 */
export function readPasswordFile(path: string, place: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError([{ path: place, message: `cannot be read (${systemErrorText(error)})` }]);
  }
  const password = text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  if (password !== '') return password;
  throw new ConfigurationError([{ path: place, message: 'expected a file with a password in it' }]);
}
