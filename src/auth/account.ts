import type { NtStatusName } from '../constants/nt-status.js';
import type { ProofAnswer, ProofQuestion } from './proof-question.js';

/** Every status an account can have. */
export const accountStatuses = [
  'enabled',
  'disabled',
  'locked',
  'expired',
  'password-expired',
  'must-change-password',
  'smart-card-required',
  'interdomain-trust-account',
  'workstation-trust-account',
  'server-trust-account',
  'no-logon-server',
] as const;

/**
 * State of an account. Every value but `enabled` refuses the login, with NTLM and with Kerberos; `locked` and
 * `no-logon-server` before the password is checked, the others after. Each has the NTSTATUS of its name, and at the KDC
 * of a test realm its error. Windows itself gives tickets to computers: here the three kinds of trust accounts log in
 * with neither.
 */
export type AccountStatus = (typeof accountStatuses)[number];

/** The words on whether an account may log in with NTLM. */
export const ntlmAllowances = ['accept', 'refuse'] as const;

/** One of {@link ntlmAllowances}. */
export type NtlmAllowance = (typeof ntlmAllowances)[number];

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
  /** Names of the groups the account is in, without `@`. */
  readonly groups: readonly string[];
  /** The state of the account; every value but `enabled` refuses the login. */
  readonly status: AccountStatus;
  /** Milliseconds since 1970: from then on the account is as with the status `expired`; absent: never. */
  readonly expiresAt?: number;
  /**
   * Milliseconds since 1970: from then on the password is as with the status `password-expired`; absent: never.
   */
  readonly passwordExpiresAt?: number;
  /**
   * The NTSTATUS that a login is refused with where nothing else refuses it: a name, or its 32 bits; a failure. Absent:
   * none.
   */
  readonly ntStatus?: NtStatusName | number;
  /** NetBIOS names the account may log in from, without case; absent: any. */
  readonly workstations?: readonly string[];
  /** 21 bytes, one bit an hour from Sunday 00:00 UTC ([MS-SAMR] SAMPR_LOGON_HOURS); absent: any time. */
  readonly logonHours?: Buffer;
  /**
   * `refuse`: the right password is refused with STATUS_ACCOUNT_RESTRICTION where it is proved with NTLM, as for a
   * member of Protected Users ([MS-APDS] 3.1.5); absent: `accept`.
   */
  readonly ntlm?: NtlmAllowance;
}

/**
 * Where a login is proved: by the hash of an account that the store finds, or by asking the store, which verifies the
 * response itself as a domain controller does. A store is one or the other: an object with both functions is refused.
 */
export type AccountStore = FindingStore | VerifyingStore;

/**
 * A store that has the NT hash of its accounts. May be slow and may fail: an error, and a promise that is rejected, is
 * logged and STATUS_INTERNAL_ERROR for the client, never an accepted login.
 */
export interface FindingStore {
  /**
   * The account of a name, compared without case.
   * @param name user name as sent, already cut at `@` or freed of `DOMAIN\`
   * @param domain domain as sent; most stores ignore it
   */
  find(name: string, domain: string): Account | undefined | Promise<Account | undefined>;
  /** Absent: a store that also verifies is refused. */
  readonly verify?: never;
  /**
   * The accounts a store has at hand anyway, for the diagnosis of a failed proof, and for a warning at the start of
   * rules that apply to none of them. A test realm takes scripted states of these accounts alone. Absent: the store
   * cannot list its accounts, and there is none of this.
   */
  known?(): Iterable<Account>;
  /**
   * Why the accounts cannot be read now, as a sentence or a clause without secrets; undefined: they can. Asked by
   * `Server.checkReadiness`, never by a login. An error, a rejected promise and one that takes more than a second count
   * as trouble. Absent: the accounts are taken to be there.
   */
  trouble?(): string | undefined | Promise<string | undefined>;
}

/**
 * A store that gives out no hash. It receives a response and answers with the key that both sides share and the user,
 * or with a refusal ([MS-APDS] 3.1.5.2). Any other answer, and a rejected promise, is a logged error and
 * STATUS_INTERNAL_ERROR for the client, never an accepted login.
 *
 * The store judges the password and the account: disabled, expired, hours, workstations. The MIC, the target
 * information, channel bindings, clocks and replays are checked by the acceptor all the same.
 */
export interface VerifyingStore {
  /** Asked once for each login, with bytes that are the store's to keep. */
  verify(question: ProofQuestion): Promise<ProofAnswer>;
  /**
   * Seconds in which it answers, more than 0 and at most 3600; default 10. After them the login is refused as
   * `no-logon-server`, the question's signal is aborted, and a late answer changes nothing.
   */
  readonly timeoutSeconds?: number;
  /** Absent: a store that also finds is refused. */
  readonly find?: never;
  /** Why nobody can be asked now; as in a {@link FindingStore}. */
  trouble?(): string | undefined | Promise<string | undefined>;
}
