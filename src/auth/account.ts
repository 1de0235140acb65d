/** Every status an account can have. */
export const accountStatuses = [
  'enabled',
  'disabled',
  'locked',
  'expired',
  'password-expired',
  'must-change-password',
] as const;

/** Why an account whose password was right is refused all the same. */
export type AccountStatus = (typeof accountStatuses)[number];

/** One account as the acceptor needs it. */
export interface Account {
  /** The name as configured; comparison ignores case. */
  readonly name: string;
  /** MD4 of the UTF-16LE password: 16 bytes. A secret as good as the password. */
  readonly ntHash: Buffer;
  /** The password where it is known; only the diagnosis of a failed proof reads it. */
  readonly password?: string;
  /** `S-1-5-21-…`; derived from the machine SID and the name when absent. */
  readonly sid?: string;
  readonly groups: readonly string[];
  readonly status: AccountStatus;
  /** NetBIOS names the account may log in from, without case; absent: any. */
  readonly workstations?: readonly string[];
  /** 21 bytes, one bit an hour from Sunday 00:00 UTC ([MS-SAMR] SAMPR_LOGON_HOURS); absent: any time. */
  readonly logonHours?: Buffer;
}

/**
 * Where accounts come from. May be slow and may fail: a rejected promise is a logged error and
 * STATUS_INTERNAL_ERROR for the client, never an accepted login.
 */
export interface AccountStore {
  /**
   * The account of a name, compared without case.
   * @param name user name as sent, already cut at `@` or freed of `DOMAIN\`
   * @param domain domain as sent; most stores ignore it
   */
  find(name: string, domain: string): Promise<Account | undefined>;
  /**
   * The accounts a store has at hand anyway, for the diagnosis of a failed proof, and for a warning at the start of
   * rules that apply to none of them. Absent: a store that cannot tell, and none of either.
   */
  known?(): Iterable<Account>;
}
