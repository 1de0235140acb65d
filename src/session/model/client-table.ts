import { Dialect } from '../../smb2-codec/index.js';
import type { Connection } from './connection.js';

interface Client {
  readonly dialect: number;
  /** Connections on which somebody logged in; the client is forgotten with the last of them (3.3.7.1). */
  readonly connections: Set<Connection>;
}

/** GlobalClientTable ([MS-SMB2] 3.3.1.16): in which dialect each client, known by its ClientGuid, logs in. */
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
   * Takes note of a login. "If an entry is found and Client.Dialect is not equal to Session.Connection.Dialect", it is
   * not to succeed ([MS-SMB2] 3.3.5.5.3): a client that speaks one dialect here and a lower one there is being talked
   * down by somebody in between.
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

  /** The connection is lost. */
  leave(connection: Connection): void {
    if (connection.negotiation.at !== 'done') return;
    const key = connection.negotiated.clientGuid.toString('latin1');
    const client = this.#clients.get(key);
    if (client?.connections.delete(connection) === true && client.connections.size === 0) {
      this.#clients.delete(key);
    }
  }
}

/** Simple clients send a ClientGuid of zeros, which is nobody's: several of them must not shut each other out. */
function isAnonymous(clientGuid: Buffer): boolean {
  return clientGuid.every((byte) => byte === 0);
}
