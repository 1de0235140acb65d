import type { Account } from '../auth/account.js';
import type { Runtime } from '../runtime/runtime.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import { type Attempt, type AttemptEvent, ONCE, type Repetition } from './recorded-attempt.js';
import { explain } from './records.js';
import { explainFailure, explainIncident, explainTree } from './explain-later.js';
import { chosenIn, createEvidence, type Evidence, gatherEvidence } from './facts-by-kind.js';
import { bytesOfEvent, createLookAgain, type LookAgain } from './look-again.js';
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
  /** The configured accounts: a user may have typed the password of another. Undefined: the store cannot list them. */
  readonly knownAccounts?: () => Iterable<Account> | undefined;
  /** Names of the server's shares: a client may have mistyped one. */
  readonly shareNames?: () => Iterable<string>;
  /**
   * The latest refusal of the KDC of this process that explains why a client of an address left; `connectedAt` is a
   * time of the wall clock.
   */
  readonly refusedTicket?: (address: string, connectedAt: number) => KdcRecord | undefined;
  /** Called with the error of a search that threw. */
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
   * Takes an event. Its words go out at once, or after the second looks that it and the events before it need. Events
   * of one address stay in order.
   */
  take(event: AttemptEvent): void;
  /** Whether too many events wait; the server should read no requests meanwhile. */
  readonly behind: boolean;
  /** Resolves once every event has gone out; second looks get at most one second. */
  settle(): Promise<void>;
}

/** The listeners of an event. */
export interface Audience {
  /** False: there is no listener, so nothing is searched. */
  readonly heard: boolean;
  /** Must not throw. */
  readonly tell: (words: () => DiagnosedEvent) => void;
}

/**
 * Makes the diagnosis of one server.
 *
 * @param announce called when an event happens; the audience gets it once its words can be made
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
      const { look, bytes } = heard ? lookAgain(event, evidenceOf) : unheard;
      looks.take(event.attempt.connection.remote.address, {
        look,
        bytes,
        done: (found) => tell(() => inWords(event, found, options, evidenceOf)),
      });
    },
    get behind() {
      return looks.behind;
    },
    settle: () => looks.settle(),
  };
}

const unheard: LookAgain = { bytes: bytesOfEvent };

function inWords(
  event: AttemptEvent,
  look: SecondLook,
  options: DiagnosisOptions,
  evidenceOf: (attempt: Attempt) => Evidence,
): DiagnosedEvent {
  const { runtime, vocabulary, shareNames, knownAccounts } = options;
  const repetition: Repetition = { count: event.count ?? ONCE.count, omitted: event.omitted ?? ONCE.omitted };
  switch (event.type) {
    case 'attempt':
    case 'attempt-completed': {
      const attempt = withoutPasswords(event.attempt, knownAccounts);
      return { type: event.type, record: explain(attempt, evidenceOf(attempt), look, repetition) };
    }
    case 'tree': {
      const { attempt, tree } = event;
      const chosen = chosenIn(attempt, vocabulary);
      return {
        type: 'tree',
        record: explainTree(attempt, chosen, tree, runtime.now(), shareNames, repetition),
      };
    }
    case 'failure':
      return {
        type: 'failure',
        record: explainFailure(event.attempt, event.failure, repetition, runtime.now()),
      };
    case 'incident': {
      const { attempt, incident } = event;
      const evidence = gatherEvidence({ ...attempt, afterwards: [incident] }, vocabulary);
      const record = explainIncident(attempt, evidence, incident, repetition, runtime.now(), look);
      return { type: 'incident', record };
    }
  }
}
