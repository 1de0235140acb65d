import type { CredSspFact } from './credssp.js';
import type { FaultFact } from './fault.js';
import type { HttpFact } from './http.js';
import type { LoginFact } from './login.js';
import type { ProxyFact } from './proxy.js';
import type { RpcFact } from './rpc.js';
import type { SmbFact } from './smb.js';
import type { SpnegoFact } from './spnego.js';
import type { TlsFact } from './tls.js';

/** A check that a layer made, reported at that moment. A check that was not reached is not reported. */
export interface CheckFact {
  readonly kind: 'check';
  /** Stable name such as `nt-proof`. */
  readonly check: string;
  /** The outcome; a check that was not reached is not reported. */
  readonly outcome: 'passed' | 'failed';
  /** The section of the rule, such as `[MS-NLMP] 3.2.5.1.2`. */
  readonly section: string;
  /** The value seen and the one expected, in words; never a secret. */
  readonly detail?: string;
  /** The detail as data, for programs, such as `{ avId: 3 }`. No program reads the words. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Anything that a layer reports about a login while it happens. Facts may hold secrets, such as keys, or an account
 * with its password: keep them in memory only. To log or store something, use records, which hold no secrets.
 */
export type Fact =
  | CheckFact
  | LoginFact
  | SpnegoFact
  | SmbFact
  | RpcFact
  | TlsFact
  | ProxyFact
  | CredSspFact
  | HttpFact
  | FaultFact;

/** Takes the facts of a layer. It must not throw, and must return at once. */
export type Report = (fact: Fact) => void;

/** Ignores the facts, for an acceptor without a listener. */
export const ignoreFacts: Report = () => {};
