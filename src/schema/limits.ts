import { z } from 'zod';
import { defaultLimits, type Limits } from '../session/model/policy.js';

const descriptions: Record<keyof Limits, string> = {
  connections: 'Open TCP connections.',
  connectionsPerAddress: 'Open TCP connections from one address; an IPv6 network of 64 bits counts as one.',
  unauthenticatedConnections: 'Connections on which nobody is logged in yet.',
  unauthenticatedConnectionsPerAddress: 'The same from one address.',
  authenticationSeconds: 'Seconds a connection may stay without a valid session.',
  proxyHeaderSeconds:
    'Seconds in which a connection from an address of proxyProtocol must bring its PROXY header.',
  idleSeconds: 'Seconds an authenticated connection may stay silent.',
  sessionsPerConnection: 'Sessions on one connection.',
  unauthenticatedSessions: 'Sessions on one connection on which nobody is logged in yet.',
  channelsPerSession: 'Connections of one session (multichannel).',
  treesPerSession: 'Tree connects of one session.',
  opensPerSession: 'Open files and pipes of one session.',
  credits: 'Credits a client can hold: how many requests it may send ahead of their answers.',
  asyncRequests: 'Requests of one connection that may wait for an event at once.',
  unauthenticatedFrameBytes: 'Bytes of a frame before a session is valid.',
  transactBytes: 'MaxTransactSize, MaxReadSize and MaxWriteSize.',
  queuedBytes: 'Bytes queued to a peer that does not read, after which nothing more is read from it.',
  heldBytesPerConnection:
    'Bytes held for one connection at once: unfinished frames, waiting requests, unread answers, changes to report.',
  heldBytesPerAddress: 'The same for all connections of one address together.',
  slowReaderSeconds: 'Seconds such a peer may stay above that mark before it is disconnected.',
};

/** Limits that may be 0. */
const mayBeNone: readonly (keyof Limits)[] = ['treesPerSession', 'opensPerSession', 'asyncRequests'];

/** The greatest values that work: an answer must fit into a frame of 16 MB. Windows allows 8 MB, too. */
const greatest: Partial<Limits> = { transactBytes: 8 * 1024 * 1024 };

const limit = (key: keyof Limits) =>
  z
    .int()
    .min(mayBeNone.includes(key) ? 0 : 1)
    .max(greatest[key] ?? Number.MAX_SAFE_INTEGER)
    .meta({ description: descriptions[key], default: defaultLimits[key] })
    .optional();

const keys = Object.keys(defaultLimits) as (keyof Limits)[];

export const limitsSection = z
  .strictObject(
    Object.fromEntries(keys.map((key) => [key, limit(key)])) as Record<
      keyof Limits,
      ReturnType<typeof limit>
    >,
  )
  .meta({ description: 'Bounds on what peers can make the server hold or do.' });
