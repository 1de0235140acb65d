import { readFileSync } from 'node:fs';
import type { RunningCli } from './start-cli.js';
import { SmbClient } from './smb-client.js';
import { ClientLogin, type LoginOptions, negotiate, type NegotiateOptions } from './smb-client-login.js';

/** Connections that are made until one is accepted by the worker that is wanted. */
const MOST_CONNECTIONS = 500;

/** A connection whose worker is known by the SessionId of a login that has begun on it. */
export interface AtWorker {
  readonly client: SmbClient;
  readonly login: ClientLogin;
  readonly serverGuid: Buffer;
}

/** The place of the worker that gave out a SessionId, where two serve. */
export function placeOf(sessionId: bigint): number {
  return Number(sessionId & 1n);
}

/** Connects, and begins a login, until the worker at a place accepts. The kernel decides which one does. */
export async function beginAt(
  place: number,
  port: number,
  options: LoginOptions & { readonly negotiate?: NegotiateOptions } = {},
): Promise<AtWorker> {
  for (let tried = 0; tried < MOST_CONNECTIONS; tried++) {
    const client = await SmbClient.connect(port);
    const { serverGuid } = await negotiate(client, options.negotiate);
    const login = new ClientLogin(client, options);
    await login.first();
    if (placeOf(login.sessionId) === place) return { client, login, serverGuid };
    client.close();
  }
  throw new Error(`of ${MOST_CONNECTIONS} connections, none came to the worker at place ${place}`);
}

/** The process ids of the workers of a server, the oldest first. */
export function workersOf({ process: { pid } }: RunningCli): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

/** Whether a process is there, and is no zombie. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
