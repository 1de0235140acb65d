import { Resolver } from 'node:dns/promises';
import { dnsForm } from '../auth/server-names.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { addressFromText, type ControllerAddress, MAPPER_PORT } from '../auth/controller-address.js';
import { HostAddresses } from './host-addresses.js';
import type { DomainOptions } from './options.js';
import { orderByWeight } from './srv-order.js';

/** Milliseconds for which controllers that DNS named are used without a further question. */
const FRESH_MILLISECONDS = 300_000;

/** Controllers of one domain that are tried, the nearest first. */
const MOST_CONTROLLERS = 32;

/** Milliseconds that one DNS server has for an answer, and how often it is asked. */
const resolverOptions = { timeout: 1000, tries: 2 } as const;

/** The controllers of a domain: those of the options, or those that DNS names. */
export class FindControllers {
  /** The addresses of their hosts. */
  readonly hosts: HostAddresses;
  /** The name under which DNS has the controllers ([MS-ADTS] 6.3.2.3). */
  readonly record: string;
  readonly #configured: readonly ControllerAddress[] | undefined;
  readonly #runtime: CheckedRuntime;
  readonly #patience: number;
  readonly #resolver: Resolver;
  #found: readonly ControllerAddress[] = [];
  #freshUntil = -Infinity;

  /** @param patience milliseconds that DNS has for its answer */
  constructor(
    { dnsName, controllers, dnsServers }: DomainOptions,
    patience: number,
    runtime: CheckedRuntime,
  ) {
    this.record = `_ldap._tcp.dc._msdcs.${dnsName}`;
    this.#configured = controllers?.flatMap((text) => addressFromText(text) ?? []);
    this.#runtime = runtime;
    this.#patience = patience;
    this.#resolver = new Resolver(resolverOptions);
    if (dnsServers !== undefined) this.#resolver.setServers(dnsServers);
    this.hosts = new HostAddresses(dnsServers && this.#resolver);
  }

  /**
   * The controllers in the order in which they are tried. Where DNS fails, those that it named before are in force.
   *
   * @throws an error of DNS with its code, where it never named any
   */
  async find(): Promise<readonly ControllerAddress[]> {
    if (this.#configured !== undefined) return this.#configured;
    if (this.#runtime.monotonic() < this.#freshUntil) return this.#found;
    const cancelTimer = this.#runtime.after(this.#patience, () => this.cancel());
    try {
      const records = await this.#resolver.resolveSrv(this.record);
      this.#found = orderByWeight(records, this.#runtime)
        .filter((name) => dnsForm.pattern.test(name))
        .slice(0, MOST_CONTROLLERS)
        .map((host) => ({ host, port: MAPPER_PORT }));
      this.#freshUntil = this.#runtime.monotonic() + FRESH_MILLISECONDS;
    } catch (error) {
      if (this.#found.length === 0) throw error;
    } finally {
      cancelTimer();
    }
    return this.#found;
  }

  /** None of those found could be used: DNS is asked again next time. */
  forget(): void {
    this.#freshUntil = -Infinity;
  }

  /** Ends the questions to DNS that wait. */
  cancel(): void {
    this.#resolver.cancel();
  }
}
