import type { DomainAnswer, DomainAuthority } from '../auth/domain-authority.js';
import type { ProofQuestion } from '../auth/proof-question.js';
import type { LogonAnswer } from '../netlogon/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { type ChannelEnd, refusalOfEnd } from './channel-end.js';
import { ChannelMaker } from './channel-maker.js';
import { addressText, type ControllerAddress } from '../auth/controller-address.js';
import { ControllerSearch } from './controller-search.js';
import { type DomainLimits, limitsOf } from './domain-limits.js';
import { domainAnswerOf } from './domain-answer.js';
import { FindControllers } from './find-controllers.js';
import { logonQuestionOf } from './logon-question.js';
import type { MachineSecret } from './machine-secret.js';
import { OpenChannel } from './open-channel.js';
import type { DomainEvent, DomainOptions } from './options.js';
import { Rest } from './rest.js';
import { ToldChanges } from './told-changes.js';
import { type WaitingQuestion, WaitingQuestions } from './waiting-questions.js';

/** Parts of a domain that its options are made into. */
export interface DomainParts {
  readonly options: DomainOptions;
  /** `FILES$`. */
  readonly account: string;
  readonly secret: MachineSecret;
  readonly runtime: CheckedRuntime;
  onState(event: DomainEvent): void;
}

/** Failures in succession after which it is told that another program uses the machine account. */
const REPLACEMENTS_TOLD = 5;

/** Milliseconds between two attempts that no login asks for, where a person is needed. */
const LOOK_PAUSE = 60_000;

/**
 * A member of a domain: one secure channel to one of its controllers, which is made when there is a login and kept for
 * further ones. Logins wait in their order, and each of them has its answer in the stated time, whatever happens.
 */
export class DomainMember implements DomainAuthority {
  readonly name: string;
  readonly dnsName: string;
  readonly timeoutSeconds: number;
  readonly #runtime: CheckedRuntime;
  readonly #allowMachineAccounts: boolean;
  readonly #limits: DomainLimits;
  readonly #questions: WaitingQuestions;
  readonly #finder: FindControllers;
  readonly #search: ControllerSearch;
  readonly #maker: ChannelMaker;
  readonly #changes: ToldChanges;
  /** The wait for a controller that rests. */
  readonly #rest: Rest;
  #open: OpenChannel | undefined;
  /** The question that the open channel has. */
  #onItsWay: WaitingQuestion | undefined;
  #building: Promise<void> | undefined;
  /** Monotonic milliseconds of the last login, or of the start. */
  #usedAt = -Infinity;
  #hasOpened = false;
  /** Whether a controller is to be tried once although no login waits. */
  #isToLook = false;
  /** Monotonic milliseconds at which that was asked for last. */
  #lookedAt = -Infinity;
  #isClosed = false;

  constructor(parts: DomainParts) {
    const { options, account, secret, runtime } = parts;
    const limits = limitsOf(options);
    this.name = options.name;
    this.dnsName = options.dnsName;
    this.timeoutSeconds = limits.timeoutSeconds;
    this.#runtime = runtime;
    this.#allowMachineAccounts = options.allowMachineAccounts ?? false;
    this.#limits = limits;
    this.#questions = new WaitingQuestions(runtime, limits.login);
    this.#finder = new FindControllers(options, limits.opening, runtime);
    this.#search = new ControllerSearch(this.#finder, runtime);
    const { hosts } = this.#finder;
    this.#maker = new ChannelMaker({ domain: this.name, account, secret, hosts, limits, runtime });
    this.#rest = new Rest(runtime);
    this.#changes = new ToldChanges((event) => parts.onState(event));
  }

  /** Begins to make the channel, in the background. */
  start(): void {
    this.#usedAt = this.#runtime.monotonic();
    this.#build();
  }

