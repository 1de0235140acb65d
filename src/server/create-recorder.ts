import type { Account, AccountStore } from '../auth/account.js';
import { knownAccounts } from '../auth/known-accounts.js';
import { AttemptRecorder } from '../diagnosis/collect-attempts.js';
import { createDiagnosis, type Diagnosis, type DiagnosisOptions } from '../diagnosis/diagnose.js';
import type { Vocabulary } from '../diagnosis/vocabulary.js';
import type { SharedState } from '../shared-state/shared-state.js';
import type { ResolvedOptions } from './resolve-options.js';
import type { ServerEmitter } from './server-emitter.js';

/** The recorder of a server, and the diagnosis behind it. Attempts become words only when a listener wants them. */
export function createRecorder(
  { runtime, names, diagnosis: policy, logger }: ResolvedOptions,
  vocabulary: Vocabulary,
  accounts: AccountStore,
  emitter: ServerEmitter,
  {
    nextAttemptId,
    ...lists
  }: Pick<DiagnosisOptions, 'shareNames' | 'refusedTicket'> & Pick<SharedState, 'nextAttemptId'>,
): {
  readonly recorder: AttemptRecorder;
  readonly diagnosis: Diagnosis;
  readonly knownAccounts: () => Iterable<Account> | undefined;
} {
  const ownNames = [names.netbiosName, names.netbiosDomain, names.dnsName, names.dnsDomain];
  const accountsNow = (): Iterable<Account> | undefined =>
    knownAccounts(accounts, (error) => logger.error('listing the known accounts failed', { error }));
  const diagnosis = createDiagnosis(
    {
      ...policy,
      runtime,
      vocabulary,
      ...lists,
      ownNames,
      knownAccounts: accountsNow,
      onFailure: (error) => logger.error('a second look failed', { error }),
    },
    (type) => {
      const { heard, tell } = emitter.announce(type);
      return { heard, tell: (words) => tell(() => words().record) };
    },
  );
  const recorder = new AttemptRecorder(runtime, (event) => diagnosis.take(event), {
    nextAttemptId,
    listeners: { hear: (type) => emitter.isHeard(type), miss: (type) => emitter.count(type) },
  });
  return { recorder, diagnosis, knownAccounts: accountsNow };
}
