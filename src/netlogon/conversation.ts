import { CodecError } from '../bytes/index.js';
import { RpcClient, type ClientEvent, type RpcClientOptions } from '../rpc/client/index.js';
import type { ChannelAction, ChannelFailure, ConnectionName } from './channel-action.js';
import type { Answer } from './channel-calls.js';

type Actions = readonly ChannelAction[];

/** A call with its parameters. */
export interface Call {
  /** Name of the method in the specification. */
  readonly step: string;
  readonly opnum: number;
  readonly stub: Buffer;
}

/** Where a connection leads, and the interface that is used on it. */
export interface Destination extends RpcClientOptions {
  readonly connection: ConnectionName;
  readonly port: number;
}

/** The connection in use. */
interface Talk {
  readonly connection: ConnectionName;
  readonly port: number;
  readonly rpc: RpcClient;
  /** The step whose answer is awaited; empty: none is. */
  step: string;
  readonly onBound: () => Actions;
  onAnswer: (answer: Answer) => Actions;
  /** Undefined: a fault ends the channel. */
  onFault: ((status: number) => Actions) | undefined;
}

/** The connections of a channel, one at a time, and the one call that is on its way. */
export class Conversation {
  #talk: Talk | undefined;
  #failure: ChannelFailure | undefined;

  /** Undefined as long as the channel can be used. */
  get failure(): ChannelFailure | undefined {
    return this.#failure;
  }

  /** Asks for a connection in place of the one in use. */
  connect({ connection, port, ...options }: Destination, onBound: () => Actions): Actions {
    const before = this.#talk?.connection;
    const rpc = new RpcClient(options);
    const onAnswer = (): Actions => [];
    this.#talk = { connection, port, rpc, step: 'the connection', onBound, onAnswer, onFault: undefined };
    const end = before === undefined ? [] : [{ kind: 'end', connection: before } as const];
    return [...end, { kind: 'connect', connection, port }];
  }

  /** Makes a call on the connection in use, whose call before has been answered. */
  call(call: Call, onAnswer: Talk['onAnswer'], onFault?: Talk['onFault']): Actions {
    const talk = this.#talk;
    if (!talk) throw new Error('a call without a connection');
    Object.assign(talk, { step: call.step, onAnswer, onFault });
    return sends(talk, talk.rpc.call(call.opnum, call.stub));
  }

  /** Ends the channel. */
  fail(failure: ChannelFailure): Actions {
    this.#failure = failure;
    this.#talk = undefined;
    return [{ kind: 'failed', failure }];
  }

  connected(connection: ConnectionName): Actions {
    const talk = this.#talk;
    if (talk?.connection !== connection || talk.step !== 'the connection') return [];
    talk.step = 'bind';
    return sends(talk, [talk.rpc.bind()]);
  }

  received(connection: ConnectionName, bytes: Buffer): Actions {
    const talk = this.#talk;
    if (talk?.connection !== connection) return [];
    const actions: ChannelAction[] = [];
    for (const event of talk.rpc.receive(bytes)) {
      actions.push(...this.#take(event, talk));
      // Bytes behind the last answer of a connection that is left are not looked at.
      if (this.#talk !== talk) break;
    }
    return actions;
  }

  closed(connection: ConnectionName): Actions {
    const talk = this.#talk;
    if (talk?.connection !== connection) return [];
    const when = talk.step === '' ? 'at rest' : `during ${talk.step}`;
    return this.fail({ kind: 'lost', detail: `${whereOf(talk)} ended ${when}` });
  }

  #take(event: ClientEvent, talk: Talk): Actions {
    switch (event.kind) {
      case 'bound':
        return talk.onBound();
      case 'response':
        return this.#takeAnswer(event, talk);
      case 'fault':
        return this.#takeFault(event.status, talk);
      case 'bind-refused':
        return this.#refuseBind(event.reason, talk);
      case 'broken': {
        const kind = event.why === 'forged' ? 'impostor' : 'malformed';
        return this.fail({ kind, detail: `${talk.step || 'at rest'}: ${event.detail}` });
      }
    }
  }

  #refuseBind(reason: number, { connection, port }: Talk): Actions {
    return this.fail({ kind: 'bind-refused', connection, port, reason });
  }

  #takeFault(status: number, talk: Talk): Actions {
    const { step, onFault } = talk;
    talk.step = '';
    return onFault ? onFault(status) : this.fail({ kind: 'refused', step, status });
  }

  #takeAnswer(answer: Answer, talk: Talk): Actions {
    talk.step = '';
    try {
      return talk.onAnswer(answer);
    } catch (error) {
      // A codec error names a field, never its value.
      if (error instanceof CodecError) return this.fail({ kind: 'malformed', detail: error.message });
      throw error;
    }
  }
}

function sends({ connection }: Talk, pdus: readonly Buffer[]): Actions {
  return pdus.map((bytes) => ({ kind: 'send', connection, bytes }));
}

const places: Readonly<Record<ConnectionName, string>> = {
  mapper: 'the connection to the endpoint mapper',
  login: 'the connection for the session key',
  sealed: 'the sealed connection',
};

function whereOf({ connection, port }: Talk): string {
  return `${places[connection]} (port ${port})`;
}
