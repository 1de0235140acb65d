import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { close } from '../state/keys.js';
import type { Store } from '../state/store.js';
import { Icon } from './icons.js';

interface DetailFrameProps {
  readonly store: Store;
  /** The heading; it gets the focus. */
  readonly title: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of what is open: the way back, its tools, its heading. */
export function DetailFrame({ store, title, tools, children }: DetailFrameProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A list that is walked through beside it keeps the focus.
    if (!isWalkedThrough()) heading.current?.focus();
  }, []);
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
        <h2 id="detail-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </article>
    </section>
  );
}

/** On a narrow screen the list is not to be seen. */
function isWalkedThrough(): boolean {
  const { activeElement } = document;
  return activeElement?.matches('[data-row]') === true && activeElement.checkVisibility();
}
