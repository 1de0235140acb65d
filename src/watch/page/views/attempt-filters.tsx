import type { JSX } from 'preact';
import { printable } from '../../../text/printable.js';
import { type Choice, choicesOf, isFiltering, noFilter, reasonsOf } from '../state/filter.js';
import type { Store } from '../state/store.js';
import { verdictWords } from '../words/attempt-words.js';
import { Icon } from './icons.js';

const SHOWN_CHOICE = 60;

interface FiltersProps {
  readonly store: Store;
  readonly shown: number;
}

/** Filters by words, verdict, client, account and reason; and the switch that lets the list stand still. */
export function AttemptFilters({ store, shown }: FiltersProps): JSX.Element {
  const { filter } = store.place;
  const all = [...store.listed];
  return (
    <search class="filters">
      <input
        id="filter-text"
        type="search"
        placeholder="Filter  ( / )"
        aria-label="Filter by words"
        autocomplete="off"
        spellcheck={false}
        value={filter.text}
        onInput={({ currentTarget }) => store.setFilter({ text: currentTarget.value })}
      />
      <div class="verdicts" role="group" aria-label="Verdict">
        {(['accepted', 'refused', 'unfinished'] as const).map((verdict) => (
          <button
            type="button"
            class={`verdict-filter ${verdict}`}
            aria-pressed={filter.verdict === verdict}
            onClick={() => store.setFilter({ verdict: filter.verdict === verdict ? '' : verdict })}
          >
            <Icon name={verdict} /> {verdictWords[verdict]}
            <span class="count">{all.filter(({ record }) => record.verdict === verdict).length}</span>
          </button>
        ))}
      </div>
      <Chooser
        store={store}
        name="client"
        label="Client"
        choices={choicesOf(all, ({ client }) => [client])}
      />
      <Chooser
        store={store}
        name="account"
        label="Account"
        choices={choicesOf(all, ({ account }) => [account])}
      />
      <Chooser store={store} name="reason" label="Reason" choices={choicesOf(all, reasonsOf)} />
      <p class="shown" role="status">
        {isFiltering(filter) ? (
          <>
            {shown} of {all.length}{' '}
            <button type="button" class="plain" onClick={() => store.setFilter(noFilter)}>
              Show all
            </button>
          </>
        ) : undefined}
      </p>
      <button
        type="button"
        class="hold"
        aria-pressed={store.held !== undefined}
        title={store.held === undefined ? 'Let the list stand still (p)' : 'Let the list move (p)'}
        onClick={() => store.togglePause()}
      >
        <Icon name={store.held === undefined ? 'pause' : 'play'} />
        {store.held === undefined ? 'Hold' : `Held · ${store.unseen} new`}
      </button>
    </search>
  );
}

interface ChooserProps {
  readonly store: Store;
  readonly name: 'client' | 'account' | 'reason';
  readonly label: string;
  readonly choices: readonly Choice[];
}

function Chooser({ store, name, label, choices }: ChooserProps): JSX.Element {
  const chosen = store.place.filter[name];
  // A link may ask for one that has not come yet.
  const all =
    chosen === '' || choices.some(({ value }) => value === chosen)
      ? choices
      : [...choices, { value: chosen, count: 0 }];
  return (
    <select
      aria-label={label}
      class={chosen === '' ? '' : 'chosen'}
      value={chosen}
      onChange={({ currentTarget }) => store.setFilter({ [name]: currentTarget.value })}
    >
      <option value="">{label}: all</option>
      {all.map(({ value, count }) => (
        <option value={value} selected={value === chosen}>
          {`${printable(value.slice(0, SHOWN_CHOICE))}${value.length > SHOWN_CHOICE ? '…' : ''} (${count})`}
        </option>
      ))}
    </select>
  );
}
