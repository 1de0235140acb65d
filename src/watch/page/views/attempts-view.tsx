import type { JSX } from 'preact';
import { isFiltering } from '../state/filter.js';
import type { Store } from '../state/store.js';
import { AttemptDetail } from './attempt-detail.js';
import { AttemptFilters } from './attempt-filters.js';
import { AttemptTable } from './attempt-table.js';
import { NoAttempts, NothingFound } from './no-attempts.js';
import { Split } from './split.js';

/** The attempts, and the one that is open. */
export function AttemptsView({ store }: { readonly store: Store }): JSX.Element {
  const { watched, place } = store;
  const { open } = place;
  const { rows } = store;
  const kept = open === '' ? undefined : watched.attempts.get(Number(open));
  return (
    <Split
      label="Attempts"
      list={
        <>
          <AttemptFilters store={store} shown={rows.length} />
          {rows.length > 0 && <AttemptTable store={store} rows={rows} />}
          {rows.length === 0 &&
            (isFiltering(place.filter) ? <NothingFound store={store} /> : <NoAttempts store={store} />)}
        </>
      }
      detail={open === '' ? undefined : <AttemptDetail key={open} store={store} id={open} kept={kept} />}
    />
  );
}
