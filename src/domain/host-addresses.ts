import { lookup, type Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** An address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Finds the addresses of hosts. */
export class HostAddresses {
  readonly #resolver: Resolver | undefined;
  /** Searches of the system that have no end yet. */
  readonly #pending = new Map<string, Promise<readonly HostAddress[]>>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param resolver of the domain's own DNS servers; undefined: the system alone is asked */
  constructor(resolver: Resolver | undefined) {
    this.#resolver = resolver;
  }

  /**
   * The addresses of a name; an address stands for itself.
   *
   * @throws an error of the system or of DNS with its code
   */
  async of(host: string): Promise<readonly HostAddress[]> {
    const family = isIP(host);
    if (family === 4 || family === 6) return [{ address: host, family }];
    const found = await this.#fromOwnServers(host);
    return found.length > 0 ? found : this.#fromSystem(host);
  }

  async #fromOwnServers(host: string): Promise<readonly HostAddress[]> {
    const resolver = this.#resolver;
    if (resolver === undefined) return [];
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = ({ status, ...rest }: typeof four): string[] =>
      status === 'fulfilled' && 'value' in rest ? rest.value : [];
    return [
      ...addresses(four).map((address) => ({ address, family: 4 }) as const),
      ...addresses(six).map((address) => ({ address, family: 6 }) as const),
    ];
  }

  /**
   * A search of the system occupies one of the few threads that also read files, and it has no time limit. So there is
   * one at a time, and whoever wants a name that is searched for waits for the same search.
   */
  #fromSystem(host: string): Promise<readonly HostAddress[]> {
    const pending = this.#pending.get(host);
    if (pending !== undefined) return pending;
    const search = this.#last.then(() => searchSystem(host)).finally(() => this.#pending.delete(host));
    this.#pending.set(host, search);
    this.#last = search.catch(() => {});
    return search;
  }
}

async function searchSystem(host: string): Promise<readonly HostAddress[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
