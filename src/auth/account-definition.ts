import type { NtStatusName } from '../constants/nt-status.js';
import { problemText, type Problem } from '../values/configuration-error.js';
import type { Account, AccountStatus, NtlmAllowance } from './account.js';
import { accountDefinitionRule } from './account-rules.js';
import { momentOf } from './moment.js';
import { ntHashOfPassword } from './nt-hash.js';

/**
 * An account as a person or a program writes it down; other keys are refused. An account that {@link createAccount}
 * made can be passed in its place.
 */
export interface AccountDefinition {
  /**
   * Without a domain: `alice` is found for `alice@example.com` and for `EXAMPLE\alice`, because clients add any domain.
   * A program's own store receives name and domain, and can tell apart two users of one name.
   */
  readonly name: string;
  /** An empty password is refused. */
  readonly password?: string | undefined;
  /** 16 bytes, or 32 hexadecimal digits; goes before the password. */
  readonly ntHash?: Uint8Array | string | undefined;
  /** Default: none. */
  readonly groups?: readonly string[] | undefined;
  /** Default: `enabled`. */
  readonly status?: AccountStatus | undefined;
  /**
   * From then on the account is as with the status `expired`: a Date, milliseconds since 1970, or ISO 8601 with a time
   * zone, `2026-12-31T18:00:00Z`; a day alone begins at 00:00 UTC. Default: never.
   */
  readonly expiresAt?: Date | number | string | undefined;
  /** The same for the status `password-expired`; default: never. */
  readonly passwordExpiresAt?: Date | number | string | undefined;
  /**
   * The NTSTATUS that a login is refused with, after a right password, where nothing else refuses it: a name such as
   * `STATUS_TOO_MANY_SESSIONS`, or its 32 bits. It must be a failure. Default: none.
   */
  readonly ntStatus?: NtStatusName | number | undefined;
  /** `S-1-5-21-…`; default: derived from the machine SID and the name. */
  readonly sid?: string | undefined;
  /** NetBIOS names; default: any. */
  readonly workstations?: readonly string[] | undefined;
  /** 21 bytes, or 42 hexadecimal digits ({@link Account.logonHours}); default: any time. */
  readonly logonHours?: Uint8Array | string | undefined;
  /** `refuse`: not with NTLM, whatever the password, so with Kerberos alone; default: `accept`. */
  readonly ntlm?: NtlmAllowance | undefined;
}

/** Accounts that cannot be used as they are written. The message names the account or the line, and never a secret. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

/** The accounts that {@link createAccount} made; they are valid and frozen. */
const whole = new WeakSet<Account>();

/** Whether an account was made by {@link createAccount}, so that a login need not check it again. */
export function isWhole(account: Account): boolean {
  return whole.has(account);
}

/**
 * Makes an account. It is frozen, and so are its lists.
 *
 * @throws AccountError when there is nothing to prove, no name, a key that is unknown, or a value that a key cannot
 * have: a setting that is not understood must not count as one that was not made
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
    ntlm,
    expiresAt,
    passwordExpiresAt,
    ntStatus,
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
    ...(ntlm !== undefined && { ntlm }),
    ...(expiresAt !== undefined && { expiresAt: momentOf(expiresAt) ?? 0 }),
    ...(passwordExpiresAt !== undefined && { passwordExpiresAt: momentOf(passwordExpiresAt) ?? 0 }),
    ...(ntStatus !== undefined && { ntStatus }),
  });
  whole.add(account);
  return account;
}

/** The problems as one text, which begins with the account's name if it has one. */
function problemsText(definition: unknown, problems: readonly Problem[]): string {
  const name: unknown = Object(definition).name;
  const account = typeof name !== 'string' || name === '' ? 'account' : `account '${name}'`;
  return `${account}: ${problems.map(problemText).join('; ')}`;
}

function bytesOf(value: Uint8Array | string): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'hex') : Buffer.from(value);
}
