import type { JSX } from 'preact';
import type { PostureClient, PostureFinding } from '../../messages.js';
import { noFilter } from '../state/filter.js';
import type { Store } from '../state/store.js';
import { FindingBadge, worstFirst } from './findings.js';
import { PlaceLink } from './place-link.js';

interface FindingListProps {
  readonly store: Store;
  readonly clients: readonly PostureClient[];
}

/** Clients of a finding that are named. */
const NAMED = 20;

/** Every finding with its meaning, the remedy and its clients. */
export function FindingList({ store, clients }: FindingListProps): JSX.Element | null {
  const found = new Map<string, PostureFinding & { readonly clients: string[] }>();
  for (const { client, findings } of clients) {
    for (const finding of findings) {
      const known = found.get(finding.code);
      if (known) known.clients.push(client);
      else found.set(finding.code, { ...finding, clients: [client] });
    }
  }
  if (found.size === 0) return null;
  return (
    <section class="finding-list" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      {worstFirst([...found.values()]).map((finding) => (
        <article>
          <h3>
            <FindingBadge finding={finding} /> {finding.title}
          </h3>
          <p>{finding.help}</p>
          <p class="dim">
            {finding.clients.slice(0, NAMED).map((client, at) => (
              <>
                {at > 0 && ', '}
                <PlaceLink store={store} to={{ view: 'clients', open: client, filter: noFilter }}>
                  {client}
                </PlaceLink>
              </>
            ))}
            {finding.clients.length > NAMED && ` and ${finding.clients.length - NAMED} more`}
          </p>
        </article>
      ))}
    </section>
  );
}
