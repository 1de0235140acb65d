import { guidFromText, guidToText } from '../bytes/index.js';
import type { Identity } from '../auth/mechanism.js';
import { FaultStatus } from './pdu/index.js';
import { RpcFault } from './rpc-fault.js';

/** Context handles that one association may have open: clients use one or two. */
const MAX_HANDLES = 256;

/** Bytes of an open handle, roughly. */
const BYTES_OF_HANDLE = 256;

/** Octets of a handle in NDR: attributes, and a UUID (C706 14.2.16.6, appendix N, ndr_context_handle). */
export const HANDLE_LENGTH = 20;

/** The handle that stands for none, which a close returns. */
export const NO_HANDLE: Buffer = Buffer.alloc(HANDLE_LENGTH);

interface OpenHandle {
  readonly kind: string;
  readonly owner: string;
  readonly value: unknown;
}

/** The context handles of one association (C706 6.1.6): another association cannot use them. */
export class ContextHandles {
  readonly #open = new Map<string, OpenHandle>();

  /** Bytes that the open handles take, roughly. */
  get heldLength(): number {
    return this.#open.size * BYTES_OF_HANDLE;
  }

  /**
   * Opens a handle for a caller.
   *
   * @param kind of the handle: each operation takes one kind
   * @param uuid no other handle of the server has it
   * @returns the 20 octets of the handle; undefined when the association has as many as it may have
   */
  open<T>(kind: HandleKind<T>, uuid: string, caller: Identity, value: T): Buffer | undefined {
    if (this.#open.size >= MAX_HANDLES) return undefined;
    this.#open.set(uuid, { kind: kind.name, owner: ownerOf(caller), value });
    return Buffer.concat([Buffer.alloc(4), guidFromText(uuid)]);
  }

  /**
   * The value of a handle.
   *
   * @throws RpcFault nca_s_fault_context_mismatch for a handle that is not open, of another kind or of another user
   */
  find<T>(kind: HandleKind<T>, handle: Buffer, caller: Identity): T {
    const found = this.#open.get(keyOf(handle));
    if (found?.kind !== kind.name || found.owner !== ownerOf(caller)) {
      throw new RpcFault(FaultStatus.CONTEXT_MISMATCH);
    }
    return found.value as T;
  }

  /**
   * Closes a handle.
   *
   * @throws RpcFault as {@link find} does
   */
  close<T>(kind: HandleKind<T>, handle: Buffer, caller: Identity): void {
    this.find(kind, handle, caller);
    this.#open.delete(keyOf(handle));
  }

  /** The association has ended. */
  clear(): void {
    this.#open.clear();
  }
}

/** A kind of handle whose values are of a type. */
export interface HandleKind<T> {
  /** Name of the kind, such as `policy`. */
  readonly name: string;
  /** Never there: it ties the type to the kind. */
  readonly valueType?: T;
}

/** A handle belongs to the user who opened it, also where the association has logins of several users. */
function ownerOf({ kind, sid }: Identity): string {
  return `${kind} ${sid}`;
}

/** Attributes are zero, so that a handle with others is none. */
function keyOf(handle: Buffer): string {
  return handle.length === HANDLE_LENGTH && handle.readUInt32LE(0) === 0
    ? guidToText(handle.subarray(4))
    : '';
}
