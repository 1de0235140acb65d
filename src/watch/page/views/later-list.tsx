import type { JSX } from 'preact';
import { printable } from '../../../text/printable.js';
import { isTrouble, type KeptAttempt, type LaterEvent } from '../state/watched.js';
import { clockWords } from '../words/time-words.js';
import { Advice, Shown } from './advice.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';

/** The session after the login: the client's steps, and what went wrong in it. */
export function LaterList({ kept }: { readonly kept: KeptAttempt }): JSX.Element | null {
  const { next } = kept.record;
  const troubles = kept.later.filter(isTrouble);
  const granted = kept.later.flatMap((event) =>
    event.type === 'tree' && !isTrouble(event) ? [event.data] : [],
  );
  if (next.length === 0 && kept.later.length === 0) return null;
  return (
    <section class="part">
      <h3>After the login</h3>
      {troubles.map((event) => (
        <Trouble event={event} />
      ))}
      <ul class="after">
        {granted.map((tree) => (
          <li>
            <time>{clockWords(tree.time)}</time> Share <Foreign text={tree.share} /> granted
            {tree.count > 1 && ` × ${tree.count}`}
          </li>
        ))}
        {granted.length === 0 && troubles.length === 0 && next.map((words) => <li>{printable(words)}</li>)}
        {(granted.length > 0 || troubles.length > 0) &&
          next
            .filter((words) => !words.startsWith('TREE_CONNECT'))
            .map((words) => <li>{printable(words)}</li>)}
      </ul>
    </section>
  );
}

function Trouble({ event }: { readonly event: LaterEvent }): JSX.Element {
  const { data } = event;
  return (
    <div class="trouble-box">
      <p class="trouble-head">
        <Icon name="trouble" /> <code class="code">{data.reason}</code>{' '}
        <span class="dim">
          {clockWords(data.time)}
          {data.count > 1 && ` · ${data.count} times`}
          {'wireStatus' in data && ` · ${data.wireStatus}`}
        </span>
      </p>
      <p>{printable(data.explanation)}</p>
      <Advice words={data.advice} />
      <details>
        <summary>What the client shows its user</summary>
        <Shown record={data} />
      </details>
    </div>
  );
}
