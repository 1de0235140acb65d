import { Dialect } from '../../smb2-codec/index.js';
import type { Connection } from './connection.js';

interface Client {
  readonly dialect: number;
  /** Connections with an accepted login; the client is forgotten with the last of them (3.3.7.1). */
  readonly connections: Set<Connection>;
}

/** GlobalClientTable ([MS-SMB2] 3.3.1.16): the dialect of each client, by its ClientGuid. */
export class ClientTable {
  readonly #clients = new Map<string, Client>();

  /** Whether a login on the connection can succeed, as {@link enter} would find. */
  admits(connection: Connection): boolean {
    const { dialect, clientGuid } = connection.negotiated;
    if (dialect === Dialect.SMB_2_0_2 || isAnonymous(clientGuid)) return true;
    const client = this.#clients.get(clientGuid.toString('latin1'));
    return client === undefined || client.dialect === dialect;
  }

  /**
   * Records a login. "If an entry is found and Client.Dialect is not equal to Session.Connection.Dialect", the login is
   * refused ([MS-SMB2] 3.3.5.5.3): if a client has two dialects, a third party may have downgraded one connection.
   *
   * @returns false in that case
   */
  enter(connection: Connection): boolean {
    if (!this.admits(connection)) return false;
    const { dialect, clientGuid } = connection.negotiated;
    if (dialect === Dialect.SMB_2_0_2 || isAnonymous(clientGuid)) return true;
    const key = clientGuid.toString('latin1');
    const client = this.#clients.get(key);
    if (client === undefined) this.#clients.set(key, { dialect, connections: new Set([connection]) });
    else client.connections.add(connection);
    return true;
  }

  /** Forgets a connection that is lost. */
  leave(connection: Connection): void {
    if (connection.negotiation.at !== 'done') return;
    const key = connection.negotiated.clientGuid.toString('latin1');
    const client = this.#clients.get(key);
    if (client?.connections.delete(connection) === true && client.connections.size === 0) {
      this.#clients.delete(key);
    }
  }
}

const noGuid = Buffer.alloc(16);

/** Simple clients send a ClientGuid of zeros, which identifies none of them: they are not compared. */
function isAnonymous(clientGuid: Buffer): boolean {
  return clientGuid.equals(noGuid);
}
