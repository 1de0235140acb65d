import type { Identity } from '../auth/mechanism.js';
import { Writer } from '../bytes/index.js';
import type { NdrReader } from '../ndr/index.js';

/** Handles that one user may have open in an association. Clients close theirs; those of a test need a few. */
const MAX_HANDLES = 256;

/** Bytes of a context handle: attributes and a UUID (ndr_context_handle, C706 14.3.13). */
export const CONTEXT_HANDLE_LENGTH = 20;

/** The handle that a client has after a close, and where an operation failed. */
export const NULL_CONTEXT_HANDLE = Buffer.alloc(CONTEXT_HANDLE_LENGTH);

interface Opened {
  readonly type: string;
  readonly caller: Identity;
  readonly state: object;
}

/**
 * The context handles of one association. A handle stands for state that the server keeps for the client from one call
 * to the next; it ends with the last connection of the association ([MS-RPCE] 3.3.3.7.1). Only the user that it was
 * opened for may use it.
 */
export class ContextHandles {
  readonly #opened = new Map<string, Opened>();
  readonly #association: number;
  #last = 0;

  /** @param association is part of each handle, so that no other association has the same one */
  constructor(association: number) {
    this.#association = association;
  }

  get size(): number {
    return this.#opened.size;
  }

  /**
   * Keeps state, and makes the handle for it.
   *
   * @param type name of the type of the handle, such as `LSAPR_HANDLE`; no other operation finds it
   * @returns undefined when the user has too many: other users of the client's address may be in the association
   */
  open(type: string, caller: Identity, state: object): Buffer | undefined {
    if (this.#countOf(caller) >= MAX_HANDLES) return undefined;
    const handle = Buffer.alloc(CONTEXT_HANDLE_LENGTH);
    handle.writeUInt32LE(++this.#last, 4);
    handle.writeUInt32LE(this.#association >>> 0, 8);
    this.#opened.set(keyOf(handle), { type, caller, state });
    return handle;
  }

  /** The state that a handle stands for; undefined when it is no open handle of that type and user. */
  find(type: string, caller: Identity, handle: Buffer): object | undefined {
    const opened = this.#opened.get(keyOf(handle));
    return opened && opened.type === type && isSame(opened.caller, caller) ? opened.state : undefined;
  }

  /** Ends a handle; false when there is none of that type and user. */
  close(type: string, caller: Identity, handle: Buffer): boolean {
    return this.find(type, caller, handle) !== undefined && this.#opened.delete(keyOf(handle));
  }

  #countOf(caller: Identity): number {
    let count = 0;
    for (const opened of this.#opened.values()) if (isSame(opened.caller, caller)) count++;
    return count;
  }
}

/** Reads a context handle in whatever order the client has its numbers in; the result is as it was given out. */
export function readContextHandle(r: NdrReader, field: string): Buffer {
  const w = new Writer(CONTEXT_HANDLE_LENGTH).u32(r.u32(field));
  return w.u32(r.u32(field)).u16(r.u16(field)).u16(r.u16(field)).bytes(r.bytes(8, field)).finish();
}

function keyOf(handle: Buffer): string {
  return handle.toString('latin1');
}

function isSame(a: Identity, b: Identity): boolean {
  return a.kind === b.kind && a.sid === b.sid && a.account === b.account && a.domain === b.domain;
}
