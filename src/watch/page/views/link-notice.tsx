import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../state/store.js';
import { counted } from '../words/time-words.js';
import { Icon } from './icons.js';

/** Says what the list lacks: the connection, or events that were missed. */
export function LinkNotice({ store }: { readonly store: Store }): JSX.Element | null {
  const { link, watched } = store;
  const isLost = link.state === 'lost' || (link.state === 'connecting' && watched.server !== undefined);
  if (!isLost && watched.lost === 0) return null;
  return (
    <div class="notices">
      {isLost && (
        <div class="notice notice-lost" role="alert">
          <Icon name="trouble" />
          <p>
            <b>Connection lost.</b> {link.state === 'lost' ? `${sentence(link.cause)} ` : ''}
            The list stands still; attempts that come meanwhile follow once it is back.
          </p>
          {link.state === 'lost' ? (
            <Countdown until={link.retryAt} />
          ) : (
            <span class="countdown">trying …</span>
          )}
          <button type="button" onClick={() => store.retry()}>
            Try now
          </button>
        </div>
      )}
      {watched.lost > 0 && (
        <div class="notice" role="status">
          <Icon name="trouble" />
          <p>
            {counted(watched.lost, 'event')} did not reach this page: they came faster than it reads, or the
            server had forgotten them. Its log and its records have them.
          </p>
          <button
            type="button"
            onClick={() => {
              watched.lost = 0;
              store.drawNow();
            }}
          >
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}

/** Seconds until the page tries again; a screen reader is not told each. */
function Countdown({ until }: { readonly until: number }): JSX.Element {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [until]);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <span class="countdown" aria-hidden="true">
      tries again in {seconds} s
    </span>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
