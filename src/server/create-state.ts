import type { Account } from '../auth/account.js';
import type { Mechanism } from '../auth/mechanism.js';
import { negTokenInit2 } from '../auth/spnego/index.js';
import type { AttemptRecorder } from '../diagnosis/collect-attempts.js';
import { describeFact } from '../diagnosis/describe-fact.js';
import { factWithoutPasswords } from '../diagnosis/without-passwords.js';
import type { Vocabulary } from '../diagnosis/vocabulary.js';
import type { Tap } from '../facts/tap.js';
import { SpareBuffers } from '../runtime/spare-buffers.js';
import { ClientTable } from '../session/model/client-table.js';
import type { Limits } from '../session/model/policy.js';
import type { LimitHit, ServerState } from '../session/model/server-state.js';
import { SessionTable } from '../session/model/session-table.js';
import { ShareTable } from '../session/model/share-table.js';
import type { ServerIdentity, SharedState } from '../shared-state/shared-state.js';
import { descriptorLimit } from '../shares/directory/descriptors.js';
import { withinDescriptors } from './admission.js';
import { writerOf } from '../transcript/transcript.js';
import { bothTaps } from './both-taps.js';
import type { ServerFaults } from './create-faults.js';
import { guardedTap } from './guarded-tap.js';
import type { MessageTurns } from './message-turns.js';
import { networkInterfacesOf } from './network-interfaces.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The most memory for long messages that is kept between them: enough for one busy client. */
const SPARE_BYTES = 16 * 1024 * 1024;

/** The parts of a server that its state is made of. */
export interface StateParts {
  readonly mechanisms: readonly Mechanism[];
  readonly vocabulary: Vocabulary;
  readonly recorder: AttemptRecorder;
  readonly turns: MessageTurns;
  /** The address that the host of the options became. */
  readonly listeningOn: () => string;
  readonly onLimit: (hit: LimitHit) => void;
  /** The accounts whose passwords no words may have. */
  readonly knownAccounts: () => Iterable<Account> | undefined;
  /** The faults of tokens and offers. */
  readonly faults: Pick<ServerFaults, 'scripts' | 'offers'>;
}

/** The state that all connections of a server share. It has no shares yet. */
export function createState(
  options: ResolvedOptions,
  { mechanisms, vocabulary, recorder, turns, listeningOn, onLimit, faults, knownAccounts }: StateParts,
  { identity, sessions }: SharedState,
): ServerState {
  const { names, authPolicy, profile, runtime, logger } = options;
  const onInternalError = (error: unknown, where: string): void =>
    logger.error(`internal error while ${where}`, { error });
  const tap = tapOf(options, onInternalError);
  return {
    guid: serverGuid(options, identity),
    startedAt: profile.serverStartTime === 'start' ? (identity?.startedAt ?? runtime.now()) : undefined,
    profile,
    names,
    policy: options.policy,
    authPolicy,
    limits: limitsOf(options),
    runtime,
    turns,
    spares: new SpareBuffers(SPARE_BYTES),
    mechanisms,
    negTokenInit2: negTokenInit2(mechanisms),
    scripts: faults.scripts,
    offers: faults.offers,
    shares: new ShareTable(),
    sessions: new SessionTable(runtime, profile.sessionIds, sessions),
    clients: new ClientTable(),
    recorder:
      tap?.annotating?.(recorder, (fact) =>
        describeFact(factWithoutPasswords(fact, knownAccounts), vocabulary),
      ) ?? recorder,
    tap,
    networkInterfaces: () => networkInterfacesOf(listeningOn()),
    onLimit,
    onInternalError,
  };
}

/** Random bytes are drawn in any case, so that everything behind them is the same for every profile. */
function serverGuid(
  { names, profile, runtime }: ResolvedOptions,
  identity: ServerIdentity | undefined,
): Buffer {
  const random = identity?.guid ?? runtime.randomBytes(16);
  if (profile.serverGuid === 'random') return random;
  const guid = Buffer.alloc(16);
  guid.write(names.netbiosName.toLowerCase(), 'latin1');
  return guid;
}

/** The tap of the options, and the transcript's in front of it. */
function tapOf(
  { tap, transcript }: ResolvedOptions,
  onFailure: ServerState['onInternalError'],
): Tap | undefined {
  const guarded = tap && guardedTap(tap, onFailure);
  if (transcript === undefined) return guarded;
  const { tap: own } = writerOf(transcript);
  return guarded === undefined ? own : bothTaps(own, guarded);
}

/**
 * Lowers the limits in a process with few descriptors: without a descriptor, a connection would be closed without a
 * record.
 */
function limitsOf({ limits, logger }: ResolvedOptions): Limits {
  const descriptors = descriptorLimit();
  const within = withinDescriptors(limits, descriptors);
  if (within !== limits) {
    logger.warn(
      `limits.connections is ${within.connections} instead of ${limits.connections}: this process may have ${descriptors} open files (ulimit -n)`,
    );
  }
  return within;
}
