import { systemErrorText } from '../values/system-error.js';
import type { StoreAddress } from './address.js';

/** A part of a command: text, or bytes. */
export type Argument = string | Buffer;

/** One connection to a store. Nothing in it reconnects, and nothing waits for a connection. */
export interface StoreConnection {
  /** Kept once the store has taken the password and commands may be sent; rejects with a {@link StoreFault}. */
  readonly ready: Promise<void>;
  /**
   * Sends a command.
   *
   * @returns the answer; an error of the store is a {@link StoreError} and no rejection
   * @throws StoreFault, as a rejection, when the connection ends before
   */
  send(command: readonly Argument[]): Promise<unknown>;
  /** Ends it at once: commands that wait for their answer reject. */
  close(): void;
}

/**
 * Opens a connection.
 *
 * @param lost called when it has ended by itself, with words that follow the name of the store
 */
export type Connect = (lost: (because: string) => void) => StoreConnection;

/** An error that the store answered a command with. Its text may repeat a password, so only the code is kept. */
export class StoreError {
  /** The first word, such as `OOM`. */
  readonly code: string;

  /** @param text of the store */
  constructor(text: string) {
    this.code = /^[A-Z]{2,24}(?= |$)/.exec(text)?.[0] ?? 'ERR';
  }
}

/** A store that cannot be used. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

const meanings: Readonly<Record<string, string>> = {
  BUSY: 'is busy with a script of somebody else',
  CLUSTERDOWN: 'is a cluster that is down',
  LOADING: 'is loading its data',
  MASTERDOWN: 'is a replica without its primary',
  MISCONF: 'cannot write its data to its disk',
  MOVED: 'is a cluster, which cannot be used: its keys are in several places',
  NOAUTH: 'wants a password',
  NOREPLICAS: 'has too few replicas to take writes',
  NOPERM: 'does not permit its user what is needed',
  OOM: 'is full',
  READONLY: 'is a replica, which takes no writes',
  WRONGPASS: 'did not take the user or the password',
  WRONGTYPE: 'has a key of the same name that is something else',
};

/** Words about an error of a store, which follow its name. */
export function wordsOfError({ code }: StoreError): string {
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  return meaning === undefined ? 'answered with an error' : `${meaning} (${code})`;
}

/** Words about an error of a connection, which follow the name of a store. Nothing of its message is repeated. */
function wordsOfFault(error: unknown): string {
  const text = systemErrorText(error);
  if (text !== undefined && /^[A-Z][A-Z0-9_]+(: |$)/.test(text)) return `cannot be reached (${text})`;
  return 'sent what no store sends';
}

/**
 * Loads the client of the package.
 *
 * @param timeoutMilliseconds that a connection may take to begin
 */
export async function loadClient(
  { host, port, tls, user, password, database }: StoreAddress,
  ca: string | Buffer | undefined,
  timeoutMilliseconds: number,
): Promise<Connect> {
  const { ConnectionTimeoutError, createClient, ErrorReply, SocketClosedUnexpectedlyError } =
    await import('@redis/client');
  const place = { host, port, connectTimeout: timeoutMilliseconds, reconnectStrategy: false } as const;
  const asError = (error: unknown): StoreError | undefined =>
    error instanceof ErrorReply ? new StoreError(error.message) : undefined;
  const wordsOf = (error: unknown): string => {
    if (error instanceof SocketClosedUnexpectedlyError) return 'ended the connection';
    if (error instanceof ConnectionTimeoutError) return 'took no connection in time';
    const refused = asError(error);
    return refused === undefined ? wordsOfFault(error) : wordsOfError(refused);
  };
  return (lost) => {
    const client = createClient({
      socket: tls
        ? { ...place, tls, servername: serverNameOf(host), ...(ca !== undefined && { ca }) }
        : place,
      ...(user !== undefined && { username: user }),
      ...(password !== undefined && { password }),
      database,
      // The names of its commands are the same in both, and every server has the older one.
      RESP: 2,
      maintNotifications: 'disabled',
      disableClientInfo: true,
      disableOfflineQueue: true,
    });
    let isClosed = false;
    const close = (): void => {
      if (isClosed) return;
      isClosed = true;
      client.destroy();
    };
    const onFault = (error: unknown): void => {
      if (!isClosed) lost(wordsOf(error));
    };
    // The one says the fault of a connection, and the other what cannot be read.
    client.on('terminated', onFault);
    client.on('error', onFault);
    const ready = client.connect().then(
      () => {},
      (error: unknown) => {
        throw new StoreFault(wordsOf(error));
      },
    );
    const settled = (): void => {
      // A socket that came after the end is not the client's yet when it is told to end.
      if (isClosed) client.destroy();
    };
    ready.then(settled, settled);
    return {
      ready,
      send: async (command) => {
        try {
          return await client.sendCommand<unknown>([...command]);
        } catch (error) {
          const refused = asError(error);
          if (refused !== undefined) return refused;
          throw new StoreFault(wordsOf(error));
        }
      },
      close,
    };
  };
}

/** An address is no name that a certificate is asked for by (RFC 6066 3). */
function serverNameOf(host: string): string {
  return /^[\d.]+$|:/.test(host) ? '' : host;
}
