import { AsyncResource } from 'node:async_hooks';
import { nextTick } from 'node:process';
import { isThenable } from '../values/realm.js';
import type { Logger, ServerEvents } from './options.js';

/** Gets the events of one name. It may be an async function; its result does not matter. */
export type Listener<Name extends keyof ServerEvents> = (event: ServerEvents[Name]) => unknown;

interface Registration<Name extends keyof ServerEvents> {
  readonly listener: Listener<Name>;
  /** The place of registration. A test runner uses it to find the test that a failure belongs to. */
  readonly origin: AsyncResource;
}

/** Delivers an announced event. */
export interface Announced<Name extends keyof ServerEvents> {
  /** Whether there was a listener when it happened. */
  readonly heard: boolean;
  /** @param make makes the event; called only when one of those listeners is left */
  readonly tell: (make: () => ServerEvents[Name]) => void;
}

/** The listeners of one name. The list is replaced, not changed: an announced event keeps that of its moment. */
class Registered<Name extends keyof ServerEvents> {
  list: readonly Registration<Name>[] = [];

  add(registration: Registration<Name>): void {
    this.list = [...this.list, registration];
  }

  delete(registration: Registration<Name>): void {
    this.list = this.list.filter((one) => one !== registration);
  }
}

type Registrations = { readonly [Name in keyof ServerEvents]: Registered<Name> };

/** Delivers events to the listeners of a server. A listener that fails affects nothing else. */
export class ServerEmitter {
  readonly #registrations: Registrations = {
    attempt: new Registered(),
    'attempt-completed': new Registered(),
    tree: new Registered(),
    incident: new Registered(),
    failure: new Registered(),
    fault: new Registered(),
    limit: new Registered(),
    kdc: new Registered(),
    domain: new Registered(),
  };
  readonly #emitted = new Map<keyof ServerEvents, number>();
  readonly #logger: Logger | undefined;

  /** @param logger takes the errors of listeners; without it they are uncaught exceptions */
  constructor(logger: Logger | undefined) {
    this.#logger = logger;
  }

  /** @throws RangeError when there is no event of that name: its listener would never be called */
  on<Name extends keyof ServerEvents>(name: Name, listener: Listener<Name>): () => void {
    this.checkName(name);
    const registration = { listener, origin: new AsyncResource(`smb2-auth-server listener for ${name}`) };
    const registered: Registered<Name> = this.#registrations[name];
    registered.add(registration);
    return () => registered.delete(registration);
  }

  /** @throws RangeError when there is no event of that name */
  checkName(name: string): void {
    if (Object.hasOwn(this.#registrations, name)) return;
    throw new RangeError(`no event '${name}'; there are ${Object.keys(this.#registrations).join(', ')}`);
  }

  /** How often an event happened so far, with or without a listener. */
  countOf(name: keyof ServerEvents): number {
    return this.#emitted.get(name) ?? 0;
  }

  /** Whether an event that happens now has a listener. */
  isHeard(name: keyof ServerEvents): boolean {
    return this.#registrations[name].list.length > 0;
  }

  /** Counts an event that happens now and reaches nobody. */
  count(name: keyof ServerEvents): void {
    this.#emitted.set(name, this.countOf(name) + 1);
  }

  /** @param make makes the event; called only when there is a listener */
  emit<Name extends keyof ServerEvents>(name: Name, make: () => ServerEvents[Name]): void {
    if (this.isHeard(name)) this.announce(name).tell(make);
    else this.count(name);
  }

  /**
   * Announces an event that happens now and is delivered later. It reaches the listeners of now that are still
   * registered then.
   *
   * @returns how to deliver it
   */
  announce<Name extends keyof ServerEvents>(name: Name): Announced<Name> {
    this.count(name);
    const registered: Registered<Name> = this.#registrations[name];
    const then = registered.list;
    const tell = (make: () => ServerEvents[Name]): void => {
      const now = registered.list;
      const listening = now === then ? then : then.filter((registration) => now.includes(registration));
      if (listening.length === 0) return;
      let event: ServerEvents[Name];
      try {
        event = make();
      } catch (error) {
        this.#logger?.error(`making the event '${name}' failed`, { error });
        return;
      }
      // One call each, so that an error of one listener does not stop the others.
      for (const registration of listening) this.#call(name, registration, event);
    };
    return { heard: then.length > 0, tell };
  }

  /** Calls a listener. It may be an async function, whose error comes later. */
  #call<Name extends keyof ServerEvents>(
    name: Name,
    { listener, origin }: Registration<Name>,
    event: ServerEvents[Name],
  ): void {
    const failed = (error: unknown): void => {
      if (this.#logger) this.#logger.error(`a listener for '${name}' failed`, { error });
      else throwLater(error, origin);
    };
    try {
      const result = listener(event);
      if (isThenable(result)) (result as PromiseLike<unknown>).then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  }
}

/**
 * Makes an error of a listener an uncaught exception, as with any emitter of Node.js, so that a failed assertion fails
 * its test. The error is thrown after the event has reached every listener.
 */
function throwLater(error: unknown, origin: AsyncResource): void {
  // Not as a microtask: the test runner of Node.js cannot attribute those to a test.
  origin.runInAsyncScope(() =>
    nextTick(() => {
      throw error;
    }),
  );
}
