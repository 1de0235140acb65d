import type { JSX } from 'preact';

const shapes = {
  accepted: 'M3.5 8.5l3 3 6-7',
  refused: 'M4 4l8 8M12 4l-8 8',
  unfinished: 'M3.5 8h9',
  trouble: 'M8 2.5l6 11H2zM8 6.5v3M8 11.4v.2',
  download: 'M8 2.5v8m-3.2-3.2L8 10.5l3.2-3.2M3 13.5h10',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7 4.5-7 4.5z',
  light:
    'M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13',
  dark: 'M13.2 9.6A5.6 5.6 0 016.4 2.8a5.6 5.6 0 106.8 6.8z',
  system: 'M2.5 3.5h11v7h-11zM5.5 13.5h5M8 10.5v3',
  help: 'M5.8 6a2.2 2.2 0 114 1.2c-.7.9-1.8 1.1-1.8 2.3M8 12.3v.2',
  advice: 'M8 2a4.2 4.2 0 00-2.5 7.6V11.5h5V9.6A4.2 4.2 0 008 2zM6.2 13.8h3.6',
} as const;

export type IconName = keyof typeof shapes;

/** A sign beside words, which say the same. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
