import { systemErrorText } from '../values/system-error.js';
import { FileFault, fingerprintOf, readBounded } from './bounded-file.js';

/** Bytes of the longest password that is read; those of machine accounts have some hundreds. */
const LONGEST_PASSWORD = 4096;

/** The password of a file, or why there is none: a clause that quotes nothing from the file. */
export type PasswordRead = { readonly password: string } | { readonly problem: string };

/**
 * Reads a file that holds one password in UTF-8 and nothing else, with or without a byte order mark and one line break
 * at the end.
 */
export function readPasswordFile(path: string): PasswordRead {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readBounded(path, LONGEST_PASSWORD));
    const password = text.replace(/\r?\n$/, '');
    if (password === '') return { problem: 'is empty; expected a password' };
    if (/[\r\n]/.test(password)) return { problem: 'has more than one line; expected a password alone' };
    return { password };
  } catch (error) {
    if (error instanceof FileFault) return { problem: `${error.message}; expected a password` };
    const text = systemErrorText(error);
    // The decoder's own error has a code, too.
    if (text === undefined || text === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return { problem: 'is not in UTF-8; expected a password' };
    }
    return { problem: `cannot be read (${text}); expected a password` };
  }
}

/** Reads a file with {@link readPasswordFile}, again only where it has changed since. */
export function readWhenChanged(path: string): () => PasswordRead {
  let fingerprint: string | undefined;
  let found: PasswordRead;
  return () => {
    const seen = fingerprintOf(path);
    if (seen !== fingerprint) {
      fingerprint = seen;
      found = readPasswordFile(path);
    }
    return found;
  };
}
