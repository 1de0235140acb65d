import type { ServedConnection } from './carriers/served-connection.js';
import { hostAndPort } from '../text/host-and-port.js';

/** The most clients that are described one by one. */
const MAX_TOLD = 3;

/**
 * Sentences that tell how far clients came, for the message of a wait that failed.
 *
 * @param address the address clients can connect to; undefined when the server does not listen
 * @param connected the number of clients that connected
 * @param present the connections that are still open
 */
export function describeClients(
  address: { readonly host: string; readonly port: number } | undefined,
  connected: number,
  present: readonly ServedConnection[],
): string {
  if (connected === 0) {
    if (address === undefined) return 'the server does not listen.';
    return `nobody connected to ${hostAndPort(address.host, address.port)}.`;
  }
  return [
    connected === 1 ? '1 client connected.' : `${connected} clients connected.`,
    ...present.slice(0, MAX_TOLD).map((client) => {
      return `The one from ${hostAndPort(client.remote.address, client.remote.port)} ${client.stage}.`;
    }),
  ].join(' ');
}
