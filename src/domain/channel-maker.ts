import { type LogonAnswer, NetlogonChannel } from '../netlogon/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { type ChannelEnd, endOfName, secondsText } from './channel-end.js';
import { type ChannelLimits, ChannelRun } from './channel-run.js';
import type { ControllerAddress } from '../auth/controller-address.js';
import type { HostAddress, HostAddresses } from './host-addresses.js';
import type { MachineSecret } from './machine-secret.js';

/** The surroundings of channels. */
export interface ChannelSurroundings {
  /** NetBIOS name of the domain. */
  readonly domain: string;
  /** `FILES$`. */
  readonly account: string;
  readonly secret: MachineSecret;
  readonly hosts: HostAddresses;
  readonly limits: ChannelLimits;
  readonly runtime: CheckedRuntime;
}

/** The owner of a channel that is open. */
export interface OpenChannelOwner {
  /** Questions can be asked; called before {@link ChannelMaker.open} is resolved. */
  opened(run: ChannelRun): void;
  /** The answer to the question on its way. */
  answered(answer: LogonAnswer): void;
  /** The open channel has ended; undefined: it was idle. */
  ended(end: ChannelEnd | undefined): void;
}

const notNeeded: ChannelEnd = { cause: 'unreachable', words: 'is not needed any more' };

/** Opens channels, one at a time. */
export class ChannelMaker {
  readonly #surroundings: ChannelSurroundings;
  #isClosed = false;
  /** Gives up the attempt. */
  #abandon = (): Promise<void> => Promise.resolve();

  constructor(surroundings: ChannelSurroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Opens a channel to a controller, with the machine account's secret as it is now.
   *
   * @returns why there is none; undefined: it is open
   */
  async open(controller: ControllerAddress, owner: OpenChannelOwner): Promise<ChannelEnd | undefined> {
    const { limits, runtime } = this.#surroundings;
    const startedAt = runtime.monotonic();
    const addresses = await this.#find(controller.host);
    if (this.#isClosed) return notNeeded;
    if ('cause' in addresses) return addresses;
    // A socket without a host would go to this machine.
    if (addresses.length === 0) return endOfName(undefined, controller.host);
    const opening = Math.max(0, limits.opening - (runtime.monotonic() - startedAt));
    return this.#run(controller, addresses, { ...limits, opening }, owner);
  }

  /** Gives up what is being opened. Resolved once its connections are closed. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#abandon();
  }

  /** The addresses of a host, in the time that one controller has. */
  #find(host: string): Promise<readonly HostAddress[] | ChannelEnd> {
    const { hosts, limits, runtime } = this.#surroundings;
    return new Promise((resolve) => {
      const cancelTimer = runtime.after(limits.opening, () => {
        const words = `cannot be found: the name ${host} does not resolve in ${secondsText(limits.opening)}`;
        resolve({ cause: 'unreachable', words });
      });
      this.#abandon = () => {
        cancelTimer();
        resolve(notNeeded);
        return Promise.resolve();
      };
      hosts
        .of(host)
        .catch((error: unknown) => endOfName(error, host))
        .then(resolve, resolve)
        .finally(cancelTimer);
    });
  }

  #run(
    { host, port }: ControllerAddress,
    addresses: readonly HostAddress[],
    limits: ChannelLimits,
    owner: OpenChannelOwner,
  ): Promise<ChannelEnd | undefined> {
    const { domain, account, secret, runtime } = this.#surroundings;
    const { ntHash, problem } = secret.current();
    const channel = new NetlogonChannel({
      domain,
      account,
      ntHash,
      controller: host,
      runtime,
      mapperPort: port,
    });
    return new Promise((resolve) => {
      let isOpen = false;
      const run: ChannelRun = new ChannelRun(
        channel,
        { addresses, account, limits, runtime },
        {
          opened: () => {
            isOpen = true;
            this.#abandon = () => Promise.resolve();
            owner.opened(run);
            resolve(undefined);
          },
          answered: (answer) => owner.answered(answer),
          ended: (end) => {
            if (isOpen) owner.ended(end);
            else resolve(withProblem(end ?? notNeeded, problem));
          },
        },
      );
      this.#abandon = () => {
        resolve(notNeeded);
        return run.close();
      };
      run.start();
    });
  }
}

/** A refused machine account may be one whose new password could not be read. */
function withProblem(end: ChannelEnd, problem: string | undefined): ChannelEnd {
  return problem === undefined ? end : { ...end, words: `${end.words}; ${problem}` };
}
