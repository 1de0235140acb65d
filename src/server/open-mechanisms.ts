import type { AccountStore } from '../auth/account.js';
import type { FailedStore } from '../auth/failed-store.js';
import type { Mechanism } from '../auth/mechanism.js';
import type { OpenedDomain } from '../domain/index.js';
import { MemoryAway } from '../auth/memory-away.js';
import type { AnswerScripts } from '../realm/answer-script.js';
import type { RealmSurroundings } from '../realm/create-kdc-state.js';
import { SharedStateError } from '../shared-state/conversation.js';
import type { SharedState } from '../shared-state/shared-state.js';
import { joinedDomain } from './domain.js';
import { refuseIdleDomainUsers, refuseIdlePrincipals } from './idle-principals.js';
import type { RecordedOptions } from './keep-transcript.js';
import { openKerberos, type ServerKerberos } from './kerberos.js';
import { mechanismsOf } from './mechanisms.js';
import { RefusedTickets } from './refused-tickets.js';
import type { ServerEmitter } from './server-emitter.js';

/** The mechanisms of a server, and the parts that they were opened with. */
export interface OpenedMechanisms {
  /** Kerberos, and the test realm if there is one. */
  readonly kerberos: ServerKerberos;
  /** The domain that NTLM asks; undefined: the server is a member of none. It is not started yet. */
  readonly domain: OpenedDomain | undefined;
  readonly mechanisms: readonly Mechanism[];
  /** The refusals of the KDC of a test realm. */
  readonly refusedTickets: RefusedTickets;
}

/**
 * Opens the mechanisms of a server.
 *
 * @throws ConfigurationError for keys, a state folder or principals that cannot be used
 */
export function openMechanisms(
  resolved: RecordedOptions,
  shared: SharedState,
  accounts: AccountStore,
  emitter: ServerEmitter,
  scripts: AnswerScripts,
): OpenedMechanisms {
  refuseIdleDomainUsers(resolved);
  const onStoreFailure = (error: unknown, failed: FailedStore): void => {
    // Its keeper logs when it goes away, and the record of each login says so.
    if (error instanceof MemoryAway) return;
    resolved.logger.error(wordsOfFailure(error, failed), { error });
  };
  const refusedTickets = new RefusedTickets();
  const onExchange: NonNullable<RealmSurroundings['onExchange']> = (exchange, words) => {
    refusedTickets.add(exchange, words);
    emitter.emit('kdc', words);
  };
  const runtime = resolved.keyRuntime;
  const domain = joinedDomain(resolved.domain, runtime, emitter);
  const kerberos = openKerberos(
    resolved.kerberos,
    {
      ...resolved,
      runtime,
      accounts,
      machineKeys: domain?.machineKeys,
      replays: shared.replays,
      onExchange,
      scripts,
    },
    onStoreFailure,
  );
  const { productVersion } = resolved.profile;
  const own = { productVersion, memory: shared, kerberos: kerberos.mechanism, domain };
  const surroundings = { ...resolved, accounts, ...own };
  const mechanisms = mechanismsOf(resolved.mechanisms, surroundings, onStoreFailure);
  refuseIdlePrincipals(resolved, mechanisms);
  return { kerberos, domain, mechanisms, refusedTickets };
}

const failures: Readonly<Record<FailedStore, string>> = {
  'account-store': 'the account store failed',
  'login-memory': 'the memory of earlier logins failed',
  'service-keys': 'the Kerberos keys could not be read',
};

function wordsOfFailure(error: unknown, failed: FailedStore): string {
  return error instanceof SharedStateError
    ? 'the primary, which has the memory of earlier logins, could not be asked'
    : failures[failed];
}
