import { MemoryAway } from '../auth/memory-away.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Connect } from './connection.js';
import { StoreFault } from './connection.js';
import type { Epoch } from './epoch.js';
import { OTHER_EPOCH, type Script } from './scripts.js';
import { StoreSession } from './session.js';

/** A question to the store. Each begins with the epoch, which the link adds. */
export interface Question {
  readonly script: Script;
  /** The keys behind that of the epoch. */
  readonly keys: readonly string[];
  /** The values behind the epoch. */
  readonly values: readonly (string | Buffer)[];
}

/** The surroundings of a link. */
export interface LinkOptions {
  /** The name of the store in messages, without secrets. */
  readonly name: string;
  readonly connect: Connect;
  readonly runtime: CheckedRuntime;
  /** Milliseconds that one question may take. */
  readonly timeoutMilliseconds: number;
  readonly epoch: Epoch;
  /** Told of each change in a sentence, once. */
  readonly tell: (sentence: string) => void;
  /** The lot of logins while the store is away, as a sentence. */
  readonly meanwhile: string;
  /** Called at the beginning of each session, before anybody is told that the store is there. */
  readonly begun: (session: StoreSession) => Promise<void>;
  /** Called when the store is there. */
  readonly found: () => void;
}

/** Milliseconds between two attempts: from the first on twice as many each time, up to the last. */
const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 2000;

/** Milliseconds after which a store that nobody asks is asked whether it is there. */
const BEAT = 10_000;

/** Questions that are kept for a store that is away. */
const MOST_KEPT = 4096;

/**
 * The subjects of questions that are kept, in the order in which they are forgotten. Anybody can fail with any name,
 * and few can log in: a stranger who fills the one must not push out the other.
 */
const keptSubjects = ['names', 'accounts', 'logins'] as const;

/** The subject of a question that is kept. */
export type KeptSubject = (typeof keptSubjects)[number];

/**
 * The link to a store: there or away, and nothing in between. While it is away every question is refused at once, and
 * the link tries in the background until the store is there again.
 */
export class StoreLink {
  readonly #options: LinkOptions;
  #session: StoreSession | undefined;
  /** The last session that was begun; it may be there, or over. */
  #begun: StoreSession | undefined;
  /** Why there is no session, in words that follow the name of the store. */
  #because = 'is not open yet';
  /** Monotonic milliseconds of the last change to away; undefined: it was there, or never asked. */
  #awaySince: number | undefined;
  #pause = SHORTEST_PAUSE;
  #cancelTimer = (): void => {};
  #isClosed = false;
  /** Questions of the time when the store was away, the oldest first. */
  readonly #kept: Readonly<Record<KeptSubject, Question[]>> = { names: [], accounts: [], logins: [] };
  #forgotten = 0;
  /** Settled once a memory that was lost has been noticed everywhere; undefined: none is. */
  #renewal: Promise<void> | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Whether the store is there, as far as is known. */
  get isThere(): boolean {
    return this.#session !== undefined;
  }

  /** Why the store is away, as a sentence without secrets; undefined: it is there, as far as is known. */
  get trouble(): string | undefined {
    return this.#session === undefined ? this.#sentence(this.#because) : undefined;
  }

  /** The session, where the store is there. */
  get session(): StoreSession | undefined {
    return this.#session;
  }

  /** Tries once; resolves when the store is there or away. */
  async open(): Promise<void> {
    await this.#attempt();
  }

  close(): void {
    this.#isClosed = true;
    this.#because = 'is not asked any more: the server is closed';
    this.#cancelTimer();
    this.#begun?.close();
    this.#session = undefined;
  }

  /**
   * Asks the store.
   *
   * @param isAnswer whether a number is an answer to this question; the store is away after any other
   * @throws MemoryAway, as a rejection, when the store is away
   */
  async ask(question: Question, isAnswer: (told: number) => boolean): Promise<number> {
    const session = this.#session;
    if (session === undefined) throw this.#away();
    try {
      let told = await this.#run(session, question);
      if (told === OTHER_EPOCH) {
        await this.#renew(session);
        told = await this.#run(session, question);
      }
      if (typeof told === 'number' && isAnswer(told)) return told;
    } catch (error) {
      if (error instanceof StoreFault) throw this.#away(error.message);
      throw error;
    }
    session.end('answered what no store answers');
    throw this.#away();
  }

