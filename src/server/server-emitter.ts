import { AsyncResource } from 'node:async_hooks';
import { nextTick } from 'node:process';
import { isThenable } from '../values/realm.js';
import type { Logger, ServerEvents } from './options.js';

/** Gets the events of one name. It may be an async function; its result does not matter. */
export type Listener<Name extends keyof ServerEvents> = (event: ServerEvents[Name]) => unknown;

interface Registration<Name extends keyof ServerEvents> {
  readonly listener: Listener<Name>;
  /** Where it was registered: a test runner asks for this to learn whose failure it is. */
  readonly origin: AsyncResource;
}

/** Tells an event that was announced. */
export interface Announced<Name extends keyof ServerEvents> {
  (make: () => ServerEvents[Name]): void;
  /** Whether anybody listened when it happened. */
  readonly heard: boolean;
}

type Registrations = { readonly [Name in keyof ServerEvents]: Set<Registration<Name>> };

/** Hands events to the listeners of a server. One that fails must not end anything else. */
export class ServerEmitter {
  readonly #registrations: Registrations = {
    attempt: new Set(),
    'attempt-completed': new Set(),
    tree: new Set(),
    incident: new Set(),
    failure: new Set(),
    limit: new Set(),
  };
  readonly #emitted = new Map<keyof ServerEvents, number>();
  readonly #logger: Logger | undefined;

  /** @param logger takes what listeners throw; without one it is nobody's, and so an uncaught exception */
  constructor(logger: Logger | undefined) {
    this.#logger = logger;
  }

  /** @throws RangeError for an event there is none of: its listener would wait for ever */
  on<Name extends keyof ServerEvents>(name: Name, listener: Listener<Name>): () => void {
    this.checkName(name);
    const registration = { listener, origin: new AsyncResource(`smb2-auth-server listener for ${name}`) };
    const registrations = this.#registrations[name];
    registrations.add(registration);
    return () => registrations.delete(registration);
  }

  /** @throws RangeError for an event there is none of */
  checkName(name: string): void {
    if (Object.hasOwn(this.#registrations, name)) return;
    throw new RangeError(`no event '${name}'; there are ${Object.keys(this.#registrations).join(', ')}`);
  }

  /** How often an event came so far, heard by somebody or not. */
  countOf(name: keyof ServerEvents): number {
    return this.#emitted.get(name) ?? 0;
  }

  /** @param make makes the event, only where somebody listens */
  emit<Name extends keyof ServerEvents>(name: Name, make: () => ServerEvents[Name]): void {
    this.announce(name)(make);
  }

  /**
   * An event that happens now and is told later: those hear of it who listen now, and still do then.
   *
   * @returns tells it
   */
  announce<Name extends keyof ServerEvents>(name: Name): Announced<Name> {
    this.#emitted.set(name, this.countOf(name) + 1);
    const all: Set<Registration<Name>> = this.#registrations[name];
    const registrations = [...all];
    const tell = (make: () => ServerEvents[Name]): void => {
      const listening = registrations.filter((registration) => all.has(registration));
      if (listening.length === 0) return;
      let event: ServerEvents[Name];
      try {
        event = make();
      } catch (error) {
        this.#logger?.error(`making the event '${name}' failed`, { error });
        return;
      }
      // One by one, so that what one of them throws is not the end of those behind it.
      for (const registration of listening) this.#call(name, registration, event);
    };
    return Object.assign(tell, { heard: registrations.length > 0 });
  }

  /** A listener may be an async function, whose failure comes later. */
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
 * As with any emitter of Node.js, an assertion that fails in a listener is an uncaught exception, which fails the test
 * it is in; but it comes once we are through with the event.
 */
function throwLater(error: unknown, origin: AsyncResource): void {
  // Not as a microtask: the runner of Node.js does not learn whose those are.
  origin.runInAsyncScope(() =>
    nextTick(() => {
      throw error;
    }),
  );
}
