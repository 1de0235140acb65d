import { type ReplayMemory, ReplaysInMemory } from '../auth/kerberos/replay-memory.js';
import type { FailureCount } from '../auth/login-memory.js';
import type { AuthPolicy } from '../auth/policy.js';
import { checkedRuntime, type CheckedRuntime, type Runtime } from '../runtime/runtime.js';
import { type MaybePromise, whenKnown } from '../values/maybe-promise.js';
import { AttemptBlocks, firstSpare } from './attempt-numbers.js';
import { ChallengeMarks } from './challenge-marks.js';
import { CommonCounts, type CountedProcess } from './common-counts.js';
import { Conversation } from './conversation.js';
import { ownState } from './own-state.js';
import { MOST_PLACES, placeBitsFor, placeOf } from './session-places.js';
import type { CountLimits, ServerIdentity, SharedState } from './shared-state.js';
import { bytesOf, countOf, sessionIdOf, textOf, textOfBytes, textOfSessionId } from './wire-items.js';
import type { Wire, WireValue } from './wire.js';

/** The owner of a shared state is made of these; they are the same as those of the processes. */
export interface OwnerOptions {
  /** The number of processes: 1 to 256. */
  readonly processes: number;
  readonly lockout: AuthPolicy['lockout'];
  readonly limits: CountLimits;
  /** Clocks of lock-outs and replays, and the randomness of ServerGuid. */
  readonly runtime: Runtime;
  /** The authenticators of Kerberos; default: a memory that a restart loses. */
  readonly replays?: ReplayMemory;
  /** Called with an error of a memory, or a message of a process that cannot be read, for a log. */
  readonly failed?: (error: unknown) => void;
}

/** The owner of the state that the processes of a server share. It serves no client itself. */
export interface StateOwner {
  /**
   * Serves a process until its wire is lost. Its connections and held bytes count no more then; its failed logins and
   * its proofs do.
   *
   * @param place 0 to `processes` - 1; a process that replaces another takes its place
   * @throws RangeError for a place that there is not, or that is taken
   */
  serve(place: number, wire: Wire): void;
}

/** Milliseconds that the owner waits for a process: less than a process waits for the owner. */
const PATIENCE = 2000;

/** @throws RangeError for a number of processes that SessionIds cannot tell apart */
export function createOwner(options: OwnerOptions): StateOwner {
  return new Owner(options);
}

class Owner implements StateOwner {
  readonly #options: OwnerOptions;
  readonly #runtime: CheckedRuntime;
  readonly #state: SharedState;
  readonly #replays: ReplayMemory;
  readonly #identity: ServerIdentity;
  readonly #counts: CommonCounts;
  readonly #blocks = new AttemptBlocks();
  readonly #marks = new ChallengeMarks();
  /** By place. */
  readonly #served = new Map<number, Conversation>();
  readonly #placeBits: number;
  #joined = 0;

  constructor(options: OwnerOptions) {
    const { processes, lockout, replays } = options;
    if (!Number.isInteger(processes) || processes < 1 || processes > MOST_PLACES) {
      throw new RangeError(`expected 1 to ${MOST_PLACES} processes, not ${processes}`);
    }
    const runtime = checkedRuntime(options.runtime);
    this.#options = options;
    this.#runtime = runtime;
    this.#state = ownState({ lockout, runtime });
    this.#replays = replays ?? new ReplaysInMemory();
    this.#identity = { guid: runtime.randomBytes(16), startedAt: runtime.now() };
    this.#counts = new CommonCounts(options.limits);
    this.#placeBits = placeBitsFor(processes);
  }

