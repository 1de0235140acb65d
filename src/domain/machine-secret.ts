import { openKeytab } from '../accounts/keytab-file.js';
import { type PasswordRead, readWhenChanged } from '../accounts/password-file.js';
import { keysFromPassword } from '../auth/kerberos/password-keys.js';
import type { ServiceKey, ServiceKeys } from '../auth/kerberos/service-keys.js';
import { ntHashOfPassword } from '../auth/nt-hash.js';
import { encryptionTypes } from '../krb5/encryption/index.js';
import type { Runtime } from '../runtime/runtime.js';
import { ConfigurationError } from '../values/configuration-error.js';
import type { DomainOptions } from './options.js';

/** The NT hash of the machine account, as it is when a channel is made. */
export interface MachineHash {
  /** 16 bytes. Secret. */
  readonly ntHash: Buffer;
  /** A clause on a source that cannot be used any more, so that the hash read before is in force; absent: it can. */
  readonly problem?: string;
}

/** The secret that the server shares with its domain. */
export interface MachineSecret {
  /** Reads the source again. */
  current(): MachineHash;
  /** The Kerberos keys of the same secret. */
  readonly keys: ServiceKeys;
}

/** Number of the encryption type rc4-hmac, whose key is the NT hash (RFC 4757 2). */
const RC4_HMAC = 23;

/**
 * Opens the machine account's secret. The options have exactly one.
 *
 * @param account `FILES$`
 * @param realm of the account: the domain's DNS name in upper case
 * @throws ConfigurationError for a file that cannot be used, and a keytab without the account's rc4-hmac key
 */
export function openMachineSecret(
  options: Pick<DomainOptions, 'machinePassword' | 'machinePasswordFile' | 'keytab'>,
  account: string,
  realm: string,
  runtime: Runtime,
): MachineSecret {
  const { machinePassword, machinePasswordFile, keytab } = options;
  const principal = `${account}@${realm}`;
  if (keytab !== undefined) return secretOfKeytab(keytab, principal, runtime);
  if (machinePasswordFile !== undefined) return secretOfFile(machinePasswordFile, principal);
  return secretOfPassword(() => ({ password: machinePassword ?? '' }), machinePassword ?? '', principal);
}

function secretOfFile(path: string, principal: string): MachineSecret {
  const read = readWhenChanged(path);
  const first = read();
  if ('problem' in first) throw unusable('machinePasswordFile', `${path}: ${first.problem}`);
  return secretOfPassword(
    () => {
      const found = read();
      return 'problem' in found ? { problem: `${path} ${found.problem}` } : found;
    },
    first.password,
    principal,
  );
}

/** @param first the password that the source has now */
function secretOfPassword(read: () => PasswordRead, first: string, principal: string): MachineSecret {
  let password = first;
  let keys: readonly ServiceKey[] | undefined;
  /** Keys of the password before: tickets that were made with them are good until they expire. */
  let keysBefore: readonly ServiceKey[] = [];
  const update = (): string | undefined => {
    const found = read();
    if ('problem' in found) return found.problem;
    if (found.password !== password) {
      keysBefore = keysOf(password, principal);
      keys = undefined;
      password = found.password;
    }
    return undefined;
  };
  return {
    current: () => {
      const problem = update();
      return { ntHash: ntHashOfPassword(password), ...(problem !== undefined && { problem }) };
    },
    keys: {
      source: `the password of ${principal}`,
      current: () => {
        update();
        keys ??= keysOf(password, principal);
        return [...keys, ...keysBefore];
      },
    },
  };
}

/** Keys of every type: the policy of the acceptor decides which are taken. */
function keysOf(password: string, principal: string): readonly ServiceKey[] {
  const enctypes = encryptionTypes.map(({ name }) => name);
  return keysFromPassword({ principal, password, enctypes }).current();
}

function secretOfKeytab(path: string, principal: string, runtime: Runtime): MachineSecret {
  let problem: string | undefined;
  const keys = openKeytab(path, {
    place: 'domain.keytab',
    onProblem: (words) => (problem = words),
    runtime,
  });
  const find = (): Buffer | undefined => hashIn(keys.current(), principal);
  const first = find();
  if (first === undefined) {
    const message = `${path}: has no rc4-hmac key (encryption type 23) of ${principal}, which is the NT hash that NTLM needs; expected a keytab with one, or the password in machinePasswordFile`;
    throw unusable('keytab', message);
  }
  let ntHash = first;
  return {
    current: () => {
      problem = undefined;
      const found = find();
      if (found === undefined) problem ??= `keytab ${path} has no rc4-hmac key of ${principal} any more`;
      else ntHash = found;
      return { ntHash, ...(problem !== undefined && { problem }) };
    },
    keys,
  };
}

/** The rc4-hmac key of the principal with the highest version. */
function hashIn(keys: readonly ServiceKey[], principal: string): Buffer | undefined {
  const own = keys.filter(
    (key) => key.etype === RC4_HMAC && key.principal.toUpperCase() === principal.toUpperCase(),
  );
  const [newest] = own.toSorted((one, other) => other.kvno - one.kvno);
  return newest?.key;
}

function unusable(key: keyof DomainOptions, message: string): ConfigurationError {
  return new ConfigurationError([{ path: `domain.${key}`, message }]);
}
