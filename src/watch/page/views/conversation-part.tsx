import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../../messages.js';
import type { Store } from '../state/store.js';
import type { KeptAttempt } from '../state/watched.js';
import { type Answer, askConversation } from '../stream/ask.js';
import { byteWords } from '../words/time-words.js';
import { SequenceDiagram } from './sequence-diagram.js';

interface PartProps {
  readonly store: Store;
  readonly kept: KeptAttempt;
}

/** The messages of an attempt, asked for when it is opened, and again when it has gone on. */
export function ConversationPart({ store, kept }: PartProps): JSX.Element {
  const [answer, setAnswer] = useState<Answer<Conversation> | undefined>();
  const { record } = kept;
  const token = store.token ?? '';
  const isOpen = store.link.state === 'open';
  useEffect(() => {
    let isWanted = true;
    void askConversation(token, record.id).then((next) => {
      // Without a connection, what is shown is better than nothing.
      if (isWanted)
        setAnswer((shown) => (next.state === 'failed' && shown?.state === 'there' ? shown : next));
    });
    return () => {
      isWanted = false;
    };
  }, [token, kept, isOpen]);
  return (
    <section class="part">
      <h3>Conversation</h3>
      {answer === undefined && <p class="dim">Asking …</p>}
      {answer?.state === 'forgotten' && (
        <p class="dim">The server keeps the messages of the latest attempts only, and these no longer.</p>
      )}
      {answer?.state === 'failed' && <p class="dim">It cannot be shown: {answer.cause}.</p>}
      {answer?.state === 'there' && (
        <>
          {answer.value.omittedBytes > 0 && (
            <p class="dim">
              {byteWords(answer.value.omittedBytes)} of this connection were not kept: it is longer than the
              page may hold.
            </p>
          )}
          {answer.value.steps.length === 0 ? (
            <p class="dim">No message was kept.</p>
          ) : (
            <SequenceDiagram steps={answer.value.steps} record={record} />
          )}
        </>
      )}
    </section>
  );
}
