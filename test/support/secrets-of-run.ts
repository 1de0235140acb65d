import { readFileSync } from 'node:fs';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';

/**
 * The passwords that a command was given by `--user` or in the accounts of its `--config`, and their NT hashes, in the
 * forms in which they could leak.
 */
export function secretsOf(args: readonly string[]): readonly string[] {
  const passwords = args.flatMap((arg, index) => {
    const value = args[index + 1] ?? '';
    const colon = value.indexOf(':');
    if (arg === '--user') return secretOf({ name: value.slice(0, colon), password: value.slice(colon + 1) });
    return arg === '--config' ? passwordsIn(value) : [];
  });
  return passwords.flatMap(formsOf);
}

function passwordsIn(configurationFile: string): string[] {
  try {
    const { accounts = [] } = JSON.parse(readFileSync(configurationFile, 'utf8')) as {
      readonly accounts?: readonly NamedPassword[];
    };
    return accounts.flatMap(secretOf);
  } catch {
    // The command says what is wrong with the file.
    return [];
  }
}

interface NamedPassword {
  readonly name: string;
  readonly password?: string;
}

/** A password that is the account's name, or an ordinary word, is in the output for another reason. */
function secretOf({ name, password = '' }: NamedPassword): string[] {
  return password !== name && /^(?=.*[^a-z]).{6,}$/s.test(password) ? [password] : [];
}

function formsOf(password: string): string[] {
  return [
    password,
    Buffer.from(password).toString('base64'),
    Buffer.from(password, 'utf16le').toString('hex'),
    ntHashOfPassword(password).toString('hex'),
  ];
}
