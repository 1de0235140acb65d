import type { AccountDefinition } from '../auth/account-definition.js';
import { createServer, type Server } from '../server/create-server.js';
import type { Logger, ServerOptions } from '../server/options.js';
import { systemRuntime } from '../runtime/runtime.js';
import type { Recording } from '../transcript/read-transcript.js';
import { ReplayedSurroundings, type Watcher } from './surroundings.js';

/** Everything of a replay that the recording does not have. */
export interface ReplayMeans {
  /** Accounts with their secrets. */
  readonly accounts: readonly AccountDefinition[];
  /** Path of an MIT keytab with the keys of Kerberos; undefined: a key is made up, and tickets cannot be opened. */
  readonly keytab: string | undefined;
  /** Port for SMB; 0 takes a free one. */
  readonly port: number;
  /** Port for RPC over TCP, which a bind is told; 0 takes a free one. */
  readonly rpcPort?: number;
  readonly logger: Logger;
}

/** A server as it was when it was recorded. */
export interface ReplayedServer {
  readonly server: Server;
  readonly surroundings: ReplayedSurroundings;
}

/**
 * Makes the server of a recording, which does not listen yet.
 *
 * @param numbers of the connections that will be opened, in order
 * @throws ConfigurationError for recorded options that this version cannot use
 */
export function createReplayedServer(
  recording: Recording,
  numbers: readonly number[],
  means: ReplayMeans,
  watcher: Watcher,
): ReplayedServer {
  const surroundings = new ReplayedSurroundings(recording, numbers, means.accounts, watcher);
  const { runtime, tap, accounts } = surroundings;
  const { carriers, kerberos, besides: _, shares, ...options } = recording.head.server;
  const recorded = {
    ...options,
    shares,
    ...(carriers.includes('smb') ? { port: means.port } : { listen: null }),
    ...(carriers.includes('http') && { http: {} }),
    ...(carriers.includes('rpc') && { rpc: { port: means.rpcPort ?? 0 } }),
    ...(kerberos && { kerberos: keysOf(means, options.names.dnsName) }),
  };
  // The reader has checked each section; the server checks them again.
  const checked = recorded as unknown as Omit<ServerOptions, 'accounts'>;
  const server = createServer({ ...checked, accounts, runtime, tap, logger: means.logger });
  return { server, surroundings };
}

/** A key that nobody else has keeps Kerberos on offer, as it was; a ticket is refused then. */
function keysOf({ keytab }: ReplayMeans, host = 'replay') {
  if (keytab !== undefined) return { keytab };
  return {
    password: { principal: `cifs/${host}@REPLAY`, password: systemRuntime.randomBytes(16).toString('hex') },
  };
}
