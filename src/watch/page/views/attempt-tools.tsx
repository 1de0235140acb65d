import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { printable } from '../../../text/printable.js';
import type { Store } from '../state/store.js';
import type { KeptAttempt } from '../state/watched.js';
import { askCapture } from '../stream/ask.js';
import { attemptText } from '../words/attempt-text.js';
import { Icon } from './icons.js';

/** The capture and a text of the attempt, to take along. */
export function AttemptTools({
  store,
  kept,
}: {
  readonly store: Store;
  readonly kept: KeptAttempt;
}): JSX.Element {
  const [said, say] = useState('');
  const { id } = kept.record;
  return (
    <div class="attempt-tools">
      <span class="said" role="status">
        {said}
      </span>
      <button
        type="button"
        title="What is written here, as text"
        onClick={() => {
          const copied = navigator.clipboard.writeText(attemptText(kept));
          copied.then(
            () => say('Copied'),
            () => say('The browser refused to copy'),
          );
        }}
      >
        <Icon name="copy" /> Copy
      </button>
      <button
        type="button"
        title="The packets of the attempt, for Wireshark (pcapng)"
        onClick={() => {
          say('');
          void save(store, id).then(say);
        }}
      >
        <Icon name="download" /> Capture
      </button>
    </div>
  );
}

/** A link cannot send the token: the file is fetched, and handed to the browser. */
async function save(store: Store, id: number): Promise<string> {
  const answer = await askCapture(store.token ?? '', id);
  if (answer.state === 'forgotten') return 'The server keeps its packets no longer';
  if (answer.state === 'failed') return printable(answer.cause);
  const url = URL.createObjectURL(answer.value);
  const link = document.createElement('a');
  link.href = url;
  link.download = `attempt-${id}.pcapng`;
  link.click();
  URL.revokeObjectURL(url);
  return 'Saved';
}
