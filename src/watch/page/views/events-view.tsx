import type { JSX } from 'preact';
import { printable } from '../../../text/printable.js';
import { noFilter } from '../state/filter.js';
import type { Store } from '../state/store.js';
import type { OtherEvent } from '../state/watched.js';
import { eventWords } from '../words/event-words.js';
import { clockWords, exactTime } from '../words/time-words.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';
import { PlaceLink } from './place-link.js';
import { Split } from './split.js';

/** Events that are drawn. */
const SHOWN = 200;

/** Tickets, controllers, scripted faults, and what went wrong in sessions: the newest first. */
export function EventsView({ store }: { readonly store: Store }): JSX.Element {
  const events = store.watched.others.toReversed().slice(0, SHOWN);
  return (
    <Split
      label="Other events"
      detail={undefined}
      list={
        events.length === 0 ? (
          <div class="empty">
            <h2>Nothing besides logins</h2>
            <p>
              Refused shares, failures of files, sessions that went wrong, tickets of the test realm, scripted
              faults and the controllers of a domain appear here.
            </p>
          </div>
        ) : (
          <div class="scroll">
            <ol class="events" aria-label="Other events, the newest first">
              {events.map((event) => (
                <Event key={event.number} store={store} event={event} />
              ))}
            </ol>
          </div>
        )
      }
    />
  );
}

function Event({ store, event }: { readonly store: Store; readonly event: OtherEvent }): JSX.Element {
  const { mark, kind, code, subject, explanation, advice, attempt } = eventWords(event.event);
  return (
    <li class={`event ${mark}`}>
      <p class="event-head">
        <time dateTime={exactTime(event.time)}>{clockWords(event.time)}</time>
        <Icon name={mark} />
        <b>{kind}</b> <code class="code">{code}</code> <Foreign text={subject} />
        {attempt !== undefined && (
          <PlaceLink store={store} to={{ view: 'attempts', open: String(attempt), filter: noFilter }}>
            attempt {attempt}
          </PlaceLink>
        )}
      </p>
      {explanation !== '' && <p>{printable(explanation)}</p>}
      {advice !== undefined && <p class="event-advice">→ {printable(advice)}</p>}
    </li>
  );
}
