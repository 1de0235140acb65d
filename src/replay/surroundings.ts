import { upperCaseUtf16 } from '../bytes/index.js';
import type { Account, FindingStore } from '../auth/account.js';
import { type AccountDefinition, createAccount } from '../auth/account-definition.js';
import type { ConnectionEnd, ConnectionInfo } from '../facts/recorder.js';
import type { Tap } from '../facts/tap.js';
import { type CheckedRuntime, systemRuntime } from '../runtime/runtime.js';
import type { RecordedAccount } from '../transcript/format.js';
import type { Recording } from '../transcript/read-transcript.js';
import { Serving } from '../transcript/serving.js';

/** Sees the bytes of a connection of the server that replays, under its number in the recording. */
export interface Watcher {
  /** A connection was accepted. */
  opened?(connection: number): void;
  received?(connection: number, bytes: Buffer): void;
  sent?(connection: number, bytes: Buffer): void;
  closed?(connection: number, end: ConnectionEnd): void;
}

/** The number that stands for the server itself, which draws and asks without a connection. */
const SERVER = 0;

/**
 * The surroundings that a server had while it was recorded: its clock, its random bytes and its accounts. Each
 * connection gets those that it had, so that two at a time cannot take each other's.
 */
export class ReplayedSurroundings {
  readonly runtime: CheckedRuntime;
  readonly tap: Tap;
  readonly accounts: FindingStore;
  /** Draws of random bytes that the recording does not have, by connection. */
  readonly invented = new Map<number, number>();
  /** Names that were looked up without a secret to verify them, by connection. */
  readonly unproved = new Map<number, string>();
  /** Session.SessionKey of each login that the server accepted, by SessionId. */
  readonly sessionKeys = new Map<bigint, Buffer>();
  readonly #serving = new Serving();
  readonly #drawn = new Map<number, Buffer[]>();
  readonly #clocks = new Map<number, number[]>();
  readonly #found = new Map<string, (RecordedAccount | null)[]>();
  readonly #given: ReadonlyMap<string, AccountDefinition>;
  /** Numbers in the recording of the connections that are still to be opened. */
  readonly #numbers: number[];
  readonly #startedAt: number;
  readonly #begun: number;

  /**
   * @param numbers of the connections that will be opened, in order
   * @param given accounts with their secrets, which the recording may not have
   */
  constructor(
    { head, lines }: Recording,
    numbers: readonly number[],
    given: readonly AccountDefinition[],
    watcher: Watcher,
  ) {
    this.#numbers = [...numbers];
    this.#startedAt = head.startedAt;
    this.#begun = systemRuntime.monotonic();
    this.#given = new Map(given.map((account) => [upperCaseUtf16(account.name), account]));
    for (const line of lines) {
      if (line.event === 'drawn')
        listOf(this.#drawn, line.connection ?? SERVER).push(Buffer.from(line.bytes, 'hex'));
      else if (line.event === 'serving') listOf(this.#clocks, line.connection).push(line.clock);
      else if (line.event === 'account')
        listOf(this.#found, keyOf(line.connection, line.name, line.domain)).push(line.found);
    }
    this.runtime = {
      ...systemRuntime,
      now: () => this.#serving.now?.clock ?? this.#elapsed(),
      randomBytes: (length) => this.#draw(length),
    };
    this.tap = { connectionOpened: (info) => this.#opened(info, watcher) };
    this.accounts = { find: async (name, domain) => this.#find(name, domain) };
  }

  #opened({ id }: ConnectionInfo, watcher: Watcher) {
    // A connection that the recording does not have gets a number that no line has.
    const connection = this.#numbers.shift() ?? Number.MAX_SAFE_INTEGER - id;
    const clocks = this.#clocks.get(connection) ?? [];
    watcher.opened?.(connection);
    return {
      received: (bytes: Buffer) => watcher.received?.(connection, bytes),
      sent: (bytes: Buffer) => watcher.sent?.(connection, bytes),
      closed: (end: ConnectionEnd) => watcher.closed?.(connection, end),
      sessionKey: (session: bigint, key: Buffer) => void this.sessionKeys.set(session, key),
      serving: (work: () => void) => {
        const clock = clocks.shift() ?? this.#elapsed();
        this.#serving.during({ connection, clock }, work);
      },
    };
  }

  /** The next draw of this length that was recorded; the code may since draw in another order. */
  #draw(length: number): Buffer {
    const connection = this.#serving.now?.connection ?? SERVER;
    const drawn = this.#drawn.get(connection) ?? [];
    const index = drawn.findIndex((bytes) => bytes.length === length);
    const [recorded] = index === -1 ? [] : drawn.splice(index, 1);
    if (recorded !== undefined) return recorded;
    this.invented.set(connection, (this.invented.get(connection) ?? 0) + 1);
    return systemRuntime.randomBytes(length);
  }

  #find(name: string, domain: string): Account | undefined {
    const connection = this.#serving.now?.connection;
    const recorded = this.#found.get(keyOf(connection, name, domain));
    const [answer] = recorded ?? [];
    if (recorded !== undefined && recorded.length > 1) recorded.shift();
    const given = this.#given.get(upperCaseUtf16(name));
    if (answer === undefined) return given && createAccount(given);
    if (answer === null) return undefined;
    const { ntHash, ...rest } = answer;
    const secret = ntHash ?? given?.ntHash;
    const password = ntHash === undefined ? given?.password : undefined;
    if (secret === undefined && password === undefined) this.unproved.set(connection ?? SERVER, answer.name);
    return createAccount({
      ...rest,
      ...(password === undefined ? { ntHash: secret ?? systemRuntime.randomBytes(16) } : { password }),
    });
  }

  #elapsed(): number {
    return this.#startedAt + Math.round(systemRuntime.monotonic() - this.#begun);
  }
}

function keyOf(connection: number | undefined, name: string, domain: string): string {
  return JSON.stringify([connection ?? SERVER, upperCaseUtf16(name), domain]);
}

function listOf<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const there = lists.get(key);
  if (there !== undefined) return there;
  const made: Value[] = [];
  lists.set(key, made);
  return made;
}
