import { problemText, type Problem } from '../values/configuration-error.js';
import type { Account, AccountStatus } from './account.js';
import { accountDefinitionRule } from './account-rules.js';
import { ntHashOfPassword } from './nt-hash.js';

/**
 * An account as a person or a program writes it down, with these keys and no other. Each {@link Account} is one too, as
 * {@link createAccount} makes it.
 */
export interface AccountDefinition {
  /**
   * Without a domain: `alice` is found for `alice@example.com` and for `EXAMPLE\alice`, since clients add what domain
   * they like. A store of one's own is given both, and can tell people of one name apart.
   */
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

/** Accounts that were made here: whole, and frozen since. */
const whole = new WeakSet<Account>();

/** Whether an account was made by {@link createAccount}, so that it needs no second look at each login. */
export function isWhole(account: Account): boolean {
  return whole.has(account);
}

/**
 * The account is frozen, and so are its lists.
 *
 * @throws AccountError when there is nothing to prove, no name, a key that is unknown, or a value that is none of those
 * a key can have: what is not understood must not count as what was not said
 */
export function createAccount(definition: AccountDefinition): Account {
  const problems = accountDefinitionRule(definition, []);
  if (problems.length > 0) throw new AccountError(problemsText(definition, problems));
  const {
    name,
    password,
    ntHash,
    groups = [],
    status = 'enabled',
    sid,
    workstations,
    logonHours,
  } = definition;
  const account: Account = Object.freeze({
    name,
    ntHash: ntHash === undefined ? ntHashOfPassword(password ?? '') : bytesOf(ntHash),
    groups: Object.freeze([...groups]),
    status,
    ...(password !== undefined && { password }),
    ...(sid !== undefined && { sid }),
    ...(workstations !== undefined && { workstations: Object.freeze([...workstations]) }),
    ...(logonHours !== undefined && { logonHours: bytesOf(logonHours) }),
  });
  whole.add(account);
  return account;
}

/** Names the account where it has a name. */
function problemsText(definition: unknown, problems: readonly Problem[]): string {
  const name: unknown = Object(definition).name;
  const account = typeof name !== 'string' || name === '' ? 'account' : `account '${name}'`;
  return `${account}: ${problems.map(problemText).join('; ')}`;
}

function bytesOf(value: Uint8Array | string): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'hex') : Buffer.from(value);
}
