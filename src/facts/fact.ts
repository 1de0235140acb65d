import type { LoginFact } from './login.js';
import type { RpcFact } from './rpc.js';
import type { SmbFact } from './smb.js';
import type { SpnegoFact } from './spnego.js';

/**
 * A check that a layer made, reported at the moment it was made. A check that was never reached is simply never
 * reported.
 */
export interface CheckFact {
  readonly kind: 'check';
  /** Stable name such as `nt-proof`. */
  readonly check: string;
  readonly outcome: 'passed' | 'failed';
  /** Where the rule stands, such as `[MS-NLMP] 3.2.5.1.2`. */
  readonly section: string;
  /** The value seen and the one expected, in words; never a secret. */
  readonly detail?: string;
  /** The same for programs, such as `{ avId: 3 }`: nothing reads the words. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Anything a layer can tell about a login while it happens. Facts may hold secrets, such as an account with its
 * password: keep them in memory, and print records, which hold none.
 */
export type Fact = CheckFact | LoginFact | SpnegoFact | SmbFact | RpcFact;

/** Where a layer reports facts to. Must not throw and must return at once. */
export type Report = (fact: Fact) => void;

/** For acceptors that nobody listens to. */
export const ignoreFacts: Report = () => {};
