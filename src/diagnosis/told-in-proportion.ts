import type { Runtime } from '../runtime/runtime.js';
import { type AfterLogin, keyOf, withoutMessage } from './after-login.js';
import type { Attempt, AttemptEvent, Repetition } from './recorded-attempt.js';
import type { TreeConnect } from '../facts/smb.js';
import type { ConnectionEnd } from '../facts/recorder.js';
import { type Patience, Repetitions } from '../runtime/repetitions.js';

/** For attempts without a user name: a record is some thirty times as long as the client's bytes. */
const OF_NAMELESS: Patience = { alike: 10, burst: 20 };

/**
 * For tree connects: a record is some five times as long as the request, and an honest client may have many users and
 * shares.
 */
const OF_TREES: Patience = { alike: 100, burst: 100 };

/**
 * Bounds the records of one connection that a client can cause with few bytes: equal events are reported a few times
 * and counted after that. A login with a user name is always reported.
 */
export class ToldInProportion {
  readonly #runtime: Runtime;
  readonly #push: (event: AttemptEvent) => void;
  // Each counter is made when it is first needed: most connections need none.
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

  /**
   * Counts an attempt without a user name.
   *
   * @returns its repetition if it is to be reported
   */
  countNameless(attempt: Attempt): Repetition | undefined {
    this.#nameless ??= new Repetitions(this.#runtime, OF_NAMELESS);
    return this.#nameless.add(keyOfNameless(attempt), attempt);
  }

  /** Reports, at the end of the connection, the last event of each kind that was only counted. */
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

/** Whether the client sent no user name, not even an empty one. */
export function isNameless({ verdict, loginFacts }: Attempt): boolean {
  return (
    verdict?.outcome !== 'accepted' &&
    !loginFacts.some((fact) => fact.kind === 'claim' && fact.user !== undefined)
  );
}

/** Equal for two of them that are alike. */
function keyOfNameless({ login, verdict }: Attempt): string {
  const refusal = verdict?.outcome === 'rejected' ? verdict : undefined;
  return JSON.stringify([login?.carrier, wayOf(login), refusal?.reason, refusal?.status, refusal?.detail]);
}

/** Equal for two of them that are alike. Each session has trees of its own. */
function keyOfTree({ id }: Attempt, { path, status, why }: TreeConnect): string {
  return JSON.stringify([id, path, status, why]);
}

/** Tells logins of one carrier apart. */
function wayOf(login: Attempt['login']): string | undefined {
  switch (login?.carrier) {
    case undefined:
      return undefined;
    case 'smb':
      return login.purpose;
    case 'pipe':
      return login.pipe;
    case 'rpc':
      return login.interface;
    case 'credssp':
      return String(login.version);
    case 'http':
    case 'https':
      return login.scheme;
  }
}
