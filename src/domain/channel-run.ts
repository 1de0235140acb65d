import { connect, type LookupFunction, type Socket } from 'node:net';
import type {
  ChannelAction,
  ConnectionName,
  LogonAnswer,
  LogonQuestion,
  NetlogonChannel,
} from '../netlogon/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { isError } from '../values/realm.js';
import { type ChannelEnd, endOfFailure, endOfSocket, secondsText } from './channel-end.js';
import type { HostAddress } from './host-addresses.js';

/** The owner of a channel. */
export interface ChannelOwner {
  /** Questions can be asked. */
  opened(): void;
  /** The answer to the question on its way. */
  answered(answer: LogonAnswer): void;
  /**
   * The channel has ended; nothing more is told.
   *
   * @param end undefined: nobody has used it for long
   */
  ended(end: ChannelEnd | undefined): void;
}

/** The limits of a channel, in milliseconds. */
export interface ChannelLimits {
  /** From the first connection to the open channel. */
  readonly opening: number;
  /** From a question to its answer, or to its sign of life. */
  readonly answer: number;
  /** From one sign of life to the next question for one. */
  readonly keepAlive: number;
  /** From the last question to the end. */
  readonly idle: number;
}

/** The place of a channel. */
export interface ChannelPlace {
  readonly addresses: readonly HostAddress[];
  /** The machine account, for words. */
  readonly account: string;
  readonly limits: ChannelLimits;
  readonly runtime: CheckedRuntime;
}

/** Milliseconds for one of a host's addresses, where it has several. */
const ADDRESS_PATIENCE = 1000;

/** Carries out what one channel asks for: its connections, and the time that each step may take. */
export class ChannelRun {
  readonly #channel: NetlogonChannel;
  readonly #place: ChannelPlace;
  readonly #owner: ChannelOwner;
  readonly #sockets = new Map<ConnectionName, Socket>();
  #state: 'new' | 'opening' | 'open' | 'over' = 'new';
  /** Actions of the channel that are not carried out yet. */
  readonly #actions: ChannelAction[] = [];
  #isCarryingOut = false;
  #isAsking = false;
  /** Monotonic milliseconds of the last question. */
  #usedAt: number;
  /** Ends the time limit of the step that is waited for. */
  #cancelLimit = (): void => {};
  #cancelKeepAlive = (): void => {};

  constructor(channel: NetlogonChannel, place: ChannelPlace, owner: ChannelOwner) {
    this.#channel = channel;
    this.#place = place;
    this.#owner = owner;
    this.#usedAt = place.runtime.monotonic();
  }

  /** Begins to open the channel; called once. */
  start(): void {
    this.#state = 'opening';
    this.#limit(this.#place.limits.opening, 'does not complete a secure channel');
    this.#tell(() => this.#channel.start());
  }

  /**
   * Asks an open channel that has no question on its way.
   *
   * @param patience milliseconds in which the answer comes, or the channel ends
   */
  ask(question: LogonQuestion, patience: number): void {
    this.#isAsking = true;
    this.#usedAt = this.#place.runtime.monotonic();
    this.#limit(patience, 'gives no answer');
    this.#tell(() => this.#channel.ask(0, question));
  }

  /** Ends the channel without telling its owner. Resolved once its connections are closed. */
  async close(): Promise<void> {
    const sockets = [...this.#sockets.values()];
    this.#release();
    await Promise.all(sockets.map(closed));
  }

  /** A fault of ours that a controller has found ends its channel, and not the process. */
  #tell(event: () => readonly ChannelAction[]): void {
    let actions: readonly ChannelAction[];
    try {
      actions = event();
    } catch (error) {
      const name = isError(error) ? error.name : 'unknown error';
      this.#end({ cause: 'unreachable', words: `gives an answer that this program fails on (${name})` });
      return;
    }
    this.#carryOut(actions);
  }

