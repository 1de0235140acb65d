import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Store } from '../state/store.js';
import { AttemptsView } from './attempts-view.js';
import { ClientsView } from './clients-view.js';
import { EventsView } from './events-view.js';
import { HelpDialog } from './help-dialog.js';
import { LinkNotice } from './link-notice.js';
import { TokenForm } from './token-form.js';
import { TopBar } from './top-bar.js';

/** The whole page. */
export function App({ store }: { readonly store: Store }): JSX.Element {
  const { place, token, link, announcer } = store;
  const isRefused = token === undefined || link.state === 'refused';
  const { missed } = announcer;
  useEffect(() => {
    document.title = `${missed === 0 ? '' : `(${missed}) `}Logins · smb2-auth-server`;
  }, [missed]);
  return (
    <>
      <TopBar store={store} />
      {isRefused ? (
        <TokenForm store={store} />
      ) : (
        <>
          <LinkNotice store={store} />
          {place.view === 'attempts' && <AttemptsView store={store} />}
          {place.view === 'clients' && <ClientsView store={store} />}
          {place.view === 'events' && <EventsView store={store} />}
        </>
      )}
      <p class="unseen" role="status" aria-live="polite">
        {announcer.words}
      </p>
      <HelpDialog store={store} />
    </>
  );
}
