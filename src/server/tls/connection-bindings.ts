import type { TLSSocket } from 'node:tls';
import type { MistakenBindings } from '../../auth/extended-protection.js';

/**
 * Channel bindings of one connection that are not tls-server-end-point: tls-unique (RFC 5929 3) and tls-exporter
 * (RFC 9266), which clients of other protocols send. Each that the connection has.
 *
 * @param socket after its handshake
 */
export function connectionMistakes(socket: TLSSocket): readonly MistakenBindings[] {
  // The first Finished message of a full handshake is that of the client.
  const first = socket.getPeerFinished();
  return [
    ...(first === undefined
      ? []
      : [
          { name: 'tls-unique', bindings: Buffer.concat([Buffer.from('tls-unique:'), first]) },
          { name: 'tls-unique without its prefix', bindings: first },
        ]),
    {
      name: 'tls-exporter',
      bindings: Buffer.concat([
        Buffer.from('tls-exporter:'),
        socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)),
      ]),
    },
  ];
}
