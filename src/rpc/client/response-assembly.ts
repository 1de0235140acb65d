import { PfcFlags, type CallResponse, type ReceivedPdu } from '../pdu/index.js';

/** Stub bytes of one answer over all its fragments. The longest that a client here asks for have some 100 KiB. */
const MAX_STUB = 256 * 1024;

/** Fragments of one answer: a server fills them, so that no honest one sends as many. */
const MAX_FRAGMENTS = 1024;

/** The outcome of a fragment. */
export type Assembled =
  | { readonly kind: 'more' }
  /** `bigEndian`: numbers of the stub are big-endian. */
  | { readonly kind: 'whole'; readonly stub: Buffer; readonly bigEndian: boolean }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Puts the answer to one call together from its fragments. */
export class ResponseAssembly {
  readonly #contextId: number;
  readonly #stubs: Buffer[] = [];
  #length = 0;
  #bigEndian: boolean | undefined;

  /** @param contextId the presentation context of the call */
  constructor(contextId: number) {
    this.#contextId = contextId;
  }

  /** @param stub of the fragment, verified and in clear */
  add(pdu: ReceivedPdu, response: CallResponse, stub: Buffer): Assembled {
    const isFirst = (pdu.flags & PfcFlags.FIRST_FRAG) !== 0;
    if (isFirst !== (this.#stubs.length === 0)) return malformed('fragments of an answer are out of order');
    if (response.contextId !== this.#contextId) return malformed('an answer of another presentation context');
    this.#bigEndian ??= pdu.bigEndian;
    if (pdu.bigEndian !== this.#bigEndian) return malformed('an answer in two orders of bytes');
    this.#stubs.push(stub);
    this.#length += stub.length;
    if (this.#length > MAX_STUB) return malformed(`an answer of more than ${MAX_STUB} bytes`);
    if (this.#stubs.length > MAX_FRAGMENTS) return malformed(`an answer in more than ${MAX_FRAGMENTS} parts`);
    if ((pdu.flags & PfcFlags.LAST_FRAG) === 0) return { kind: 'more' };
    const whole = this.#stubs.length === 1 ? stub : Buffer.concat(this.#stubs, this.#length);
    return { kind: 'whole', stub: whole, bigEndian: pdu.bigEndian };
  }
}

function malformed(detail: string): Assembled {
  return { kind: 'malformed', detail };
}
