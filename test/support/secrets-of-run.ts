import { readFileSync } from 'node:fs';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';

/**
 * The passwords that a command was given by `--user` or in the accounts of its `--config`, and their NT hashes, in the
 * forms in which they could leak. Passwords that are ordinary words are left out.
 */
export function secretsOf(args: readonly string[]): readonly string[] {
  const passwords = args.flatMap((arg, index) => {
    const value = args[index + 1] ?? '';
    if (arg === '--user') return [value.slice(value.indexOf(':') + 1)];
    return arg === '--config' ? passwordsIn(value) : [];
  });
  return passwords.filter((password) => /^(?=.*[^a-z]).{6,}$/s.test(password)).flatMap(formsOf);
}

function passwordsIn(configurationFile: string): string[] {
  try {
    const { accounts = [] } = JSON.parse(readFileSync(configurationFile, 'utf8')) as {
      readonly accounts?: readonly { readonly password?: string }[];
    };
    return accounts.flatMap(({ password }) => password ?? []);
  } catch {
    // The command says what is wrong with the file.
    return [];
  }
}

function formsOf(password: string): string[] {
  return [
    password,
    Buffer.from(password).toString('base64'),
    Buffer.from(password, 'utf16le').toString('hex'),
    ntHashOfPassword(password).toString('hex'),
  ];
}
