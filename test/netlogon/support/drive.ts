import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { NetlogonChannel, type ChannelAction, type ChannelFailure } from '../../../src/netlogon/index.js';
import { Controller, type Deviations } from './controller.js';
import { questionFor } from './ntlm.js';

/** A channel and a controller in memory; bytes travel at once. */
export class Driven {
  readonly controller: Controller;
  readonly channel: NetlogonChannel;
  readonly actions: ChannelAction[] = [];
  #draws = 0;

  constructor(deviations: Deviations = {}, randomBytes?: (length: number) => Buffer) {
    this.controller = new Controller(deviations);
    const ntHash = ntHashOfPassword('M4chine-pw!');
    const runtime = {
      now: () => 1_700_000_000_000,
      randomBytes:
        randomBytes ??
        ((length: number) => Buffer.from(Array.from({ length }, (_, i) => i * 37 + 11 * ++this.#draws))),
    };
    const names = { domain: 'ADLAB', account: 'FILES$', controller: 'dc1.ad.lab.test' };
    this.channel = new NetlogonChannel({ ...names, ntHash, runtime });
  }

  /** Begins, and goes on until nothing is left to do. */
  start(): this {
    return this.carryOut(this.channel.start());
  }

  /** Asks for users; the numbers of the questions count on. */
  ask(...users: readonly string[]): this {
    for (const user of users) this.carryOut(this.channel.ask(this.#asked++, questionFor(user)));
    return this;
  }

  #asked = 0;

  carryOut(actions: readonly ChannelAction[]): this {
    const queue = [...actions];
    for (let action = queue.shift(); action; action = queue.shift()) {
      this.actions.push(action);
      if (action.kind === 'connect') queue.push(...this.channel.connected(action.connection));
      if (action.kind === 'send') {
        const { connection, bytes } = action;
        for (const pdu of this.controller.answer(connection, bytes)) {
          queue.push(...this.channel.received(connection, pdu));
        }
      }
    }
    return this;
  }

  get isOpen(): boolean {
    return this.actions.some(({ kind }) => kind === 'open');
  }

  get failure(): ChannelFailure | undefined {
    return this.actions.flatMap((action) => (action.kind === 'failed' ? action.failure : [])).at(0);
  }

  /** The answers, each with its number. */
  get answers() {
    return this.actions.flatMap((action) => (action.kind === 'answer' ? action : []));
  }
}
