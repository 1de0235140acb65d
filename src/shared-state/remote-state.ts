import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import type { LoginMemory, ProofMemory } from '../auth/login-memory.js';
import { AttemptNumbers } from './attempt-numbers.js';
import type { Conversation } from './conversation.js';
import { ProofsOfPlace } from './proofs-of-place.js';
import { RemoteFailures } from './remote-failures.js';
import { placeBitsFor, placeOf } from './session-places.js';
import type {
  ConnectionLimit,
  CountsListener,
  ServerIdentity,
  SessionUser,
  SharedCounts,
  SharedSessions,
  SharedState,
} from './shared-state.js';
import {
  bytesOf,
  countOf,
  sessionIdOf,
  textOf,
  textOfBytes,
  textOfSessionId,
  truthOf,
} from './wire-items.js';
import type { WireValue } from './wire.js';

/** The state of a server whose owner is at the other end of a conversation. */
export class RemoteState implements SharedState {
  readonly identity: ServerIdentity;
  readonly lockouts: LoginMemory['lockouts'];
  readonly proofs: ProofMemory;
  readonly challengeMark: number;
  readonly replays: ReplayMemory;
  readonly counts: SharedCounts;
  readonly sessions: SharedSessions;
  readonly #numbers: AttemptNumbers;
  #counting: CountsListener | undefined;
  #endSession: ((id: bigint, user: SessionUser) => void) | undefined;

  /**
   * @param welcome the values of the owner's first word
   * @throws TypeError for values that no owner sends
   */
  constructor(conversation: Conversation, welcome: readonly WireValue[]) {
    const [place, processes, mark, locks, guid, startedAt, firstAttempt, firstSpare, mentionedUpTo] = welcome;
    this.identity = { guid: bytesOf(guid), startedAt: countOf(startedAt) };
    this.lockouts = truthOf(locks)
      ? {
          accounts: new RemoteFailures(conversation, 'accounts'),
          names: new RemoteFailures(conversation, 'names'),
        }
      : undefined;
    this.challengeMark = markOf(mark);
    this.proofs = new ProofsOfPlace(async (proof) =>
      truthOf((await conversation.ask('proof', textOfBytes(proof)))[0]),
    );
    this.replays = new RemoteReplays(conversation);
    this.counts = this.#countsOf(conversation, countOf(mentionedUpTo));
    this.sessions = this.#sessionsOf(conversation, countOf(place), countOf(processes));
    this.#numbers = new AttemptNumbers(countOf(firstAttempt), countOf(firstSpare), async () =>
      countOf((await conversation.ask('block'))[0]),
    );
  }

  nextAttemptId(): number {
    return this.#numbers.take();
  }

  /**
   * Takes what the owner says.
   *
   * @throws TypeError for anything that no owner says
   */
  answer(word: string, values: readonly WireValue[]): readonly WireValue[] {
    const [first, second, third, fourth] = values;
    switch (word) {
      case 'turn-away':
        this.#counting?.turnAway(countOf(first), connectionLimitOf(second));
        return [];
      case 'elsewhere':
        this.#counting?.heldElsewhere(textOf(first), countOf(second));
        return [];
      case 'unauthenticated?': {
        const { all, ofAddress } = this.#counting?.unauthenticated(textOf(first)) ?? { all: 0, ofAddress: 0 };
        return [all, ofAddress];
      }
      case 'end':
        this.#endSession?.(sessionIdOf(first), {
          sid: textOf(second),
          account: textOf(third),
          domain: textOf(fourth),
        });
        return [];
      default:
        throw new TypeError('a question of no known kind');
    }
  }

  /**
   * A connection that comes or goes is told at once where the limits are near. With a quarter of its share, a process
   * cannot be the one that reaches them, so that the owner may hear of it with what is said next.
   */
  #countsOf(conversation: Conversation, mentionedUpTo: number): SharedCounts {
    let open = 0;
    return {
      entered: (connection, address) => {
        if (++open <= mentionedUpTo) conversation.mention('entered', connection, address);
        else conversation.tell('entered', connection, address);
      },
      left: (connection) => {
        if (open-- <= mentionedUpTo) conversation.mention('left', connection);
        else conversation.tell('left', connection);
      },
      holds: (address, bytes) => conversation.tell('holds', address, bytes),
      attend: (listener) => {
        this.#counting = listener;
      },
    };
  }

  #sessionsOf(conversation: Conversation, place: number, processes: number): SharedSessions {
    const placeBits = placeBitsFor(processes);
    return {
      placeBits,
      place,
      isElsewhere: (id) => {
        const there = placeOf(id, placeBits);
        return there !== place && there < processes;
      },
      endElsewhere: async (id, { sid, account, domain }) => {
        await conversation.ask('end', textOfSessionId(id), sid, account, domain);
      },
      attend: (end) => {
        this.#endSession = end;
      },
    };
  }
}

/** The authenticators of all processes. */
class RemoteReplays implements ReplayMemory {
  readonly #conversation: Conversation;
  /** As the owner said last. */
  full = false;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  async admit(digest: Buffer, until: number): Promise<boolean> {
    // A time that no clock tells refuses, as every other that cannot be remembered.
    if (!Number.isFinite(until) || until < 0) return false;
    const [isNew, full] = await this.#conversation.ask(
      'authenticator',
      textOfBytes(digest),
      Math.ceil(until),
    );
    this.full = truthOf(full);
    return truthOf(isNew);
  }
}

function markOf(value: WireValue | undefined): number {
  const mark = countOf(value);
  if (mark > 0xff) throw new TypeError('expected a byte');
  return mark;
}

const connectionLimits: readonly ConnectionLimit[] = [
  'connections',
  'connectionsPerAddress',
  'unauthenticatedConnections',
  'unauthenticatedConnectionsPerAddress',
];

function connectionLimitOf(value: WireValue | undefined): ConnectionLimit {
  const limit = connectionLimits.find((name) => name === value);
  if (limit === undefined) throw new TypeError('expected a limit of connections');
  return limit;
}
