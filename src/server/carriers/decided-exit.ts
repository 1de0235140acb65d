import type { Fact, Report } from '../../facts/fact.js';
import type { ConnectionInfo, LoginRecorder, LoginVerdict } from '../../facts/recorder.js';
import { isFrameOrDrop, protectsServer } from '../../session/exchange/decide.js';
import {
  drop,
  type Decisions,
  type DropOutcome,
  type FrameOutcome,
  type Step,
} from '../../session/exchange/outcome.js';
import { isThenable } from '../../values/realm.js';

/** The outcomes of a carrier other than SMB: bytes, and the end of the connection. */
export type StreamOutcome = FrameOutcome | DropOutcome;

/** The way out of a connection. */
export interface Exit {
  info(): ConnectionInfo;
  /** Takes facts of the connection. */
  report(fact: Fact): void;
  /** Nothing leaves a connection that is over. */
  closed(): boolean;
  /** Carries an outcome out. */
  carryOut(outcome: StreamOutcome): void;
  /** Logs an error of the decision. */
  failed(error: unknown): void;
}

/** A verdict that the bytes announce which leave next. */
interface HeldVerdict {
  readonly login: LoginRecorder;
  readonly verdict: LoginVerdict;
}

/**
 * The decision in front of everything that leaves on one connection of a carrier other than SMB. A verdict waits for
 * the bytes that announce it: when others leave in their place, the login is recorded as `answered-otherwise`, and a
 * connection on which a login was about to be accepted ends.
 */
export class DecidedExit {
  readonly #decisions: Decisions;
  readonly #exit: Exit;
  #held: HeldVerdict[] = [];
  #late: Promise<void> | undefined;

  constructor(decisions: Decisions, exit: Exit) {
    this.#decisions = decisions;
    this.#exit = exit;
  }

  /** Resolves once no decision is awaited; undefined: none is. */
  get late(): Promise<void> | undefined {
    return this.#late;
  }

  /** Holds the verdicts of a login until {@link propose} has decided about the bytes after them. */
  hold(login: LoginRecorder): LoginRecorder {
    return {
      ...login,
      report: (fact) => login.report(fact),
      finished: (verdict) => void this.#held.push({ login, verdict }),
      abandoned: () => login.abandoned(),
    };
  }

  /**
   * Carries out the decision about an outcome, now or once it is known, in the order of the proposals.
   *
   * @param at the step in the protocol; absent: it has no name
   */
  propose(proposed: StreamOutcome, at?: string): void {
    const verdicts = this.#takeVerdicts();
    const settle = (decided: StreamOutcome): void => this.#settle(verdicts, proposed, decided);
    if (protectsServer(proposed)) {
      settle(proposed);
      return;
    }
    const ask = (): unknown => this.#ask(proposed, verdicts, at);
    const decided = this.#late === undefined ? ask() : this.#late.then(ask);
    if (isThenable(decided)) this.#wait(this.#insistLater(decided, proposed).then(settle));
    else settle(this.#insist(decided, proposed));
  }

  /** Records the verdicts that no bytes announce. */
  release(): void {
    for (const { login, verdict } of this.#takeVerdicts()) login.finished(verdict);
  }

  #takeVerdicts(): HeldVerdict[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #wait(settled: Promise<void>): void {
    const late: Promise<void> = settled.then(() => {
      if (this.#late === late) this.#late = undefined;
    });
    this.#late = late;
  }

  #ask(proposed: StreamOutcome, verdicts: readonly HeldVerdict[], at: string | undefined): unknown {
    const { decide } = this.#decisions;
    if (decide === undefined || this.#exit.closed()) return proposed;
    try {
      const report = reportOf(verdicts, this.#exit);
      const step = { connection: this.#exit.info(), report, ...userOf(verdicts) };
      return decide(at === undefined ? step : { ...step, at }, Object.freeze(proposed));
    } catch (error) {
      return this.#fail(error);
    }
  }

  async #insistLater(decided: unknown, proposed: StreamOutcome): Promise<StreamOutcome> {
    try {
      return this.#insist(await decided, proposed);
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** Checks a decision, which is foreign code: it must be an outcome that this carrier has. */
  #insist(decided: unknown, proposed: StreamOutcome): StreamOutcome {
    if (decided === proposed || isFrameOrDrop(decided)) return decided as StreamOutcome;
    return this.#fail(new TypeError('a decision gave no outcome that can be carried out'));
  }

  #fail(error: unknown): DropOutcome {
    this.#exit.failed(error);
    return drop('internal-error', { kind: 'internal-error', message: 'deciding what leaves a connection' });
  }

  #settle(verdicts: readonly HeldVerdict[], proposed: StreamOutcome, decided: StreamOutcome): void {
    const otherwise = !announces(decided, proposed);
    for (const { login, verdict } of verdicts) login.finished(otherwise ? answeredOtherwise : verdict);
    this.#exit.carryOut(decided);
    // Nothing that comes is served behind a stall.
    if (decided.kind === 'frame' && decided.delivery?.end === 'stall') return;
    // The protocol has a user logged in whose login is recorded as refused.
    if (otherwise && verdicts.some(({ verdict }) => verdict.outcome === 'accepted')) {
      this.#exit.carryOut(drop('refused'));
    }
  }
}

/** Whether all bytes of a proposal leave, in whichever way. */
function announces(decided: StreamOutcome, proposed: StreamOutcome): boolean {
  if (decided === proposed) return true;
  if (decided.kind !== 'frame' || proposed.kind !== 'frame') return false;
  const { frame, delivery: { garbage, truncate = Infinity } = {} } = decided;
  return frame === proposed.frame && garbage === undefined && truncate >= frame.length;
}

/** Takes facts about a decision: of the login whose verdict the bytes announce, or of the connection. */
function reportOf([first]: readonly HeldVerdict[], exit: Exit): Report {
  return first?.login.report ?? ((fact) => exit.report(fact));
}

/** The account of the login that is about to be accepted. */
function userOf(verdicts: readonly HeldVerdict[]): Pick<Step, 'user'> {
  const accepted = verdicts.flatMap(({ verdict }) => (verdict.outcome === 'accepted' ? [verdict] : []));
  const [first] = accepted;
  return first === undefined ? {} : { user: first.identity.account };
}

const answeredOtherwise: LoginVerdict = { outcome: 'rejected', reason: 'answered-otherwise' };
