import type { Runtime } from '../runtime/runtime.js';
import type { ChannelAction, ConnectionName, LogonQuestion } from './channel-action.js';

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

/** The client's side of a Netlogon secure channel, without I/O ([MS-NRPC] 3.1.4, 3.4). */
export declare class NetlogonChannel {
  constructor(options: ChannelOptions);
  /** Begins; called once. */
  start(): readonly ChannelAction[];
  connected(connection: ConnectionName): readonly ChannelAction[];
  /** Never throws: malformed bytes are a failure. */
  received(connection: ConnectionName, bytes: Buffer): readonly ChannelAction[];
  closed(connection: ConnectionName): readonly ChannelAction[];
  /** Questions wait inside, in order: one is on its way at a time. */
  ask(id: number, question: LogonQuestion): readonly ChannelAction[];
  /** Drops a question that nobody waits for any more; one that is on its way is answered and ignored. */
  forget(id: number): void;
  /** Keeps the channel alive; answered by nothing, a failure ends it. */
  keepAlive(): readonly ChannelAction[];
  /** Questions without an answer. */
  get waiting(): number;
}