  /** Keeps a question for the time when the store is there again; its answer is of no use then. */
  keep(question: Question, subject: KeptSubject): void {
    this.#kept[subject].push(question);
    this.#forgetExcess();
    // It may have come back while this server answered for itself.
    if (this.#session !== undefined) this.#sayLater(this.#session);
  }

  #forgetExcess(): void {
    const all = keptSubjects.map((subject) => this.#kept[subject]);
    if (all.reduce((count, { length }) => count + length, 0) <= MOST_KEPT) return;
    all.find(({ length }) => length > 0)?.shift();
    this.#forgotten++;
  }

  #run(session: StoreSession, { script, keys, values }: Question): Promise<unknown> {
    const { epoch } = this.#options;
    return session.run(script, [epoch.key, ...keys], [epoch.id, ...values]);
  }

  #away(because = this.#because): MemoryAway {
    return new MemoryAway(this.#sentence(because));
  }

  #sentence(because: string): string {
    return `The store ${this.#options.name} ${because}.`;
  }

  /** The store is there and knows nothing of us: its memory was emptied. */
  #renew(session: StoreSession): Promise<void> {
    this.#renewal ??= this.#options.epoch.open(session).finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #attempt(): Promise<void> {
    const { connect, runtime, timeoutMilliseconds } = this.#options;
    if (this.#isClosed) return;
    const session = new StoreSession(connect, {
      runtime,
      timeoutMilliseconds,
      ended: (because) => this.#lost(session, because),
    });
    this.#begun = session;
    try {
      await session.begin();
      await this.#options.epoch.open(session);
      await this.#options.begun(session);
      await this.#sayKept(session);
    } catch {
      // It has ended with its own word already.
      session.end('could not be asked');
      return;
    }
    this.#found(session);
  }

  async #sayKept(session: StoreSession): Promise<void> {
    for (const subject of keptSubjects.toReversed()) {
      const kept = this.#kept[subject];
      while (kept.length > 0) {
        const some = kept.slice(0, 64);
        await Promise.all(some.map((question) => this.#run(session, question)));
        // Some of them may be forgotten, or said, meanwhile.
        while (kept[0] !== undefined && some.includes(kept[0])) kept.shift();
      }
    }
  }

  /** Says what was kept while the store came back. */
  #sayLater(session: StoreSession): void {
    this.#sayKept(session).catch(() => {
      // The session has told why it ended.
    });
  }

  #found(session: StoreSession): void {
    if (session.hasEnded) return;
    if (this.#isClosed) {
      session.close();
      return;
    }
    const { name, runtime, tell, found } = this.#options;
    this.#session = session;
    this.#pause = SHORTEST_PAUSE;
    if (this.#awaySince !== undefined) {
      const seconds = Math.round((runtime.monotonic() - this.#awaySince) / 1000);
      const forgotten =
        this.#forgotten === 0 ? '' : `; ${this.#forgotten} of the counts made meanwhile are lost to it`;
      tell(
        `the shared state at ${name} is back after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}${forgotten}`,
      );
    }
    this.#awaySince = undefined;
    this.#forgotten = 0;
    this.#beat(session);
    this.#sayLater(session);
    found();
  }

  #lost(session: StoreSession, because: string): void {
    if (this.#isClosed) return;
    const { name, runtime, tell, meanwhile } = this.#options;
    this.#because = because;
    if (this.#session === session) this.#session = undefined;
    if (this.#awaySince === undefined) {
      this.#awaySince = runtime.monotonic();
      tell(`the shared state at ${name} is away: it ${because}. ${meanwhile}`);
    }
    this.#cancelTimer();
    // Servers that lost it at one time do not all come back at one time.
    const jitter = 1 + (runtime.randomBytes(1)[0] ?? 0) / 1024;
    this.#cancelTimer = runtime.after(this.#pause * jitter, () => void this.#attempt());
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  /** A store that nobody asks may go away unseen; one that sends without being asked would fill our memory. */
  #beat(session: StoreSession): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.runtime.after(BEAT, () => {
      session.command(['PING']).then(
        (told) => {
          if (this.#session !== session) return;
          if (told === 'PONG') this.#beat(session);
          else session.end('answered what no store answers');
        },
        () => {
          // The session has told why it ended.
        },
      );
    });
  }
}
