import type { JSX } from 'preact';
import { clientNames } from '../../../diagnosis/client-names.js';
import { printable } from '../../../text/printable.js';
import type { ClientShows } from '../../../text/reason-text.js';
import { Icon } from './icons.js';

/** The remedy. */
export function Advice({ words }: { readonly words: string }): JSX.Element {
  return (
    <div class="advice">
      <Icon name="advice" />
      <p>
        <b>What to do.</b> {printable(words)}
      </p>
    </div>
  );
}

/** The message that each client shows its user. */
export function Shown({
  record,
}: {
  readonly record: { readonly clientShows: ClientShows };
}): JSX.Element | null {
  const shown = (Object.keys(clientNames) as (keyof ClientShows)[]).flatMap((client) => {
    const words = record.clientShows[client];
    return words === undefined || words === 'no error' || words === 'does not arise'
      ? []
      : [{ client, words }];
  });
  if (shown.length === 0) return null;
  return (
    <dl class="shown-by">
      {shown.map(({ client, words }) => (
        <div>
          <dt>{clientNames[client]}</dt>
          <dd>{printable(words)}</dd>
        </div>
      ))}
    </dl>
  );
}
