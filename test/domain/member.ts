import type { DomainAnswer } from '../../src/auth/domain-authority.js';
import {
  type DomainEvent,
  type DomainOptions,
  type OpenedDomain,
  openDomain,
} from '../../src/domain/index.js';
import { type FakeController, fakeMachine } from '../support/netlogon-controller/index.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { type AskedOptions, proofQuestion } from '../support/proof-question.js';
import { until } from '../support/until.js';

/** Milliseconds of the limits that a domain has by default: a login's, those of one controller, and of the only one. */
export const limits = { login: 7750, ofOne: 2906, ofOnly: 5813, keepAlive: 60_000, idle: 600_000 } as const;

/** The options of the member FILES, with the controllers of a test. */
export function memberOptions(...controllers: readonly FakeController[]): DomainOptions {
  return {
    name: 'ADLAB',
    dnsName: 'ad.lab.test',
    machineAccount: fakeMachine.name,
    machinePassword: fakeMachine.password,
    controllers: controllers.map(nameOf),
  };
}

/** A controller as the options name it. */
export function nameOf({ mapperPort }: FakeController): string {
  return `127.0.0.1:${mapperPort}`;
}

/** A domain whose time is moved by hand. */
export class Member implements AsyncDisposable {
  readonly runtime = new HandDrivenRuntime();
  readonly events: DomainEvent[] = [];
  readonly domain: OpenedDomain;

  constructor(options: DomainOptions) {
    const onState = (event: DomainEvent): void => void this.events.push(event);
    this.domain = openDomain(options, { runtime: this.runtime, onState });
  }

  /** Asks about a login; by default the right one of alice. */
  ask(asked: AskedOptions = {}): Promise<DomainAnswer> {
    return this.domain.verify(proofQuestion(asked).question);
  }

  /** The states told so far, each with the last part of its controller. */
  get states(): string[] {
    return this.events.map(({ state, controller }) => `${state} ${controller}`);
  }

  /** Waits for a timer of this delay, in milliseconds, and lets its time pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.runtime.timers(milliseconds);
    this.runtime.advance(milliseconds);
  }

  /** Moves the time on in small steps until something is so. */
  async passUntil(what: string, isSo: () => boolean): Promise<void> {
    await until(what, () => {
      if (isSo()) return true;
      this.runtime.advance(10);
      return false;
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.domain.close();
  }
}

/** The name of the account that was proved, or the reason of the refusal. */
export function outcome(answer: DomainAnswer): string {
  return 'proved' in answer ? answer.proved.identity.account : answer.refused;
}

/** The words of a refusal. */
export function because(answer: DomainAnswer): string {
  return 'proved' in answer ? '' : (answer.because ?? '');
}

/** Whether a promise is fulfilled, asked again and again. */
export function settled(promise: Promise<unknown>): () => boolean {
  let isSettled = false;
  void promise.then(() => (isSettled = true));
  return () => isSettled;
}
