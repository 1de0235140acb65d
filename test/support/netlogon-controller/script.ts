/** The steps of a member's way to an answer. */
export type Step =
  | 'mapper-bind'
  | 'map'
  | 'bind'
  | 'challenge'
  | 'authenticate'
  | 'sealed-bind'
  | 'capabilities'
  | 'logon'
  | 'site';

/** Faults of a controller, and of one that only says it is one. */
export type Fault =
  /** No answer; the connection stays. */
  | 'silence'
  /** The connection ends in place of an answer. */
  | 'close'
  /** Half of the answer, and the connection ends. */
  | 'cut'
  /** Bytes that are no PDU. */
  | 'garbage'
  /** The right answer, to another call. */
  | 'other-call'
  /** A stub that ends too early. */
  | 'short-stub'
  /** An answer with one bit of its sealed stub turned. */
  | 'flipped'
  /** An answer with one bit of its signature's checksum turned. */
  | 'wrong-signature'
  /** The last sealed answer of the connection again, under the number of this call. */
  | 'replay'
  /** The number of the next answer, as if answers were in another order. */
  | 'ahead'
  /** The client's own bytes come back as the answer. */
  | 'reflect'
  /** An answer sealed as if the client had sent it. */
  | 'as-client'
  /** An answer without sealing and signature. */
  | 'unsealed'
  /** A return authenticator of another credential. */
  | 'wrong-authenticator'
  /** An RPC fault with this status. */
  | { readonly fault: number }
  /** An answer that is refused with this NTSTATUS. */
  | { readonly status: number }
  /** The right answer, when the promise is kept. */
  | { readonly after: Promise<unknown> }
  /** The server challenge: `echo`, the client's own. */
  | { readonly challenge: 'echo' | 'zero' }
  /** Any client is believed, and the server credential is made without the key. */
  | { readonly credential: 'random' | 'echo' | 'zero' }
  /** The flags that Authenticate3 grants. */
  | { readonly flags: number }
  /** The flags that NetrLogonGetCapabilities tells. */
  | { readonly capabilities: number }
  /** The port that the endpoint mapper tells. */
  | { readonly port: number };

/** The faults by their steps. */
export class Script {
  readonly #always = new Map<Step, Fault>();
  readonly #once = new Map<Step, Fault[]>();

  /** From now on; without a fault the step is right again. */
  set(step: Step, fault?: Fault): void {
    this.#once.delete(step);
    if (fault === undefined) this.#always.delete(step);
    else this.#always.set(step, fault);
  }

  /** The next time; called twice, the second applies to the time after. */
  add(step: Step, fault: Fault): void {
    this.#once.set(step, [...(this.#once.get(step) ?? []), fault]);
  }

  clear(): void {
    this.#always.clear();
    this.#once.clear();
  }

  take(step: Step): Fault | undefined {
    return this.#once.get(step)?.shift() ?? this.#always.get(step);
  }
}
