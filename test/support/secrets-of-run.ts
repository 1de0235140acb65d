import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';

/**
 * The passwords that a command was given by `--user`, or in the accounts and the domain of its `--config`, and their NT
 * hashes, in the forms in which they could leak.
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
    const { accounts = [], domain = {} } = JSON.parse(readFileSync(configurationFile, 'utf8')) as {
      readonly accounts?: readonly NamedPassword[];
      readonly domain?: { readonly machinePasswordFile?: string };
    };
    return [...accounts.flatMap(secretOf), ...machinePasswordIn(configurationFile, domain)];
  } catch {
    // The command says what is wrong with the file.
    return [];
  }
}

function machinePasswordIn(
  configurationFile: string,
  { machinePasswordFile }: { readonly machinePasswordFile?: string },
): string[] {
  if (machinePasswordFile === undefined) return [];
  return [readFileSync(resolve(dirname(configurationFile), machinePasswordFile), 'utf8').trim()];
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
  const octets = [Buffer.from(password), Buffer.from(password, 'utf16le'), ntHashOfPassword(password)];
  return [password, ...octets.flatMap(encodingsOf)];
}

/** Octets as they could stand in a text. */
export function encodingsOf(octets: Buffer): string[] {
  const hex = octets.toString('hex');
  const base64 = octets.toString('base64').replace(/=+$/, '');
  return [hex, hex.toUpperCase(), base64];
}
