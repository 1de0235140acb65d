import type { ConnectionTap, Tap } from '../facts/tap.js';

/** A tap that shows everything to two. The second one alone may annotate. */
export function bothTaps(first: Tap, second: Tap): Tap {
  return {
    connectionOpened: (info) => bothConnections(first.connectionOpened(info), second.connectionOpened(info)),
    ...(second.annotating && { annotating: second.annotating.bind(second) }),
  };
}

function bothConnections(first: ConnectionTap, second: ConnectionTap): ConnectionTap {
  return {
    received: (bytes) => {
      first.received(bytes);
      second.received(bytes);
    },
    sent: (bytes) => {
      first.sent(bytes);
      second.sent(bytes);
    },
    closed: (end) => {
      first.closed(end);
      second.closed(end);
    },
    serving: (work) => {
      const inner = (): void => (second.serving === undefined ? work() : second.serving(work));
      if (first.serving === undefined) inner();
      else first.serving(inner);
    },
    ...((first.sessionKey ?? second.sessionKey) && {
      sessionKey: (id: bigint, key: Buffer) => {
        first.sessionKey?.(id, key);
        second.sessionKey?.(id, key);
      },
    }),
  };
}