  serve(place: number, wire: Wire): void {
    const { processes, failed } = this.#options;
    if (!Number.isInteger(place) || place < 0 || place >= processes) {
      throw new RangeError(`expected a place from 0 to ${processes - 1}, not ${place}`);
    }
    if (this.#served.has(place)) throw new RangeError(`place ${place} is taken`);
    const conversation = new Conversation(wire, {
      runtime: this.#runtime,
      patience: PATIENCE,
      answer: (word, values) => this.#answer(counted, place, word, values),
      lost: () => {
        this.#served.delete(place);
        this.#counts.leave(counted);
        this.#marks.giveBack(mark);
      },
      ...(failed && { failed }),
    });
    const mark = this.#marks.take();
    const counted = countedProcess(conversation);
    this.#served.set(place, conversation);
    this.#counts.join(counted);
    this.#welcome(place, mark, conversation);
    conversation.open();
  }

  #welcome(place: number, mark: number, conversation: Conversation): void {
    const { guid, startedAt } = this.#identity;
    const { processes } = this.#options;
    const locks = this.#state.lockouts !== undefined;
    const numbers = [this.#blocks.take(), firstSpare(this.#joined++)];
    const common = [textOfBytes(guid), startedAt, ...numbers];
    conversation.tell('welcome', place, processes, mark, locks, ...common, this.#mentionedUpTo());
  }

  /** Connections that a process may have before it must tell at once of each that comes and goes. */
  #mentionedUpTo(): number {
    const { processes, limits } = this.#options;
    const fewest = Math.min(
      limits.connections,
      limits.connectionsPerAddress,
      limits.unauthenticatedConnections,
      limits.unauthenticatedConnectionsPerAddress,
    );
    return Math.floor(fewest / (4 * processes));
  }

  #answer(
    counted: CountedProcess,
    place: number,
    word: string,
    values: readonly WireValue[],
  ): MaybePromise<readonly WireValue[]> {
    const [first, second, third, fourth] = values;
    switch (word) {
      case 'locked?':
        return told(this.#count(first).isLocked(textOf(second)));
      case 'wrong':
        return told(this.#count(first).recordFailure(textOf(second), bytesOf(third), textOf(fourth)));
      case 'right':
        return whenKnown(this.#count(first).recordSuccess(textOf(second), textOf(third)), () => []);
      case 'proof':
        return told(this.#state.proofs.remember(bytesOf(first), true));
      case 'authenticator':
        return this.#admit(bytesOf(first), countOf(second));
      case 'block':
        return [this.#blocks.take()];
      case 'entered':
        this.#counts.entered(counted, countOf(first), textOf(second));
        return [];
      case 'left':
        this.#counts.left(counted, countOf(first));
        return [];
      case 'holds':
        this.#counts.holds(counted, textOf(first), heldOf(second));
        return [];
      case 'end':
        return this.#endSession(place, sessionIdOf(first), [textOf(second), textOf(third), textOf(fourth)]);
      default:
        throw new TypeError('a question of no known kind');
    }
  }

  #count(which: WireValue | undefined): FailureCount {
    const { lockouts } = this.#state;
    if (lockouts === undefined || (which !== 'accounts' && which !== 'names')) {
      throw new TypeError('expected a count that there is');
    }
    return lockouts[which];
  }

  /** A memory may be on a disk that fails: it is a refusal then, and no fault of the asker. */
  async #admit(digest: Buffer, until: number): Promise<readonly WireValue[]> {
    const isNew: unknown = await this.#replays.admit(digest, until, this.#runtime.now());
    return [isNew === true, this.#replays.full === true];
  }

  /**
   * A session that its process cannot end is one that the asker must not be told has ended. The values are read before:
   * a process takes its owner at its word, and would end the wire over others.
   */
  #endSession(asker: number, id: bigint, user: readonly string[]): MaybePromise<readonly WireValue[]> {
    const place = placeOf(id, this.#placeBits);
    const owner = place === asker ? undefined : this.#served.get(place);
    if (owner === undefined) return [];
    // Where the process is lost meanwhile, its sessions are, too.
    return owner.ask('end', textOfSessionId(id), ...user).then(
      () => [],
      (error: unknown) => {
        if (this.#served.get(place) !== owner) return [];
        throw error;
      },
    );
  }
}

/** Bytes that a process may hold for an address: the sums over all processes are whole numbers as well. */
const MOST_HELD = 2 ** 40;

/** @throws TypeError for more bytes than a process can hold */
function heldOf(value: WireValue | undefined): number {
  const bytes = countOf(value);
  if (bytes > MOST_HELD) throw new TypeError('expected the bytes that a process can hold');
  return bytes;
}

function told(answer: MaybePromise<boolean>): MaybePromise<readonly WireValue[]> {
  return whenKnown(answer, (value) => [value]);
}

/** A process as its counts are kept. */
function countedProcess(conversation: Conversation): CountedProcess {
  return {
    turnAway: (connection, limit) => conversation.tell('turn-away', connection, limit),
    heldElsewhere: (address, bytes) => conversation.tell('elsewhere', address, bytes),
    unauthenticated: async (address) => {
      const [all, ofAddress] = await conversation.ask('unauthenticated?', address);
      return { all: countOf(all), ofAddress: countOf(ofAddress) };
    },
  };
}
