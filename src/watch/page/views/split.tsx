import type { ComponentChildren, JSX } from 'preact';

interface SplitProps {
  readonly label: string;
  readonly list: ComponentChildren;
  /** Undefined: nothing is open, and the list has the whole width. */
  readonly detail: ComponentChildren;
}

/** A list, and beside it what is open; on a narrow screen in place of it. */
export function Split({ label, list, detail }: SplitProps): JSX.Element {
  return (
    <main class={detail === undefined ? 'split' : 'split split-open'}>
      <section class="list" aria-label={label}>
        {list}
      </section>
      {detail}
    </main>
  );
}
