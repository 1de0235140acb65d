import { readPasswordFile } from '../accounts/password-file.js';
import { ConfigurationError } from '../values/configuration-error.js';

/**
 * The password in a file that a key of the configuration names.
 *
 * @param place of the key, in the error
 * @throws ConfigurationError for a file that cannot be read, and one without a password
 */
export function passwordIn(file: string, place: string): string {
  const read = readPasswordFile(file);
  if ('password' in read) return read.password;
  throw new ConfigurationError([{ path: place, message: read.problem }]);
}
