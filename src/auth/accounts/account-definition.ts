import { type Account, type AccountStatus, accountStatuses } from './account.js';
import { ntHashOfPassword } from './nt-hash.js';

/** An account as a person or a program writes it down. Each {@link Account} is one too. */
export interface AccountDefinition {
  readonly name: string;
  /** Not empty: nobody logs in with an empty password. */
  readonly password?: string | undefined;
  /** 16 bytes, or 32 hexadecimal digits; goes before the password. */
  readonly ntHash?: Uint8Array | string | undefined;
  /** Default: none. */
  readonly groups?: readonly string[] | undefined;
  /** Default: `enabled`. */
  readonly status?: AccountStatus | undefined;
  /** `S-1-5-21-…`; default: derived from the machine SID and the name. */
  readonly sid?: string | undefined;
  /** NetBIOS names; default: any. */
  readonly workstations?: readonly string[] | undefined;
  /** 21 bytes, or 42 hexadecimal digits ({@link Account.logonHours}); default: any time. */
  readonly logonHours?: Uint8Array | string | undefined;
}

/** Accounts that cannot be used as they are written. Names the account or the line, and never a secret. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

/** @throws AccountError when there is nothing to prove, no name, or a value is none of those it can have */
export function createAccount(definition: AccountDefinition): Account {
  const { name, password, ntHash, status = 'enabled', sid, workstations, logonHours } = definition;
  if (!name) throw new AccountError('an account has no name');
  // Types do not reach as far as a database does; what is not understood must not count as enabled.
  if (!accountStatuses.includes(status)) {
    throw new AccountError(`account '${name}' has none of the statuses ${accountStatuses.join(', ')}`);
  }
  return {
    name,
    ntHash: ntHash === undefined ? hashOf(name, password) : bytesOf(ntHash, 16, name, 'ntHash'),
    groups: definition.groups ?? [],
    status,
    ...(password !== undefined && { password }),
    ...(sid !== undefined && { sid }),
    ...(workstations !== undefined && { workstations }),
    ...(logonHours !== undefined && { logonHours: bytesOf(logonHours, 21, name, 'logonHours') }),
  };
}

function hashOf(name: string, password: string | undefined): Buffer {
  if (password) return ntHashOfPassword(password);
  throw new AccountError(
    `account '${name}' has ${password === '' ? 'an empty' : 'no'} password and no NT hash`,
  );
}

function bytesOf(value: Uint8Array | string, length: number, name: string, what: string): Buffer {
  const bytes = Buffer.from(typeof value === 'string' ? Buffer.from(value, 'hex') : value);
  if (bytes.length === length && (typeof value !== 'string' || value.length === length * 2)) return bytes;
  throw new AccountError(
    `${what} of account '${name}' must be ${length} bytes or ${length * 2} hexadecimal digits`,
  );
}
