import { Component, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import { printable } from '../../../text/printable.js';
import { openPlace } from '../state/keys.js';
import type { Store } from '../state/store.js';
import type { KeptAttempt } from '../state/watched.js';
import { protocolOf, verdictWords } from '../words/attempt-words.js';
import { clockWords, durationWords, exactTime } from '../words/time-words.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';
import { PlaceLink } from './place-link.js';
import { TableHead } from './table-head.js';

/** Rows that are drawn at first, and that are added when more are asked for. */
const PAGE = 200;

/** The columns; narrow lists leave some out. */
const heads = [
  ['Time', ''],
  ['Verdict', ''],
  ['Account', ''],
  ['Client', ''],
  ['Reason', ''],
  ['Explanation', 'wider'],
  ['Protocol', 'wide'],
  ['Took', 'wide number'],
] as const;

/** Milliseconds in which a row shows that it is new. */
const FRESH = 1500;

interface TableProps {
  readonly store: Store;
  readonly rows: readonly KeptAttempt[];
}

/** The attempts, the newest first. The roles are told as well: a narrow screen shows each row as a card. */
export function AttemptTable({ store, rows }: TableProps): JSX.Element {
  const [limit, setLimit] = useState(PAGE);
  const { open } = store.place;
  return (
    <div class="scroll">
      <table
        class="attempts"
        role="table"
        aria-label="Attempts, the newest first"
        aria-rowcount={rows.length + 1}
      >
        <TableHead heads={heads} />
        <tbody role="rowgroup">
          {rows.slice(0, limit).map((kept) => (
            <Row
              key={kept.record.id}
              store={store}
              kept={kept}
              isOpen={open === String(kept.record.id)}
              filter={store.place.filter}
            />
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <p class="more">
          <button type="button" onClick={() => setLimit(limit + PAGE)}>
            Show {Math.min(PAGE, rows.length - limit)} older
          </button>
        </p>
      )}
    </div>
  );
}

interface RowProps {
  readonly store: Store;
  readonly kept: KeptAttempt;
  readonly isOpen: boolean;
  readonly filter: object;
}

/** One row. It is drawn again only when something in it is another: there may be a thousand. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate({ kept, isOpen, filter }: RowProps): boolean {
    const { props } = this;
    return kept !== props.kept || isOpen !== props.isOpen || filter !== props.filter;
  }

  override render({ store, kept, isOpen }: RowProps): JSX.Element {
    const { record, trouble, client, account } = kept;
    const { verdict, reason, startedAt } = record;
    const to = { ...store.place, view: 'attempts', open: String(record.id) } as const;
    return (
      <tr
        role="row"
        class={`attempt ${verdict}${isOpen ? ' open' : ''}${Date.now() - kept.arrived < FRESH ? ' fresh' : ''}`}
        onClick={(event) => {
          if (!(event.target as Element).closest('a') && window.getSelection()?.isCollapsed)
            openPlace(store, to);
        }}
      >
        <td role="cell" class="time">
          <time dateTime={exactTime(startedAt)} title={exactTime(startedAt)}>
            {clockWords(startedAt)}
          </time>
        </td>
        <td role="cell" class="verdict">
          <Icon name={verdict} /> <span>{verdictWords[verdict]}</span>
        </td>
        <td role="cell" class="account">
          {account === '' ? <span class="none">no name</span> : <Foreign text={account} />}
        </td>
        <td role="cell" class="client">
          {client}
        </td>
        <td role="cell" class="reason">
          <PlaceLink store={store} to={to} current={isOpen && 'page'} row={String(record.id)}>
            {reason}
            {record.count > 1 && <span class="times"> × {record.count}</span>}
          </PlaceLink>
          {trouble && (
            <span class="trouble">
              <Icon name="trouble" />
              <span class="unseen">, after it: </span>
              {trouble.data.reason}
            </span>
          )}
        </td>
        <td role="cell" class="explained wider">
          {(trouble || reason !== 'accepted') && printable((trouble?.data ?? record).explanation)}
        </td>
        <td role="cell" class="protocol wide">
          {protocolOf(record)}
        </td>
        <td role="cell" class="took wide number">
          {durationWords(record.duration)}
        </td>
      </tr>
    );
  }
}
