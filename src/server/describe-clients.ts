import type { Connection } from '../session/model/connection.js';

/** Clients of which each is told what it did. */
const MAX_TOLD = 3;

/**
 * How far clients came, in sentences, for somebody who waits for one in vain.
 *
 * @param address where they can connect; undefined when they cannot
 * @param connected how many did
 * @param present those that are still there
 */
export function describeClients(
  address: { readonly host: string; readonly port: number } | undefined,
  connected: number,
  present: readonly Connection[],
): string {
  if (connected === 0) {
    if (address === undefined) return 'the server does not listen.';
    return `nobody connected to ${endpoint(address.host, address.port)}.`;
  }
  return [
    connected === 1 ? '1 client connected.' : `${connected} clients connected.`,
    ...present.slice(0, MAX_TOLD).map((client) => {
      return `The one from ${endpoint(client.remote.address, client.remote.port)} ${stageOf(client)}.`;
    }),
  ].join(' ');
}

function stageOf(client: Connection): string {
  switch (client.negotiation.at) {
    case 'none':
      return 'has sent no request yet';
    case 'multi-protocol':
      return 'has begun with SMB1, and not gone on';
    case 'closed':
      return 'is being disconnected';
    case 'done':
      if (client.authenticated) return 'is logged in';
      return client.sessions.size === 0
        ? 'has negotiated, and not begun a login'
        : 'has begun a login, and not finished it';
  }
}

function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
