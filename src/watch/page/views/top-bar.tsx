import type { JSX } from 'preact';
import { carrierLabels } from '../../../diagnosis/carrier-names.js';
import { noFilter } from '../state/filter.js';
import { type View, views } from '../state/place.js';
import { type Theme, themeOf, useColours } from '../state/preferences.js';
import type { Store } from '../state/store.js';
import { endpointWords } from '../words/attempt-words.js';
import { Icon } from './icons.js';
import { PlaceLink } from './place-link.js';

const viewWords: Readonly<Record<View, string>> = {
  attempts: 'Attempts',
  clients: 'Clients',
  events: 'Other events',
};

const linkWords = { connecting: 'Connecting', open: 'Live', lost: 'Lost', refused: 'Off' } as const;

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const themeWords: Readonly<Record<Theme, string>> = {
  system: 'Colours of the system',
  light: 'Light colours',
  dark: 'Dark colours',
};

/** Name, views, state of the connection, colours, help. */
export function TopBar({ store }: { readonly store: Store }): JSX.Element {
  const { watched, place, link, token } = store;
  const { server } = watched;
  const counts: Readonly<Record<View, number>> = {
    attempts: watched.attempts.size,
    clients: watched.posture?.clients.length ?? 0,
    events: watched.others.length,
  };
  const state = token === undefined ? 'refused' : link.state;
  const theme = themeOf();
  return (
    <header class="top">
      <h1 class="name">smb2-auth-server {server && <span class="version">{server.version}</span>}</h1>
      <nav class="views" aria-label="Views">
        {views.map((view) => (
          <PlaceLink
            store={store}
            to={{ view, open: '', filter: view === 'attempts' ? place.filter : noFilter }}
            current={place.view === view && 'page'}
          >
            {viewWords[view]}
            <span class="count">{counts[view]}</span>
          </PlaceLink>
        ))}
      </nav>
      <ul class="listeners" aria-label="Listeners">
        {server?.listeners.map(({ carrier, host, port }) => (
          <li>
            <b>{carrierLabels[carrier]}</b> {endpointWords({ address: host, port })}
          </li>
        ))}
      </ul>
      <p class={`link link-${state}`} role="status">
        {linkWords[state]}
      </p>
      <div class="tools">
        <button
          type="button"
          class="tool"
          aria-label={`${themeWords[theme]}; change`}
          title={themeWords[theme]}
          onClick={() => {
            useColours(nextTheme[theme]);
            store.drawNow();
          }}
        >
          <Icon name={theme} />
        </button>
        <button
          type="button"
          class="tool"
          aria-label="Help"
          title="Help (?)"
          onClick={() => store.showHelp(true)}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}
