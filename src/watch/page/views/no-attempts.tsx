import type { JSX } from 'preact';
import { carrierLabels } from '../../../diagnosis/carrier-names.js';
import { printable } from '../../../text/printable.js';
import { noFilter } from '../state/filter.js';
import type { Store } from '../state/store.js';
import { endpointWords } from '../words/attempt-words.js';

/** Before the first attempt: where to point the client, and what this page does then. */
export function NoAttempts({ store }: { readonly store: Store }): JSX.Element {
  const { server } = store.watched;
  return (
    <div class="empty">
      <h2>{server === undefined ? 'Connecting …' : 'Waiting for the first login'}</h2>
      {server !== undefined && (
        <>
          <p>
            Let your client log in to one of these. It appears here as it happens, with the reason for which
            it was accepted or refused.
          </p>
          <ul class="addresses">
            {server.listeners.map(({ carrier, host, port }) => (
              <li>
                <span>{carrierLabels[carrier]}</span>
                <code>{endpointWords({ address: host, port })}</code>
              </li>
            ))}
          </ul>
          {server.shares.length > 0 && (
            <p class="dim">
              {server.shares.length === 1 ? 'Share' : 'Shares'}:{' '}
              {server.shares.slice(0, 20).map(printable).join(', ')}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** The filter lets nothing through. */
export function NothingFound({ store }: { readonly store: Store }): JSX.Element {
  return (
    <div class="empty">
      <h2>No attempt matches the filter</h2>
      <p>
        <button type="button" onClick={() => store.setFilter(noFilter)}>
          Show all
        </button>
      </p>
    </div>
  );
}
