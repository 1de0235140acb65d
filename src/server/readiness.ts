import type { AccountStore } from '../auth/account.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { truncatedCopy } from '../bytes/index.js';

/** Whether a server can serve logins, and the parts that this was told from. */
export interface Readiness {
  /** Whether every part is there that logins need. */
  readonly isReady: boolean;
  /** The parts that the server has, each once. */
  readonly parts: readonly PartState[];
}

/** A part of a server that logins need. */
export type ServerPart =
  /** The sockets of every carrier. */
  | 'listeners'
  /** The account store, such as files. */
  | 'accounts'
  /** The keys of Kerberos; only where it is offered. */
  | 'keys'
  /** The controllers of the domain; only where the server is a member of one. */
  | 'domain'
  /** The store of `state`; only where there is one. */
  | 'state';

/** The state of a part. */
export interface PartState {
  /** The part. */
  readonly part: ServerPart;
  /** Whether logins are refused, or none can come, while it is in trouble. */
  readonly isNeeded: boolean;
  /** Why it is not as it should be, in words without secrets; undefined: it is there, as far as is known. */
  readonly trouble: string | undefined;
}

/** The parts of one server, as they tell of themselves. */
export interface ReadinessParts {
  /** Why a listener is missing; undefined: all listen. */
  readonly listeners: () => string | undefined;
  readonly accounts: AccountStore;
  /** Undefined: Kerberos is not offered. */
  readonly keys: { trouble(): string | undefined } | undefined;
  /** Undefined: the server is a member of none. */
  readonly domain: { trouble(): string | undefined } | undefined;
  /** Undefined: there is none. */
  readonly store: { readonly trouble: string | undefined; readonly isNeeded: boolean } | undefined;
}

/** Milliseconds in which an account store tells of itself. */
const PATIENCE = 1000;

/** UTF-16 code units of a trouble: a program's own store may say anything. */
const LONGEST_TROUBLE = 2000;

/** Asks every part. It takes no longer than a second. */
export async function checkReadiness(parts: ReadinessParts, runtime: CheckedRuntime): Promise<Readiness> {
  const { keys, domain, store } = parts;
  const states: PartState[] = [
    { part: 'listeners', isNeeded: true, trouble: parts.listeners() },
    { part: 'accounts', isNeeded: true, trouble: await troubleOfAccounts(parts.accounts, runtime) },
    ...(keys ? [{ part: 'keys', isNeeded: true, trouble: keys.trouble() } as const] : []),
    ...(domain ? [{ part: 'domain', isNeeded: true, trouble: domain.trouble() } as const] : []),
    ...(store ? [{ part: 'state', isNeeded: store.isNeeded, trouble: store.trouble } as const] : []),
  ];
  return {
    isReady: states.every(({ isNeeded, trouble }) => !isNeeded || trouble === undefined),
    parts: states,
  };
}

/** Nothing but undefined means that there is no trouble: a store may be a program's own. */
async function troubleOfAccounts(
  accounts: AccountStore,
  runtime: CheckedRuntime,
): Promise<string | undefined> {
  if (accounts.trouble === undefined) return undefined;
  let cancel = (): void => {};
  const late = new Promise<string>((resolve) => {
    cancel = runtime.after(PATIENCE, () =>
      resolve('the account store has not said within a second how it is'),
    );
  });
  try {
    const told: unknown = await Promise.race([accounts.trouble(), late]);
    if (told === undefined) return undefined;
    return typeof told === 'string'
      ? truncatedCopy(told, LONGEST_TROUBLE)
      : 'the account store does not say how it is';
  } catch {
    return 'the account store failed';
  } finally {
    cancel();
  }
}
