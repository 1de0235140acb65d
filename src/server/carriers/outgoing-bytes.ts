import type { Delivery, DeliveryEnd } from '../../runtime/delivery.js';
import type { HeldBytes } from '../../runtime/held-bytes.js';
import { PacedBytes } from '../../runtime/paced-bytes.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { FrameLayout } from '../../runtime/shaped-bytes.js';
import type { Limits } from '../../session/model/policy.js';

/** The stream that {@link OutgoingBytes} leave by. */
export interface OutgoingStream {
  /** Bytes that the peer has not read yet. */
  unread(): number;
  /**
   * Sends bytes now, unless the stream is gone.
   *
   * @param gone called once nobody reads the bytes any more; if somebody may keep them, never
   */
  write(bytes: Buffer, gone?: () => void): void;
  /** Ends its own side once its bytes have gone out. */
  halfClose(): void;
  /** Resets the connection. */
  reset(): void;
  /** Drops the connection because of a fault. */
  dropped(): void;
  /** Less is held than before. */
  released(): void;
}

/** The connection that bytes leave, as far as they need it. */
export interface OutgoingConnection {
  readonly server: { readonly runtime: CheckedRuntime; readonly limits: Limits };
  /** The bytes that the connection makes the server hold. */
  readonly held: HeldBytes;
}

/** The bytes that leave one connection: at once, or in the way of a delivery. */
export class OutgoingBytes {
  readonly #stream: OutgoingStream;
  readonly #connection: OutgoingConnection;
  readonly #layout: FrameLayout;
  /** The bytes that leave otherwise than at once, once there were some. */
  #paced: PacedBytes | undefined;
  #isStalled = false;

  constructor(stream: OutgoingStream, connection: OutgoingConnection, layout: FrameLayout) {
    this.#stream = stream;
    this.#connection = connection;
    this.#layout = layout;
  }

  /** Whether nothing that comes is served any more, while the connection stays. */
  get isStalled(): boolean {
    return this.#isStalled;
  }

  /** Bytes that the peer has not read yet, those included that leave later. */
  get unread(): number {
    return this.#stream.unread() + (this.#paced?.heldLength ?? 0);
  }

  /** Whether the peer has more unread answers than its limit allows, or than the other held bytes leave room for. */
  get isTooMuch(): boolean {
    const { unread } = this;
    if (unread === 0) return false;
    const { server, held } = this.#connection;
    return unread > server.limits.queuedBytes || held.exceeded !== undefined;
  }

  /** The same once the stream has been read: bytes that leave later may still be too many. */
  get isStillTooMuch(): boolean {
    return this.#paced !== undefined && this.isTooMuch;
  }

  /**
   * Bytes wait for those in front of them, and leave in the way of a delivery.
   *
   * @param gone called once nobody reads the bytes any more, if they leave at once
   */
  send(bytes: Buffer, delivery: Delivery | undefined, gone?: () => void): void {
    if (delivery === undefined && this.#paced === undefined) this.#stream.write(bytes, gone);
    else (this.#paced ??= this.#newPaced()).add(bytes, delivery);
  }

  /** Whether bytes wait to leave later. */
  get isWaiting(): boolean {
    return this.#paced !== undefined && this.#paced.heldLength > 0;
  }

  /** Calls back once no bytes wait to leave later: at once, when none do. */
  whenGone(callback: () => void): void {
    if (this.#paced === undefined) callback();
    else this.#paced.whenEmpty(callback);
  }

  /** Brings the connection into the state in which a delivery, or an opening, leaves it. */
  finish(end: DeliveryEnd): void {
    if (end === 'stall' || end === 'half-close') {
      // A request would take effect without an answer.
      this.#isStalled = true;
      if (end === 'half-close') this.#stream.halfClose();
    } else {
      // First: an end in order would go before.
      if (end === 'reset') this.#stream.reset();
      this.#stream.dropped();
    }
  }

  /** Nothing that comes is served from now on. */
  stall(): void {
    this.#isStalled = true;
  }

  /** Forgets the bytes that leave later: the connection is gone. */
  cancel(): void {
    this.#paced?.cancel();
  }

  #newPaced(): PacedBytes {
    const stream = this.#stream;
    return new PacedBytes(
      {
        write: (bytes) => stream.write(bytes),
        ended: (end) => this.finish(end),
        released: () => stream.released(),
      },
      this.#connection.server.runtime,
      this.#layout,
    );
  }
}
