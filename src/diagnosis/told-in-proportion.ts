import { type AfterLogin, keyOf, withoutMessage } from './after-login.js';
import type { AttemptRecorder } from './collect-attempts.js';
import { type Attempt, ONCE, type Repetition } from './recorded-attempt.js';
import type { Fact } from '../facts/fact.js';
import type { TreeConnect } from '../facts/smb.js';
import type { ConnectionEnd, LoginVerdict } from '../facts/recorder.js';
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
  readonly #recorder: AttemptRecorder;
  // Each counter is made when it is first needed: most connections need none.
  #afterLogin: Repetitions<AfterLogin> | undefined;
  #nameless: Repetitions<Attempt> | undefined;
  #firstTree: Tree | undefined;
  #trees: Repetitions<Tree> | undefined;

  constructor(recorder: AttemptRecorder) {
    this.#recorder = recorder;
  }

  tellAfterLogin(event: AfterLogin): void {
    this.#afterLogin ??= new Repetitions(this.#recorder.runtime);
    const told = this.#afterLogin.add(keyOf(event), withoutMessage(event));
    if (told !== undefined) this.#tell(event, told);
  }

  tellTree(login: TreeOwner, tree: TreeConnect): void {
    const told = this.#countTree({ login, tree });
    if (told !== undefined) this.#tellTree({ login, tree }, told);
  }

  /**
   * Counts an attempt without a user name.
   *
   * @returns its repetition if it is to be reported
   */
  countNameless(attempt: Attempt): Repetition | undefined {
    this.#nameless ??= new Repetitions(this.#recorder.runtime, OF_NAMELESS);
    return this.#nameless.add(keyOfNameless(attempt), attempt);
  }

  /** Reports, at the end of the connection, the last event of each kind that was only counted. */
  tellRest(end: ConnectionEnd): void {
    for (const told of this.#nameless?.rest() ?? []) {
      const repeated = { attempt: { ...told.event, end }, ...repetitionOf(told) };
      this.#recorder.tell('attempt', () => ({ type: 'attempt', ...repeated }));
      this.#recorder.tell('attempt-completed', () => ({ type: 'attempt-completed', ...repeated }));
    }
    for (const told of this.#trees?.rest() ?? []) this.#tellTree(told.event, told);
    for (const told of this.#afterLogin?.rest() ?? []) this.#tell(told.event, told);
  }

  /** Most connections have a single tree connect, which is reported in any case: it is not entered anywhere. */
  #countTree(tree: Tree): Repetition | undefined {
    if (this.#firstTree === undefined) {
      this.#firstTree = tree;
      return ONCE;
    }
    if (this.#trees === undefined) {
      this.#trees = new Repetitions(this.#recorder.runtime, OF_TREES);
      this.#trees.add(keyOfTree(this.#firstTree), this.#firstTree);
    }
    return this.#trees.add(keyOfTree(tree), tree);
  }

  #tellTree({ login, tree }: Tree, { count, omitted }: Repetition): void {
    this.#recorder.tell('tree', () => ({ type: 'tree', attempt: login.remembered, tree, count, omitted }));
  }

  #tell(event: AfterLogin, told: Repetition): void {
    this.#recorder.tell(event.type, () => ({ ...event, ...repetitionOf(told) }));
  }
}

/** The two numbers alone, without the event that they count. */
function repetitionOf({ count, omitted }: Repetition): Repetition {
  return { count, omitted };
}

/** A TREE_CONNECT of the session that a login made. */
interface Tree {
  readonly login: TreeOwner;
  readonly tree: TreeConnect;
}

/** A login that is complete. */
interface TreeOwner {
  /** The id of its attempt. */
  readonly attempt: number;
  /** The part of the attempt that is kept. */
  readonly remembered: Attempt;
}

/** Whether the client sent no user name, not even an empty one. */
export function isNameless(verdict: LoginVerdict | undefined, loginFacts: readonly Fact[]): boolean {
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
function keyOfTree({ login, tree: { path, status, why } }: Tree): string {
  return JSON.stringify([login.attempt, path, status, why]);
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
