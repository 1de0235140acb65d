import type { Socket } from 'node:net';
import type { Connection } from '../session/model/connection.js';
import type { Opening } from './carriers/opening.js';
import type { OutgoingBytes } from './carriers/outgoing-bytes.js';

/**
 * Begins a connection in the way of an opening: later, or not at all. Nothing is read before.
 *
 * @returns a function that ends the wait, because the connection is over
 */
export function beginLater(
  { delay = 0, end }: Opening,
  connection: Connection,
  socket: Socket,
  outgoing: OutgoingBytes,
): () => void {
  const begin = (): void => {
    if (connection.closed) return;
    if (end !== undefined) {
      outgoing.stall();
      outgoing.finish(end);
    }
    socket.resume();
  };
  if (delay > 0) {
    socket.pause();
    return connection.server.runtime.after(delay, begin);
  }
  begin();
  return () => {};
}
