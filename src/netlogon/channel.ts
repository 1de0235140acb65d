import { FaultStatus } from '../rpc/pdu/index.js';
import type { Runtime } from '../runtime/runtime.js';
import type { ChannelAction, ConnectionName, LogonQuestion } from './channel-action.js';
import { encodeGetSiteName, Opnum, type Parties } from './channel-calls.js';
import { Conversation } from './conversation.js';
import { Establishment } from './establish.js';
import { LogonExchange, type Judgement } from './logon-exchange.js';

/** The machine account and the controller of a channel. */
export interface ChannelOptions {
  /** NetBIOS name of the domain. */
  readonly domain: string;
  /** sAMAccountName of the machine account, such as `FILES$`. */
  readonly account: string;
  /** NT hash of the machine account's password, 16 bytes. Secret. */
  readonly ntHash: Buffer;
  /** Name or address of the controller, without backslashes. */
  readonly controller: string;
  readonly runtime: Pick<Runtime, 'randomBytes' | 'now'>;
  /** Port of the endpoint mapper; default 135. */
  readonly mapperPort?: number;
}

type Actions = readonly ChannelAction[];

const MAPPER_PORT = 135;

/** Faults of a controller that is alive, and does not serve this call or this caller. */
const DECLINED: readonly number[] = [FaultStatus.OPNUM_OUT_OF_RANGE, FaultStatus.ACCESS_DENIED];

/** A question that has no answer yet. */
interface Waiting {
  readonly id: number;
  readonly question: LogonQuestion;
  /** The answer is not waited for any more. */
  isForgotten: boolean;
}

/**
 * The client's side of a Netlogon secure channel, without I/O ([MS-NRPC] 3.1.4, 3.4): the endpoint mapper, the session
 * key over a connection of its own, then logons over one that is sealed. It is told of its connections, and answers
 * with the actions that its owner carries out in order. No byte of a controller makes it throw.
 */
export class NetlogonChannel {
  readonly #options: ChannelOptions;
  readonly #parties: Parties;
  readonly #conversation = new Conversation();
  /** Undefined until the channel is open. */
  #logons: LogonExchange | undefined;
  readonly #waiting: Waiting[] = [];
  /** The call on its way, once the channel is open: that of a question, or of {@link keepAlive}. */
  #asked: Waiting | 'keep-alive' | undefined;

  constructor(options: ChannelOptions) {
    const { account, controller } = options;
    this.#options = options;
    this.#parties = { server: `\\\\${controller}`, computer: account.replace(/\$$/, '') };
  }

  /** Questions without an answer that somebody waits for. */
  get waiting(): number {
    const asked = this.#asked;
    return this.#waiting.length + (typeof asked === 'object' && !asked.isForgotten ? 1 : 0);
  }

  /** Begins; called once. */
  start(): Actions {
    const { domain, account, ntHash, runtime, mapperPort = MAPPER_PORT } = this.#options;
    const parties = this.#parties;
    const options = { domain, account, ntHash, parties, mapperPort, runtime };
    const establishment = new Establishment(this.#conversation, options, (agreement) => {
      this.#logons = new LogonExchange({ ...agreement, parties, now: () => runtime.now() });
      return [{ kind: 'open' }, ...this.#proceed()];
    });
    return establishment.begin();
  }

  /** A connection that was asked for is there. */
  connected(connection: ConnectionName): Actions {
    return this.#conversation.connected(connection);
  }

  /** Bytes arrived, cut anywhere. */
  received(connection: ConnectionName, bytes: Buffer): Actions {
    return this.#conversation.received(connection, bytes);
  }

  /** A connection could not be made, or has ended. One that the channel has ended itself is not looked at. */
  closed(connection: ConnectionName): Actions {
    return this.#conversation.closed(connection);
  }

  /**
   * Asks about a logon. Questions wait inside, in order: one is on its way at a time. A channel that has failed says so
   * again.
   *
   * @param id of the answer; no two questions that wait have the same
   */
  ask(id: number, question: LogonQuestion): Actions {
    const { failure } = this.#conversation;
    if (failure) return [{ kind: 'failed', failure }];
    this.#waiting.push({ id, question, isForgotten: false });
    return this.#proceed();
  }

  /** Drops a question that nobody waits for any more; one that is on its way is answered and ignored. */
  forget(id: number): void {
    const at = this.#waiting.findIndex((waiting) => waiting.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    const asked = this.#asked;
    if (typeof asked === 'object' && asked.id === id) asked.isForgotten = true;
  }

  /**
   * Asks the controller for its site, so that the connection is seen to be alive. Unlike NetrLogonGetCapabilities this
   * carries no authenticator: another instance with the same machine account moves the credential of all. Nothing is
   * asked while a question is on its way, or before the channel is open.
   */
  keepAlive(): Actions {
    if (!this.#logons || this.#asked !== undefined || this.#conversation.failure) return [];
    this.#asked = 'keep-alive';
    const stub = encodeGetSiteName(this.#parties);
    const call = { step: 'DsrGetSiteName', opnum: Opnum.GET_SITE_NAME, stub };
    return this.#conversation.call(
      call,
      () => this.#proceedAfter(),
      (status) =>
        DECLINED.includes(status)
          ? this.#proceedAfter()
          : this.#conversation.fail({ kind: 'refused', step: call.step, status }),
    );
  }

  /** Asks the next question, where there is one and nothing is on its way. */
  #proceed(): Actions {
    if (!this.#logons || this.#asked !== undefined) return [];
    const next = this.#waiting.shift();
    return next ? this.#send(next, this.#logons) : [];
  }

  #proceedAfter(): Actions {
    this.#asked = undefined;
    return this.#proceed();
  }

  #send(asked: Waiting, logons: LogonExchange): Actions {
    this.#asked = asked;
    return this.#conversation.call(
      logons.ask(asked.question),
      (answer) => this.#obey(logons.judge(answer), asked, logons),
      (status) => this.#obey(logons.judgeFault(status), asked, logons),
    );
  }

  #obey(judgement: Judgement, asked: Waiting, logons: LogonExchange): Actions {
    switch (judgement.kind) {
      case 'again':
        return this.#send(asked, logons);
      case 'failed':
        return this.#conversation.fail(judgement.failure);
      case 'answered': {
        const { id, isForgotten } = asked;
        const answer: Actions = isForgotten ? [] : [{ kind: 'answer', id, answer: judgement.answer }];
        return [...answer, ...this.#proceedAfter()];
      }
    }
  }
}
