import type { ChangingAccounts } from '../auth/changing-accounts.js';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { AttemptReason, MechanismReason } from '../diagnosis/reasons.js';
import type { Server } from '../server/create-server.js';
import type { AttemptQuery } from './attempt-filter.js';
import type { TestClock } from './clock.js';
import type { ExpectOptions } from './expectations.js';

/**
 * A server that listens, for a test of a client. It keeps what came, up to a thousand records of each kind.
 *
 * {@link attempt}, {@link expectAccepted}, {@link expectRefused} and the iteration give each attempt once: two calls
 * for one user give two logins.
 */
export interface TestServer extends Server, AsyncIterable<AttemptRecord> {
  /** The address of SMB, or of the first other carrier where there is no SMB; of loopback where it listens on all. */
  readonly host: string;
  /** The port at {@link host}. */
  readonly port: number;
  /**
   * `smb://127.0.0.1:4455/data`. Without a share: of the server.
   *
   * @throws Error when the options leave SMB out, as for {@link unc} and {@link smbclient}
   */
  url(share?: string): string;
  /** `\\127.0.0.1\data`: a UNC path has no port. Without a share: of the server. */
  unc(share?: string): string;
  /**
   * A line to paste into a shell of this system, that logs a user in with smbclient. It holds the password that the
   * user has at this moment, or the NT hash where there is no password: it is for a test's accounts alone.
   *
   * @param share default: the first share of the options, or `IPC$`
   * @throws AccountError for a user whom the accounts do not list
   */
  smbclient(user: string, share?: string): string;
  /**
   * The first attempt that matches and that no call has given yet: one that is there, or else one that comes.
   *
   * @throws ConfigurationError for an unknown key, a value that is undefined, or a reason that there is not
   * @throws WaitError once the time is over, or the server closes: says what came instead
   * @throws the reason of `signal`
   */
  attempt(query?: AttemptQuery): Promise<AttemptRecord>;
  /**
   * The next attempt of a user must be accepted, as that user and not as a guest.
   *
   * @throws AssertionError with the explanation, where it was not
   * @throws the client’s own error, where its promise `during` is rejected although it was accepted
   * @throws the errors of {@link attempt}
   */
  expectAccepted(user: string, options?: ExpectOptions): Promise<AttemptRecord>;
  /**
   * The next attempt of a user must be refused with this reason.
   *
   * @throws AssertionError with the explanation, where it was not, or where the promise `during` is fulfilled all the
   *   same
   * @throws the errors of {@link attempt}
   */
  expectRefused(
    user: string,
    reason: AttemptReason | MechanismReason,
    options?: ExpectOptions,
  ): Promise<AttemptRecord>;
  /** The attempts so far, the oldest first; once the client's next step is known, with what it did. */
  readonly attempts: readonly AttemptRecord[];
  /** The tree connects so far. */
  readonly trees: readonly TreeRecord[];
  /** The incidents so far. */
  readonly incidents: readonly IncidentRecord[];
  /** The failures on shares so far. */
  readonly failures: readonly FailureRecord[];
  /** Forgets all records, so that the next test sees its own. Accounts, faults and the clock stay as they are. */
  clear(): void;
  /** The accounts, which can be changed at any time. */
  readonly accounts: ChangingAccounts;
  /** The clock of the server, which the test moves. */
  readonly clock: TestClock;
  /** Every attempt that no call has given, those to come included, until the server closes. */
  [Symbol.asyncIterator](): AsyncIterator<AttemptRecord>;
}
