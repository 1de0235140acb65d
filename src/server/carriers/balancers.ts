import { type IpNetwork, isInNetwork, parsedIpNetwork } from '../../bytes/index.js';

/** The balancers in front of a listener: every connection from their addresses begins with a PROXY header. */
export type Balancers = readonly IpNetwork[];

/**
 * The balancers that options name.
 *
 * @param texts already checked
 */
export function balancersOf(texts: readonly string[]): Balancers {
  return texts.map((text) => parsedIpNetwork(text)).filter((network) => network !== undefined);
}

/** Whether an address is that of a balancer. */
export function isBalancer(address: string, balancers: Balancers): boolean {
  return balancers.some((network) => isInNetwork(address, network));
}
