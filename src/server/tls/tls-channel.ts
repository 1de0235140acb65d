import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { connectionMistakes } from './connection-bindings.js';
import type { MistakenBindings } from '../../auth/extended-protection.js';
import { WatchedSocket, type Watch } from './watched-socket.js';

/** TLS of a connection, once its handshake is complete. */
export interface TlsChannel {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** The cipher suite by its name in the standard. */
  readonly cipher: string;
  /** The host name that the client asked for; undefined: none. */
  readonly serverName: string | undefined;
  /** Channel bindings of this connection that are not tls-server-end-point. */
  readonly mistakes: readonly MistakenBindings[];
}

/**
 * Begins TLS on a socket, as its server. The stream has the plaintext, and is paused; the handshake goes on by itself.
 *
 * @param socket that nothing else reads any more
 * @param already bytes that came before, which are TLS
 * @param onSecure called once, when the handshake is complete
 */
export function startTls(
  socket: Socket,
  secureContext: SecureContext,
  already: Buffer,
  watch: Watch,
  onSecure: (channel: TlsChannel) => void,
): TLSSocket {
  const below = new WatchedSocket(socket, already, watch);
  const tls = new TLSSocket(below, { isServer: true, secureContext });
  // The event comes again when the client was refused a renegotiation.
  tls.once('secure', () => {
    below.established();
    onSecure(channelOf(tls));
  });
  tls.pause();
  return tls;
}

function channelOf(tls: TLSSocket): TlsChannel {
  const { servername: name } = tls as { servername?: unknown };
  return {
    protocol: tls.getProtocol() ?? '',
    cipher: tls.getCipher().standardName,
    serverName: typeof name === 'string' && name !== '' ? name : undefined,
    mistakes: connectionMistakes(tls),
  };
}
