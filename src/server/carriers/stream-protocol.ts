import type { SecureContext } from 'node:tls';
import type { Fact } from '../../facts/fact.js';
import type { DropReason } from '../../facts/recorder.js';
import type { Decisions } from '../../session/exchange/outcome.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { TlsChannel } from '../tls/tls-channel.js';
import type { CarrierConnection } from './carrier-connection.js';
import type { Openings } from './opening.js';

/** A protocol of bytes on one connection. It does no I/O, and speaks by its {@link Transport}. */
export interface StreamProtocol {
  /** Takes bytes in the order of arrival. Calls do not overlap: no more is read until the promise has settled. */
  receive(bytes: Buffer): Promise<void>;
  /** Whether a user is logged in. */
  readonly authenticated: boolean;
  /** How far the client came, as the predicate of a sentence: `is logged in`. */
  readonly stage: string;
  /** Bytes held for the client that the protocol has not added to its count itself. */
  readonly heldLength: number;
  /** TLS is established: bytes from now on are the plaintext. Called at most once, before any of them. */
  secured?(channel: TlsChannel): void;
  /**
   * Whether bytes that came are served to their end although the client has left meanwhile, as it may where it expects
   * no answer. Absent: no.
   */
  readonly outlivesClient?: boolean;
  /** The connection is over: nothing is sent any more. Called once. */
  closed(): void;
}

/** The connection, as its protocol uses it. */
export interface Transport {
  readonly connection: CarrierConnection;
  /** Bytes sent that the peer has not read yet. */
  readonly unread: number;
  /**
   * Queues bytes, inside TLS once it has begun; ignored once the connection is over.
   *
   * @param at the step in the protocol, for a decision about the bytes; absent: it has no name
   */
  send(bytes: Buffer, at?: string): void;
  /** Queues bytes that are made when they leave, and can be made otherwise. */
  sendMade(message: MadeMessage, at: string): void;
  /** Whether something decides about what leaves. */
  readonly isDecided: boolean;
  /**
   * Resolves once the peer leaves no more unread than it may, or the connection is over. A protocol that sends many
   * answers to few bytes waits for it before each.
   */
  drained(): Promise<void>;
  /**
   * Begins TLS, as its server: all that is sent and received from now on is plaintext. The facts of TLS are reported
   * here.
   *
   * @param already bytes that were received and belong to TLS
   */
  startTls(secureContext: SecureContext, already?: Buffer): void;
  /**
   * Ends the connection once the queued bytes have gone out, or their time is over.
   *
   * @param fact the cause, for the record of the connection
   */
  drop(why: DropReason, fact?: Fact): void;
  /**
   * Like {@link drop}, but TLS is not ended before the connection: rdesktop reads its end for ever. For a client that
   * can miss nothing by it.
   */
  cut(why: DropReason): void;
}

/** The parts of a server that each connection has. */
export interface Surroundings {
  readonly server: ServerState;
  /** Decide what leaves, if something does. */
  readonly decisions: Decisions;
  /** Decide how connections begin, if something does. */
  readonly openings: Openings;
}

/** Bytes that are made once, when they are asked for. */
export interface MadeMessage {
  readonly bytes: Buffer;
  /** The bytes with a change, by its word; undefined: there is no such change. */
  remake(change: string): Buffer | undefined;
}
