import type { JSX } from 'preact';
import type { PostureClient } from '../../messages.js';
import { attemptsWith } from '../state/place.js';
import type { Store } from '../state/store.js';
import { clockWords, counted } from '../words/time-words.js';
import { DetailFrame } from './detail-frame.js';
import { FindingBadge, worstFirst } from './findings.js';
import { Foreign } from './foreign.js';
import { PlaceLink } from './place-link.js';

interface ClientDetailProps {
  readonly store: Store;
  /** Undefined: the server has told nothing of it. */
  readonly client: PostureClient | undefined;
}

/** Values of a line that are shown. */
const VALUES = 40;

/** One client: its findings with their remedies, and everything its logins showed. */
export function ClientDetail({ store, client }: ClientDetailProps): JSX.Element {
  if (client === undefined)
    return (
      <DetailFrame store={store} title="This client is not here">
        <p class="subject">The server has told nothing of it yet.</p>
      </DetailFrame>
    );
  return (
    <DetailFrame store={store} title={client.client}>
      <p class="subject">
        <PlaceLink store={store} to={attemptsWith({ client: client.client })}>
          {counted(client.attempts, 'attempt')}
        </PlaceLink>
        : {client.accepted} accepted, {client.refused} refused, {client.unfinished} without a verdict ·{' '}
        {clockWords(client.firstSeen)} to {clockWords(client.lastSeen)}
      </p>
      <section class="part">
        <h3>Findings</h3>
        {client.findings.length === 0 && <p>None: nothing in its logins is weak.</p>}
        {worstFirst(client.findings).map((finding) => (
          <article class={`finding-box finding-box-${finding.level}`}>
            <h4>
              {finding.title} <FindingBadge finding={finding} />
            </h4>
            <p>{finding.help}</p>
          </article>
        ))}
      </section>
      <section class="part">
        <h3>Evidence</h3>
        <dl class="facts">
          {linesOf(client).map(([name, values]) => (
            <div>
              <dt>{name}</dt>
              <dd>
                {values.slice(0, VALUES).map((value, at) => (
                  <>
                    {at > 0 && ', '}
                    <Foreign text={value} />
                  </>
                ))}
                {values.length > VALUES && ` and ${values.length - VALUES} more`}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </DetailFrame>
  );
}

function linesOf(client: PostureClient): (readonly [name: string, values: readonly string[]])[] {
  const lines = [
    ['Accounts', client.users],
    ['Workstations', client.workstations],
    ['Carriers', client.carriers],
    ['Dialects', client.dialects],
    ['Mechanisms', client.mechanisms],
    ['Reasons', client.reasons],
    ...client.columns.map(({ title, values }) => [title, values] as const),
  ] as const;
  return lines.filter(([, values]) => values.length > 0);
}