  #carryOut(actions: readonly ChannelAction[]): void {
    this.#actions.push(...actions);
    // The owner may ask while it is told an answer: the actions keep their order.
    if (this.#isCarryingOut) return;
    this.#isCarryingOut = true;
    for (let next = this.#actions.shift(); next !== undefined; next = this.#actions.shift()) {
      if (this.#state !== 'over') this.#perform(next);
    }
    this.#isCarryingOut = false;
  }

  #perform(action: ChannelAction): void {
    switch (action.kind) {
      case 'connect':
        this.#connect(action.connection, action.port);
        break;
      case 'send':
        this.#sockets.get(action.connection)?.write(action.bytes);
        break;
      case 'end':
        this.#sockets.get(action.connection)?.destroy();
        this.#sockets.delete(action.connection);
        break;
      case 'open':
        this.#state = 'open';
        this.#cancelLimit();
        this.#keepAliveLater();
        this.#owner.opened();
        break;
      case 'answer':
        this.#isAsking = false;
        this.#cancelLimit();
        this.#owner.answered(action.answer);
        break;
      case 'failed':
        this.#end(endOfFailure(action.failure, this.#place.account));
        break;
    }
  }

  #connect(name: ConnectionName, port: number): void {
    const [first, ...others] = this.#place.addresses;
    if (first === undefined) throw new TypeError('a controller without an address');
    const socket = connect({
      host: first.address,
      port,
      noDelay: true,
      keepAlive: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ADDRESS_PATIENCE,
      // The addresses are known already: the search has a time limit of its own.
      ...(others.length > 0 && { host: 'controller', lookup: lookupOf([first, ...others]) }),
    });
    this.#sockets.set(name, socket);
    const isCurrent = (): boolean => this.#state !== 'over' && this.#sockets.get(name) === socket;
    let failure: unknown;
    socket.on('connect', () => {
      if (isCurrent()) this.#tell(() => this.#channel.connected(name));
    });
    socket.on('data', (bytes: Buffer) => {
      if (isCurrent()) this.#receive(name, bytes);
    });
    socket.on('error', (error) => (failure = error));
    socket.on('close', () => {
      if (!isCurrent()) return;
      if (failure === undefined) this.#tell(() => this.#channel.closed(name));
      else this.#end(endOfSocket(failure, port));
    });
  }

  #receive(name: ConnectionName, bytes: Buffer): void {
    if (this.#state === 'open') {
      this.#keepAliveLater();
      // The sign of life that was asked for: the channel says nothing of it.
      if (!this.#isAsking) this.#cancelLimit();
    }
    this.#tell(() => this.#channel.received(name, bytes));
  }

  #keepAliveLater(): void {
    const { runtime, limits } = this.#place;
    this.#cancelKeepAlive();
    this.#cancelKeepAlive = runtime.after(limits.keepAlive, () => this.#keepAlive());
  }

  #keepAlive(): void {
    const { runtime, limits } = this.#place;
    if (this.#isAsking) return;
    if (runtime.monotonic() - this.#usedAt >= limits.idle) {
      this.#end(undefined);
      return;
    }
    this.#limit(limits.answer, 'gives no sign of life');
    this.#tell(() => this.#channel.keepAlive());
  }

  #limit(milliseconds: number, words: string): void {
    this.#cancelLimit();
    this.#cancelLimit = this.#place.runtime.after(milliseconds, () => {
      this.#end({ cause: 'unreachable', words: `${words} in ${secondsText(milliseconds)}` });
    });
  }

  #end(end: ChannelEnd | undefined): void {
    this.#release();
    this.#owner.ended(end);
  }

  #release(): void {
    this.#state = 'over';
    this.#cancelLimit();
    this.#cancelKeepAlive();
    for (const socket of this.#sockets.values()) socket.destroy();
    this.#sockets.clear();
  }
}

/** Answers a socket's search for a host with the addresses that were found before. */
function lookupOf(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, _options, callback) => callback(null, [...addresses]);
}

function closed(socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => void socket.once('close', () => resolve()));
}
