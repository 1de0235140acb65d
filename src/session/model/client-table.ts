import { Dialect } from '../../smb2-codec/index.js';
import type { Connection } from './connection.js';

interface Client {
  /** Its ClientGuid. */
  readonly key: string;
  readonly dialect: number;
  /** The number of connections with an accepted login; the client is forgotten with the last of them (3.3.7.1). */
  connections: number;
}

/** GlobalClientTable ([MS-SMB2] 3.3.1.16): the dialect of each client, by its ClientGuid. */
export class ClientTable {
  readonly #clients = new Map<string, Client>();
  /** The clients of the connections with an accepted login. */
  readonly #entered = new Map<Connection, Client>();

  /** Whether a login on the connection can succeed, as {@link enter} would find. */
  admits(connection: Connection): boolean {
    const key = keyOf(connection);
    return key === undefined || this.#admits(key, connection);
  }

  #admits(key: string, connection: Connection): boolean {
    const client = this.#clients.get(key);
    return client === undefined || client.dialect === connection.negotiated.dialect;
  }

  /**
   * Records a login. "If an entry is found and Client.Dialect is not equal to Session.Connection.Dialect", the login is
   * refused ([MS-SMB2] 3.3.5.5.3): if a client has two dialects, a third party may have downgraded one connection.
   *
   * @returns false in that case
   */
  enter(connection: Connection): boolean {
    if (this.#entered.has(connection)) return true;
    const key = keyOf(connection);
    if (key === undefined) return true;
    if (!this.#admits(key, connection)) return false;
    const { dialect } = connection.negotiated;
    const client = this.#clients.get(key) ?? { key, dialect, connections: 0 };
    client.connections += 1;
    this.#clients.set(key, client);
    this.#entered.set(connection, client);
    return true;
  }

  /** Forgets a connection that is lost. */
  leave(connection: Connection): void {
    const client = this.#entered.get(connection);
    if (client === undefined) return;
    this.#entered.delete(connection);
    client.connections -= 1;
    if (client.connections === 0) this.#clients.delete(client.key);
  }
}

/** The key of a connection's client; undefined: it is not compared with others. */
function keyOf({ negotiated: { dialect, clientGuid } }: Connection): string | undefined {
  const isCompared = dialect !== Dialect.SMB_2_0_2 && !isAnonymous(clientGuid);
  return isCompared ? clientGuid.toString('latin1') : undefined;
}

const noGuid = Buffer.alloc(16);

/** Simple clients send a ClientGuid of zeros, which identifies none of them: they are not compared. */
function isAnonymous(clientGuid: Buffer): boolean {
  return clientGuid.equals(noGuid);
}
