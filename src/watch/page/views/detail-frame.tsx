import type { ComponentChildren, JSX } from 'preact';
import { close } from '../state/keys.js';
import type { Store } from '../state/store.js';
import { Icon } from './icons.js';

interface DetailFrameProps {
  readonly store: Store;
  readonly title: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of what is open: the way back, its tools, its heading. */
export function DetailFrame({ store, title, tools, children }: DetailFrameProps): JSX.Element {
  return (
    <section class="detail" aria-labelledby="detail-title" tabIndex={-1}>
      <div class="detail-bar">
        <button type="button" class="tool back" onClick={() => close(store)}>
          <Icon name="back" /> Back <span class="unseen">to the list</span>
        </button>
        <div class="attempt-tools">{tools}</div>
        <button
          type="button"
          class="tool shut"
          aria-label="Close"
          title="Close (Esc)"
          onClick={() => close(store)}
        >
          <Icon name="close" />
        </button>
      </div>
      <article class="opened">
        <h2 id="detail-title" tabIndex={-1}>
          {title}
        </h2>
        {children}
      </article>
    </section>
  );
}
