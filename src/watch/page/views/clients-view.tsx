import type { JSX } from 'preact';
import type { PostureClient } from '../../messages.js';
import { noFilter } from '../state/filter.js';
import { openPlace } from '../state/keys.js';
import type { Store } from '../state/store.js';
import { verdictWords } from '../words/attempt-words.js';
import { clockWords, counted, exactTime } from '../words/time-words.js';
import { ClientDetail } from './client-detail.js';
import { FindingBadge, levelOf, worstFirst } from './findings.js';
import { FindingList } from './finding-list.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';
import { PlaceLink } from './place-link.js';
import { Split } from './split.js';
import { TableHead } from './table-head.js';

/** The clients with their posture, and the one that is open. */
export function ClientsView({ store }: { readonly store: Store }): JSX.Element {
  const { posture } = store.watched;
  const { open } = store.place;
  const clients = posture?.clients ?? [];
  return (
    <Split
      label="Clients"
      list={
        clients.length === 0 ? (
          <div class="empty">
            <h2>No client yet</h2>
            <p>Each address that connects appears here, with what its logins show about its security.</p>
          </div>
        ) : (
          <div class="scroll">
            <ClientTable store={store} clients={clients} />
            {posture !== undefined && posture.omittedClients > 0 && (
              <p class="more dim">
                {counted(posture.omittedClients, 'client')} seen before these are left out here.
              </p>
            )}
            {posture !== undefined && posture.omitted > 0 && (
              <p class="more dim">
                {counted(posture.omitted, 'attempt')} came from clients for which there was no room.
              </p>
            )}
            {open === '' && <FindingList store={store} clients={clients} />}
          </div>
        )
      }
      detail={
        open === '' ? undefined : (
          <ClientDetail key={open} store={store} client={clients.find(({ client }) => client === open)} />
        )
      }
    />
  );
}

interface TableProps {
  readonly store: Store;
  readonly clients: readonly PostureClient[];
}

/** The columns; narrow lists leave some out. */
const heads = [
  ['Client', ''],
  ['Findings', ''],
  ['Attempts', ''],
  ['Accounts', ''],
  ['Dialects', 'wide'],
  ['Mechanisms', 'wide'],
  ['Last seen', 'wide'],
] as const;

/** Values of a cell that are shown. */
const VALUES = 4;

function ClientTable({ store, clients }: TableProps): JSX.Element {
  return (
    <table class="clients" role="table" aria-label="Clients, the latest first">
      <TableHead heads={heads} />
      <tbody role="rowgroup">
        {clients.map((client) => {
          const to = { view: 'clients', open: client.client, filter: noFilter } as const;
          const isOpen = store.place.open === client.client;
          return (
            <tr
              role="row"
              class={`client level-${levelOf(client.findings)}${isOpen ? ' open' : ''}`}
              onClick={(event) => {
                if (!(event.target as Element).closest('a') && window.getSelection()?.isCollapsed)
                  openPlace(store, to);
              }}
            >
              <th role="rowheader" scope="row" class="address">
                <PlaceLink store={store} to={to} current={isOpen && 'page'} row={client.client}>
                  {client.client}
                </PlaceLink>
              </th>
              <td role="cell" class="found">
                {client.findings.length === 0 ? (
                  <span class="none">none</span>
                ) : (
                  worstFirst(client.findings).map((finding) => <FindingBadge finding={finding} />)
                )}
              </td>
              <td role="cell" class="verdicts-of">
                <Counts client={client} />
              </td>
              <td role="cell" class="accounts">
                <Values values={client.users} />
              </td>
              <td role="cell" class="wide">
                <Values values={client.dialects} />
              </td>
              <td role="cell" class="wide">
                <Values values={client.mechanisms} />
              </td>
              <td role="cell" class="wide time">
                <time dateTime={exactTime(client.lastSeen)}>{clockWords(client.lastSeen)}</time>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The verdicts of a client as numbers. */
function Counts({ client }: { readonly client: PostureClient }): JSX.Element {
  return (
    <span class="counts">
      {(['accepted', 'refused', 'unfinished'] as const).map((verdict) => (
        <span class={verdict} title={verdictWords[verdict]}>
          <Icon name={verdict} />
          {client[verdict]}
          <span class="unseen"> {verdictWords[verdict]}</span>
        </span>
      ))}
    </span>
  );
}

function Values({ values }: { readonly values: readonly string[] }): JSX.Element {
  return (
    <>
      {values.slice(0, VALUES).map((value, at) => (
        <>
          {at > 0 && ', '}
          <Foreign text={value} />
        </>
      ))}
      {values.length > VALUES && <span class="dim"> and {values.length - VALUES} more</span>}
    </>
  );
}
