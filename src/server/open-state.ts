import { emitWarning } from 'node:process';
import type { LoginMemory } from '../auth/login-memory.js';
import { defaultKerberosPolicy } from '../auth/kerberos/policy.js';
import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import { MemoryAway } from '../auth/memory-away.js';
import type { SharedState } from '../shared-state/shared-state.js';
import { printableJson } from '../text/printable.js';
import { readStoreAddress } from '../valkey/address.js';
import type { OpenedStore } from '../valkey/open-store.js';
import { defaultState, type StateOptions } from '../valkey/options.js';
import type { ServerOptions } from './options.js';
import type { ResolvedOptions } from './resolve-options.js';
import type { ServerEmitter } from './server-emitter.js';

/** A store, as the server sees it. */
export interface StateStore {
  /** Why it is away, as a sentence without secrets; undefined: it is there, as far as is known. */
  readonly trouble: string | undefined;
  /** Whether its absence refuses logins. */
  readonly isNeeded: boolean;
}

/** The state of a server, part of which may be in a store. */
export interface OpenedState {
  readonly shared: SharedState;
  /** The store of the options; undefined: they name none. */
  readonly store: StateStore | undefined;
  /** Tries to reach the store; resolves when it is there or away. */
  open(): Promise<void>;
  /** Ends the connection to the store, once the records that wait have been sent. */
  close(): Promise<void>;
}

/**
 * The state of a server. Where options name a store, the memory of logins is there, and the rest stays where it was.
 *
 * @param resolved the runtime of which no transcript records: the answers of a store are not in it either
 * @param own the state of this process, or of all processes of this server
 * @param logger the logger of the options; undefined: a change is a process warning of Node.js
 */
export function openState(
  resolved: ResolvedOptions,
  own: SharedState,
  emitter: ServerEmitter,
  logger: ServerOptions['logger'],
): OpenedState {
  const { state } = resolved;
  if (state === undefined)
    return { shared: own, store: undefined, open: async () => {}, close: async () => {} };
  let opened: OpenedStore | undefined;
  let unsubscribe = (): void => {};
  const tell = (sentence: string): void => {
    if (logger === undefined) emitWarning(sentence, { code: 'SMB2_AUTH_SERVER_STATE' });
    else resolved.logger.warn(sentence);
  };
  const there = (): OpenedStore => {
    if (opened === undefined) throw new MemoryAway('The server does not listen.');
    return opened;
  };
  const counts = (which: 'accounts' | 'names'): NonNullable<LoginMemory['lockouts']>[typeof which] => {
    const count = () => {
      const { lockouts } = there();
      if (lockouts === undefined) throw new TypeError('no lock-outs');
      return lockouts[which];
    };
    return {
      isLocked: (name) => count().isLocked(name),
      recordFailure: (...failure) => count().recordFailure(...failure),
      recordSuccess: (...success) => count().recordSuccess(...success),
    };
  };
  const replays: ReplayMemory = {
    admit: (...authenticator) => there().replays.admit(...authenticator),
    get full() {
      return opened?.replays.full === true;
    },
  };
  const shared: SharedState = {
    lockouts: resolved.authPolicy.lockout
      ? { accounts: counts('accounts'), names: counts('names') }
      : undefined,
    proofs: { remember: (...proof) => there().proofs.remember(...proof) },
    replays,
    challengeMark: own.challengeMark,
    identity: own.identity,
    counts: own.counts,
    sessions: own.sessions,
    nextAttemptId: () => own.nextAttemptId(),
  };
  const store: StateStore = {
    get trouble() {
      return opened === undefined ? 'The server does not listen.' : opened.trouble;
    },
    isNeeded: (state.whenAway ?? defaultState.whenAway) === 'refuse',
  };
  return {
    shared,
    store,
    open: async () => {
      opened = await open(resolved, state, own, tell);
      unsubscribe = await publishRecords(opened, emitter);
      await opened.open();
    },
    close: async () => {
      const closing = opened;
      opened = undefined;
      unsubscribe();
      await closing?.close();
    },
  };
}

/** The modules of the client are loaded for servers that have a store, and no sooner. */
async function open(
  { authPolicy, kerberos, domain, names, runtime }: ResolvedOptions,
  state: StateOptions,
  own: SharedState,
  tell: (sentence: string) => void,
): Promise<OpenedStore> {
  const { openStore } = await import('../valkey/open-store.js');
  const read = readStoreAddress(state.valkey);
  if (typeof read === 'string') throw new TypeError(read);
  const { maxClockSkewSeconds = defaultKerberosPolicy.maxClockSkewSeconds } = kerberos ?? {};
  return openStore(state, {
    address: { ...read, password: state.password ?? read.password },
    lockout: authPolicy.lockout,
    skewMilliseconds: maxClockSkewSeconds * 1000,
    // A domain brings the keys of its machine account along.
    takesTickets: kerberos !== undefined || domain !== undefined,
    server: names.netbiosName,
    runtime,
    own,
    tell,
  });
}

/** Has the store take the records of logins, as `--json` prints them; returns a function that ends this. */
async function publishRecords({ record }: OpenedStore, emitter: ServerEmitter): Promise<() => void> {
  if (record === undefined) return () => {};
  const { authenticationRecord } = await import('../diagnosis/output/samba-audit.js');
  return emitter.on('attempt-completed', (attempt) => record(printableJson(authenticationRecord(attempt))));
}
