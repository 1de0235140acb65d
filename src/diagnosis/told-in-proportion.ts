import type { Runtime } from '../runtime/runtime.js';
import { type AfterLogin, keyOf, withoutMessage } from './after-login.js';
import type { Attempt, AttemptEvent, Repetition } from './recorded-attempt.js';
import type { TreeConnect } from '../facts/smb.js';
import type { ConnectionEnd } from '../facts/recorder.js';
import { type Patience, Repetitions } from './repetitions.js';

/** For attempts in which nobody named himself: a record of them is some thirty times what the client sent. */
const OF_NAMELESS: Patience = { alike: 10, burst: 20 };

/** A record of a TREE_CONNECT is some five times the request; an honest client has many users, and many shares. */
const OF_TREES: Patience = { alike: 100, burst: 100 };

/**
 * The events of one connection of which a client can cause many with a few bytes: those alike are told a few times, and
 * counted from then on. A login with a name is none of them.
 */
export class ToldInProportion {
  readonly #runtime: Runtime;
  readonly #push: (event: AttemptEvent) => void;
  // Each is made when there is something to count: most connections have nothing.
  #afterLogin: Repetitions<AfterLogin> | undefined;
  #nameless: Repetitions<Attempt> | undefined;
  #trees: Repetitions<Tree> | undefined;

  constructor(runtime: Runtime, push: (event: AttemptEvent) => void) {
    this.#runtime = runtime;
    this.#push = push;
  }

  tellAfterLogin(event: AfterLogin): void {
    this.#afterLogin ??= new Repetitions(this.#runtime);
    const told = this.#afterLogin.add(keyOf(event), withoutMessage(event));
    if (told !== undefined) this.#push({ ...event, ...repetitionOf(told) });
  }

  tellTree(attempt: Attempt, tree: TreeConnect): void {
    this.#trees ??= new Repetitions(this.#runtime, OF_TREES);
    const told = this.#trees.add(keyOfTree(attempt, tree), { attempt, tree });
    if (told !== undefined) this.#push({ type: 'tree', attempt, tree, ...repetitionOf(told) });
  }

  /** Whether an attempt in which nobody named himself is told, and as which one of its kind; otherwise it counts. */
  countNameless(attempt: Attempt): Repetition | undefined {
    this.#nameless ??= new Repetitions(this.#runtime, OF_NAMELESS);
    return this.#nameless.add(keyOfNameless(attempt), attempt);
  }

  /** The connection has ended: tells the last of each kind of which some were only counted. */
  tellRest(end: ConnectionEnd): void {
    for (const told of this.#nameless?.rest() ?? []) {
      const repeated = { attempt: { ...told.event, end }, ...repetitionOf(told) };
      this.#push({ type: 'attempt', ...repeated });
      this.#push({ type: 'attempt-completed', ...repeated });
    }
    for (const told of this.#trees?.rest() ?? []) {
      this.#push({ type: 'tree', ...told.event, ...repetitionOf(told) });
    }
    for (const told of this.#afterLogin?.rest() ?? []) this.#push({ ...told.event, ...repetitionOf(told) });
  }
}

/** The two numbers alone, without the event that they count. */
export function repetitionOf({ count, omitted }: Repetition): Repetition {
  return { count, omitted };
}

/** A TREE_CONNECT of the session that an attempt made. */
interface Tree {
  readonly attempt: Attempt;
  readonly tree: TreeConnect;
}

/** Whether the client named no user, not even an empty one; a login with a name has its record always. */
export function isNameless({ verdict, loginFacts }: Attempt): boolean {
  return (
    verdict?.outcome !== 'accepted' &&
    !loginFacts.some((fact) => fact.kind === 'claim' && fact.user !== undefined)
  );
}

/** Equal for two of them that are alike. */
function keyOfNameless({ login, verdict }: Attempt): string {
  const refusal = verdict?.outcome === 'rejected' ? verdict : undefined;
  const of = login?.carrier === 'smb' ? login.purpose : login?.pipe;
  return JSON.stringify([login?.carrier, of, refusal?.reason, refusal?.status, refusal?.detail]);
}

/** Equal for two of them that are alike. Each session has trees of its own. */
function keyOfTree({ id }: Attempt, { path, status, why }: TreeConnect): string {
  return JSON.stringify([id, path, status, why]);
}
