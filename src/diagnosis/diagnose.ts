import type { Account } from '../auth/account.js';
import type { Runtime } from '../runtime/runtime.js';
import { type Attempt, type AttemptEvent, ONCE, type Repetition } from './recorded-attempt.js';
import { explain } from './records.js';
import { explainFailure, explainIncident, explainTree } from './explain-later.js';
import { createEvidence, type Evidence, gatherEvidence } from './facts-by-kind.js';
import { bytesOfEvent, createLookAgain } from './look-again.js';
import type { DiagnosisPolicy } from './policy.js';
import type { AttemptRecord, FailureRecord, IncidentRecord, TreeRecord } from './attempt-record.js';
import type { SecondLook } from './second-look.js';
import { SecondLooks } from './second-looks.js';
import type { Vocabulary } from './vocabulary.js';
import { withoutPasswords } from './without-passwords.js';

export interface DiagnosisOptions extends Partial<DiagnosisPolicy> {
  readonly runtime: Runtime;
  /** The words of the server's mechanisms. */
  readonly vocabulary: Vocabulary;
  /** Names of this server that a client may take for the domain. */
  readonly ownNames?: readonly string[];
  /** The configured accounts, of which another's password may have been typed; undefined: nobody can list them. */
  readonly knownAccounts?: () => Iterable<Account> | undefined;
  /** Names of the shares there are, one of which a client may have meant. */
  readonly shareNames?: () => Iterable<string>;
  /** Told of a search that threw. */
  readonly onFailure?: (error: unknown) => void;
}

/** An {@link AttemptEvent} in words; the order is the same. */
export type DiagnosedEvent =
  | { readonly type: 'attempt' | 'attempt-completed'; readonly record: AttemptRecord }
  | { readonly type: 'tree'; readonly record: TreeRecord }
  | { readonly type: 'incident'; readonly record: IncidentRecord }
  | { readonly type: 'failure'; readonly record: FailureRecord };

/** Turns events into words. */
export interface Diagnosis {
  /**
   * Takes an event: it is told at once, or after the second looks that it and those before it need. The order of the
   * events of one address stays.
   */
  take(event: AttemptEvent): void;
  /** Whether more waits to be told than there is time for: nobody should cause more of it meanwhile. */
  readonly behind: boolean;
  /** Resolves once every event is told; at most a second is spent on second looks. */
  settle(): Promise<void>;
}

/** The listeners of an event. */
export interface Audience {
  /** False: there is nobody, and so nothing is searched. */
  readonly heard: boolean;
  /** Must not throw. */
  readonly tell: (words: () => DiagnosedEvent) => void;
}

/**
 * Makes what turns the events of one server into words.
 *
 * @param announce called when an event happens; it is told once its words can be made
 */
export function createDiagnosis(
  options: DiagnosisOptions,
  announce: (type: AttemptEvent['type']) => Audience,
): Diagnosis {
  const { runtime, vocabulary, onFailure = () => {} } = options;
  const looks = new SecondLooks(() => runtime.monotonic(), onFailure);
  const lookAgain = createLookAgain(options);
  const evidenceOf = createEvidence(vocabulary);
  return {
    take: (event) => {
      const { heard, tell } = announce(event.type);
      looks.take(event.attempt.connection.remote.address, {
        ...(heard ? lookAgain(event, evidenceOf(event.attempt)) : { bytes: bytesOfEvent }),
        done: (look) => tell(() => inWords(event, look, options, evidenceOf)),
      });
    },
    get behind() {
      return looks.behind;
    },
    settle: () => looks.settle(),
  };
}

function inWords(
  event: AttemptEvent,
  look: SecondLook,
  options: DiagnosisOptions,
  evidenceOf: (attempt: Attempt) => Evidence,
): DiagnosedEvent {
  const { runtime, vocabulary, shareNames, knownAccounts } = options;
  const repetition: Repetition = { count: event.count ?? ONCE.count, omitted: event.omitted ?? ONCE.omitted };
  const time = runtime.now();
  switch (event.type) {
    case 'attempt':
    case 'attempt-completed': {
      const attempt = withoutPasswords(event.attempt, knownAccounts?.() ?? []);
      return { type: event.type, record: explain(attempt, evidenceOf(attempt), look, repetition) };
    }
    case 'tree': {
      const { attempt, tree } = event;
      const evidence = evidenceOf(attempt);
      return { type: 'tree', record: explainTree(attempt, evidence, tree, time, shareNames?.(), repetition) };
    }
    case 'failure':
      return { type: 'failure', record: explainFailure(event.attempt, event.failure, repetition, time) };
    case 'incident': {
      const { attempt, incident } = event;
      const evidence = gatherEvidence({ ...attempt, afterwards: [incident] }, vocabulary);
      const record = explainIncident(attempt, evidence, incident, repetition, time, look);
      return { type: 'incident', record };
    }
  }
}
