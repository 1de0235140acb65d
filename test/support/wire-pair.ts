import type { Wire, WireMessage, WireReceiver } from '../../src/shared-state/wire.js';

/** Two ends of a wire in one process, which a test can hold up, look into and cut. */
export interface WirePair {
  readonly owner: Wire;
  readonly worker: Wire;
  /** The messages of the worker and of the owner, in order. */
  readonly sent: { readonly by: 'owner' | 'worker'; readonly message: WireMessage }[];
  /** Keeps what an end sends from now on until {@link release}. */
  hold(by: 'owner' | 'worker'): void;
  /** Delivers what was kept. */
  release(): void;
  /** The wire is lost for both ends, as when a process dies. */
  cut(): void;
}

class End implements Wire {
  peer: End | undefined;
  held: WireMessage[] | undefined;
  #receiver: WireReceiver | undefined;
  #arrived: unknown[] = [];
  #isLost = false;
  readonly #note: (message: WireMessage) => void;

  constructor(note: (message: WireMessage) => void) {
    this.#note = note;
  }

  send(message: WireMessage): void {
    if (this.#isLost) return;
    this.#note(message);
    if (this.held !== undefined) this.held.push(message);
    else this.deliver(message);
  }

  /** As text, since that is how messages may travel. */
  deliver(message: WireMessage): void {
    const text = JSON.stringify(message);
    setImmediate(() => this.peer?.arrive(JSON.parse(text)));
  }

  arrive(message: unknown): void {
    if (this.#isLost) return;
    if (this.#receiver === undefined) this.#arrived.push(message);
    else this.#receiver.message(message);
  }

  open(receiver: WireReceiver): void {
    this.#receiver = receiver;
    for (const message of this.#arrived.splice(0)) receiver.message(message);
  }

  close(): void {
    this.lose();
    this.peer?.lose();
  }

  lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#receiver?.lost();
  }
}

/** Makes two ends that are joined. */
export function wirePair(): WirePair {
  const sent: WirePair['sent'] = [];
  const owner = new End((message) => sent.push({ by: 'owner', message }));
  const worker = new End((message) => sent.push({ by: 'worker', message }));
  owner.peer = worker;
  worker.peer = owner;
  return {
    owner,
    worker,
    sent,
    hold: (by) => {
      (by === 'owner' ? owner : worker).held ??= [];
    },
    release: () => {
      for (const end of [owner, worker]) {
        const held = end.held ?? [];
        end.held = undefined;
        for (const message of held) end.deliver(message);
      }
    },
    cut: () => owner.close(),
  };
}