  verify(proof: ProofQuestion): Promise<DomainAnswer> {
    if (this.#isClosed) return Promise.resolve(closing);
    this.#usedAt = this.#runtime.monotonic();
    const logon = logonQuestionOf(proof, this.#allowMachineAccounts);
    const answer = this.#questions.add(proof, logon, (waiting) => this.#lateAnswer(waiting));
    if (this.#open) this.#askNext();
    else {
      this.#refuseHopeless();
      this.#build();
    }
    return answer;
  }

  /** Why no controller can be asked now; undefined: one can, as far as is known. */
  trouble(): string | undefined {
    if (this.#open) return undefined;
    if (!this.#hasOpened && !this.#search.hasFailed) return 'no domain controller has been reached yet';
    if (!this.#search.hasFailed) return undefined;
    this.#look();
    return this.#search.words();
  }

  /** Ends the channel; logins that wait are refused. Resolved once its connections are closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#questions) waiting.settle(closing);
    this.#onItsWay?.settle(closing);
    const open = this.#open;
    this.#open = undefined;
    this.#finder.cancel();
    this.#rest.wake();
    await Promise.all([open?.run.close(), this.#maker.close()]);
    await this.#building;
  }

  /**
   * Tries a controller once. A balancer that sends no login before one answers would otherwise wait for ever. An
   * account that is refused again and again may be locked, so it is tried more rarely.
   */
  #look(): void {
    const now = this.#runtime.monotonic();
    if (this.#search.needsPerson && now - this.#lookedAt < LOOK_PAUSE) return;
    this.#lookedAt = now;
    this.#isToLook = true;
    this.#build();
  }

  /** Makes the channel. There is one attempt at a time, and every login waits for that one. */
  #build(): void {
    if (this.#building || !this.#isWanted()) return;
    this.#building = this.#buildUntilOpen().finally(() => {
      this.#building = undefined;
      // A login may come between the last look and the end.
      this.#build();
    });
  }

  async #buildUntilOpen(): Promise<void> {
    while (this.#isWanted()) {
      const step = await this.#search.next();
      if (!this.#isWanted()) return;
      if (step.kind !== 'rest') this.#isToLook = false;
      if (step.kind === 'try') await this.#try(step.controller);
      else if (step.kind === 'none-found') {
        this.#changes.change({ state: 'failed', controller: this.dnsName, because: `DNS ${step.end.words}` });
      }
      this.#refuseHopeless();
      const wait = this.#search.untilDue();
      if (wait > 0 && this.#isWanted()) await this.#rest.sleep(wait);
    }
  }

  #isWanted(): boolean {
    if (this.#isClosed || this.#open) return false;
    if (this.#questions.size > 0 || this.#isToLook) return true;
    // The channel of a server in use comes back by itself, so that the next login need not wait for it.
    return this.#runtime.monotonic() - this.#usedAt < this.#limits.idle && !this.#search.needsPerson;
  }

  async #try(address: ControllerAddress): Promise<void> {
    const controller = addressText(address);
    let open: OpenChannel | undefined;
    const end = await this.#maker.open(address, {
      opened: (run) => {
        open = new OpenChannel(run, controller);
        this.#opened(open);
      },
      answered: (answer) => this.#answered(answer),
      ended: (why) => {
        if (open !== undefined && this.#open === open) this.#lost(open, why);
      },
    });
    if (end === undefined || this.#isClosed) return;
    const times = this.#search.failed(controller, end);
    // Servers that share a machine account replace each other's keys when they begin, which passes.
    if (end.cause === 'replaced' && times < REPLACEMENTS_TOLD) return;
    this.#changes.change({ state: 'failed', controller, because: `${controller} ${end.words}` });
  }

  #opened(open: OpenChannel): void {
    const { controller } = open;
    this.#open = open;
    this.#hasOpened = true;
    this.#isToLook = false;
    this.#search.opened(controller);
    const because = `the secure channel to ${controller} is open, sealed with AES`;
    this.#changes.change({ state: 'open', controller, because });
    this.#askNext();
  }

  #askNext(): void {
    if (!this.#open || this.#onItsWay) return;
    const next = this.#questions.take();
    if (next === undefined) return;
    this.#onItsWay = next;
    const { answer, answerOfOnly } = this.#limits;
    this.#open.run.ask(next.logon, this.#search.hasOthers ? answer : answerOfOnly);
  }

  #answered(answer: LogonAnswer): void {
    const open = this.#open;
    if (!open) return;
    const end = open.take(answer);
    if (end !== undefined && this.#search.hasOthers) {
      void open.run.close();
      this.#lost(open, end);
      return;
    }
    const waiting = this.#onItsWay;
    this.#onItsWay = undefined;
    waiting?.settle(domainAnswerOf(answer, waiting.proof, open.controller));
    this.#askNext();
  }

  /** @param end undefined: the channel was idle */
  #lost(open: OpenChannel, end: ChannelEnd | undefined): void {
    const { controller } = open;
    const waiting = this.#onItsWay;
    this.#open = undefined;
    this.#onItsWay = undefined;
    if (end !== undefined) {
      this.#changes.change({ state: 'lost', controller, because: `${controller} ${end.words}` });
      if (open.hasAnswered) this.#search.lost(controller, end);
      else this.#search.failed(controller, end);
      if (waiting && !waiting.isSettled) this.#askAgain(waiting, controller, end);
    }
    this.#refuseHopeless();
    this.#build();
  }

  /**
   * A question whose channel ended has an unknown answer. If the password was wrong, the controller may have counted it
   * already, and asking again counts it twice: one try in place of two that a lock-out leaves, once, while a user with
   * the right password is not turned away. So it is asked again once, at another controller where there is one, and
   * after the others: it may be the question itself that takes so long. With a replaced key the controller has refused
   * the call unread, and nothing was counted; the same status about the question itself, as from a domain that is
   * trusted, looks alike, so it is taken for that once.
   */
  #askAgain(waiting: WaitingQuestion, controller: string, end: ChannelEnd): void {
    const isReplaced = end.cause === 'replaced';
    if (isReplaced && waiting.replacements++ === 0) this.#questions.putBack(waiting);
    else if (waiting.interruptions++ === 0) this.#questions.putLast(waiting);
    else
      waiting.settle({
        refused: refusalOfEnd(end),
        because: `${controller} ${end.words}, ${isReplaced ? 'each time' : 'for the second time'}`,
      });
  }

  /**
   * Refuses the logins for which no controller is due in the first half of their time that is left: an answer now tells
   * the user more than the same one later.
   */
  #refuseHopeless(): void {
    const wait = this.#search.untilDue();
    if (this.#open || wait === 0) return;
    const now = this.#runtime.monotonic();
    for (const waiting of this.#questions) {
      if (wait > (waiting.endsAt - now) / 2) waiting.settle(this.#searchAnswer());
    }
  }

  #searchAnswer(): DomainAnswer {
    const words = this.#search.words() || 'no domain controller has answered in time';
    return { refused: this.#search.refusal(), because: words };
  }

  #lateAnswer(waiting: WaitingQuestion): DomainAnswer {
    if (!this.#open) return this.#searchAnswer();
    const { controller } = this.#open;
    const because =
      waiting === this.#onItsWay
        ? `${controller} has not answered in time`
        : `${controller} has not come to this login in time: others wait before it`;
    return { refused: 'no-logon-server', because };
  }
}

const closing: DomainAnswer = { refused: 'no-logon-server', because: 'the server is closing' };
