import type { JSX } from 'preact';
import { printable } from '../../../text/printable.js';
import { attemptsWith } from '../state/place.js';
import type { Store } from '../state/store.js';
import type { KeptAttempt } from '../state/watched.js';
import { endpointWords, verdictWords } from '../words/attempt-words.js';
import { clockWords, exactTime } from '../words/time-words.js';
import { Advice, Shown } from './advice.js';
import { AttemptFacts } from './attempt-facts.js';
import { AttemptTools } from './attempt-tools.js';
import { CheckList } from './check-list.js';
import { ConversationPart } from './conversation-part.js';
import { DetailFrame } from './detail-frame.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';
import { LaterList } from './later-list.js';
import { PlaceLink } from './place-link.js';

interface DetailProps {
  readonly store: Store;
  readonly id: string;
  /** Undefined: the page does not have it. */
  readonly kept: KeptAttempt | undefined;
}

/** Everything about one attempt: what happened, why, what to do, and the evidence. */
export function AttemptDetail({ store, id, kept }: DetailProps): JSX.Element {
  if (kept === undefined)
    return (
      <DetailFrame store={store} title={<>Attempt {id} is not here</>}>
        <p class="subject">It has not come yet, or it is older than what this page keeps.</p>
      </DetailFrame>
    );
  const { record } = kept;
  return (
    <DetailFrame
      store={store}
      title={<Verdict kept={kept} />}
      tools={<AttemptTools store={store} kept={kept} />}
    >
      <Subject store={store} kept={kept} />
      <p class="explanation">{printable(record.explanation)}</p>
      {needsAdvice(kept) && <Advice words={record.advice} />}
      <LaterList kept={kept} />
      {record.verdict !== 'accepted' && (
        <section class="part">
          <h3>What the client shows its user</h3>
          <Shown record={record} />
        </section>
      )}
      <ConversationPart store={store} kept={kept} />
      <CheckList checks={record.checks} />
      <AttemptFacts record={record} />
    </DetailFrame>
  );
}

function Verdict({ kept: { record, trouble } }: { readonly kept: KeptAttempt }): JSX.Element {
  const { verdict, reason } = record;
  return (
    <>
      <span class={`badge ${verdict}`}>
        <Icon name={verdict} /> {verdictWords[verdict]}
      </span>
      {reason !== 'accepted' && <code class="code">{reason}</code>}
      {trouble && (
        <span class="badge troubled">
          <Icon name="trouble" /> {trouble.data.reason}
        </span>
      )}
    </>
  );
}

/** Every client of RPC asks for a port before it logs in, and a login as it should be needs nothing. */
function needsAdvice({ record }: KeptAttempt): boolean {
  return record.reason !== 'accepted' && record.reason !== 'rpc-without-login';
}

function Subject({ store, kept }: { readonly store: Store; readonly kept: KeptAttempt }): JSX.Element {
  const { record, account, client } = kept;
  const { remote, via } = record.connection;
  return (
    <p class="subject">
      {account === '' ? (
        <span class="none">no name</span>
      ) : (
        <PlaceLink store={store} to={attemptsWith({ account })}>
          <Foreign text={account} />
        </PlaceLink>
      )}{' '}
      from{' '}
      <PlaceLink store={store} to={attemptsWith({ client })}>
        {endpointWords(remote)}
      </PlaceLink>
      {via && <> through {endpointWords(via)}</>}
      {record.claimed?.workstation ? (
        <>
          {' '}
          (<Foreign text={record.claimed.workstation} />)
        </>
      ) : undefined}
      {' · '}
      <time dateTime={exactTime(record.startedAt)} title={exactTime(record.startedAt)}>
        {clockWords(record.startedAt)}
      </time>
      {' · '}attempt {record.id}
    </p>
  );
}
