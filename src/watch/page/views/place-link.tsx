import type { ComponentChildren, JSX } from 'preact';
import { openPlace } from '../state/keys.js';
import { hashOf, type Place } from '../state/place.js';
import type { Store } from '../state/store.js';

interface PlaceLinkProps {
  readonly store: Store;
  readonly to: Place;
  readonly class?: string;
  readonly current?: boolean | 'page';
  /** The row of a list that it opens. */
  readonly row?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A link within the page. */
export function PlaceLink(props: PlaceLinkProps): JSX.Element {
  const { store, to, current = false, row, label, children } = props;
  return (
    <a
      class={props.class}
      href={hashOf(to)}
      aria-current={current === false ? undefined : current}
      aria-label={label}
      data-row={row}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openPlace(store, to);
      }}
    >
      {children}
    </a>
  );
}
