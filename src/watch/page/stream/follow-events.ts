import type { WatchEvents } from '../../messages.js';
import { readEvents } from './read-events.js';

/** The connection to the server, as the page tells it. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** `retryAt`: milliseconds since 1970. */
  | { readonly state: 'lost'; readonly cause: string; readonly retryAt: number }
  /** The token is not, or no longer, that of the server: nothing is tried again. */
  | { readonly state: 'refused' };

/** An event with its type. */
export type TypedEvent = {
  readonly [Type in keyof WatchEvents]: { readonly type: Type; readonly data: WatchEvents[Type] };
}[keyof WatchEvents];

/** Takes the events and the state of the connection. */
export interface Follower {
  readonly onEvent: (event: TypedEvent) => void;
  readonly onLink: (link: Link) => void;
}

/** A stream that is followed. */
export interface Following {
  /** Tries at once to connect, where the connection is lost. */
  retry(): void;
  /** Ends it. */
  stop(): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/**
 * Milliseconds of silence after which a connection counts as lost. It counts once the server has sent a comment, which
 * it then does every few seconds: the other end of a tunnel may be gone without a word.
 */
const SILENCE = 45_000;

/** Follows the server's events for as long as the page is open; after a loss, from the last one that came. */
export function followEvents(token: string, { onEvent, onLink }: Follower): Following {
  const stopped = new AbortController();
  let last: number | undefined;
  let wait = FIRST_WAIT;
  let endWait = (): void => {};

  void (async () => {
    while (!stopped.signal.aborted) {
      onLink({ state: 'connecting' });
      const cause = await followOnce();
      if (stopped.signal.aborted) return;
      if (cause === undefined) return onLink({ state: 'refused' });
      onLink({ state: 'lost', cause, retryAt: Date.now() + wait });
      await new Promise<void>((resolve) => {
        const timer = window.setTimeout(resolve, wait);
        endWait = () => {
          window.clearTimeout(timer);
          resolve();
        };
      });
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  })();

  return {
    retry: () => {
      wait = FIRST_WAIT;
      endWait();
    },
    stop: () => {
      stopped.abort();
      endWait();
    },
  };

  /** @returns why the connection ended; undefined: the server refuses the token */
  async function followOnce(): Promise<string | undefined> {
    const silent = new AbortController();
    let timer: number | undefined;
    try {
      const response = await fetch(last === undefined ? 'events' : `events?after=${last}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
        cache: 'no-store',
        signal: AbortSignal.any([stopped.signal, silent.signal]),
      });
      if (response.status === 401 || response.status === 403) return undefined;
      if (!response.ok || response.body === null) return `the server answers ${response.status}`;
      onLink({ state: 'open' });
      wait = FIRST_WAIT;
      for await (const event of readEvents(response.body)) {
        if (event.kind === 'comment' || timer !== undefined) {
          window.clearTimeout(timer);
          timer = window.setTimeout(() => silent.abort(), SILENCE);
        }
        if (event.kind === 'comment') continue;
        last = event.id ?? last;
        onEvent({ type: event.type, data: JSON.parse(event.data) as never } as TypedEvent);
      }
      return 'the server ended the connection';
    } catch {
      return silent.signal.aborted ? 'nothing has come for a while' : 'the server cannot be reached';
    } finally {
      window.clearTimeout(timer);
    }
  }
}
