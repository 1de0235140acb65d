import type { Fact } from '../facts/fact.js';
import type { Recorder } from '../facts/recorder.js';
import type { ConnectionTap, Tap } from '../facts/tap.js';

/** A tap that shows everything to two. Each of them may annotate. */
export function bothTaps(first: Tap, second: Tap): Tap {
  return {
    connectionOpened: (info) => bothConnections(first.connectionOpened(info), second.connectionOpened(info)),
    ...([first, second].some((tap) => 'annotating' in tap) && {
      annotating: (recorder: Recorder, describe: (fact: Fact) => string) => {
        const annotated = first.annotating?.(recorder, describe) ?? recorder;
        return second.annotating?.(annotated, describe) ?? annotated;
      },
    }),
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
