import { keysAreOn } from './preferences.js';
import { type Place, views } from './place.js';
import type { Store } from './store.js';

/** The commands of the keyboard, as the help lists them. */
export const keyWords: readonly (readonly [keys: string, what: string])[] = [
  ['j, ↓', 'next in the list'],
  ['k, ↑', 'previous in the list'],
  ['Enter', 'open'],
  ['Esc', 'close, back to the list'],
  ['/', 'filter'],
  ['p', 'hold the list, or let it move'],
  ['1, 2, 3', 'attempts, clients, other events'],
  ['?', 'this help'],
];

/** Makes keys commands, wherever the focus is, but not where text is typed. */
export function listenToKeys(store: Store): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // The browser tells that the help was closed only a moment later.
    if (document.querySelector('dialog[open]') !== null) return;
    // A key goes to the element that has the focus.
    const isTyping = document.activeElement?.matches('input:not([type=checkbox]), select, textarea') === true;
    if (event.key === 'Escape') escape(store, isTyping);
    else if (isTyping || !isCommand(event) || !obey(store, event.key)) return;
    event.preventDefault();
  });
}

/** Letters are commands only while they are switched on. */
function isCommand({ key }: KeyboardEvent): boolean {
  return key.length > 1 || keysAreOn();
}

/** @returns whether the key is a command */
function obey(store: Store, key: string): boolean {
  switch (key) {
    case 'j':
      return move(store, 1);
    case 'k':
      return move(store, -1);
    // Arrows scroll what is open while the focus is there.
    case 'ArrowDown':
      return !isInDetail() && move(store, 1);
    case 'ArrowUp':
      return !isInDetail() && move(store, -1);
    case '/':
      document.querySelector<HTMLElement>('#filter-text')?.focus();
      return true;
    case 'p':
      store.togglePause();
      return true;
    case '?':
      store.showHelp(true);
      return true;
    case '1':
    case '2':
    case '3': {
      const view = views[Number(key) - 1] ?? 'attempts';
      store.go({ ...store.place, view, open: '' });
      return true;
    }
    default:
      return false;
  }
}

function escape(store: Store, isTyping: boolean): void {
  if (isTyping) {
    if (document.activeElement?.id === 'filter-text') store.setFilter({ text: '' });
    (document.activeElement as HTMLElement | null)?.blur();
  } else if (store.place.open !== '') close(store);
}

/** Goes to a place; the focus goes to the heading of the attempt or client that is opened there. */
export function openPlace(store: Store, place: Place): void {
  store.go(place);
  if (place.open === '') return;
  document.querySelector<HTMLElement>('#detail-title')?.focus();
  // The list beside it is narrower, and its rows are elsewhere.
  rows()
    .find(({ dataset }) => dataset['row'] === place.open)
    ?.scrollIntoView({ block: 'nearest' });
}

/** Closes what is open; the focus goes back to its row. */
export function close(store: Store): void {
  const { open } = store.place;
  store.go({ ...store.place, open: '' });
  rows()
    .find(({ dataset }) => dataset['row'] === open)
    ?.focus();
}

/** Moves the focus in the list; what is open follows it. */
function move(store: Store, by: 1 | -1): boolean {
  const list = rows();
  const focused = list.findIndex((row) => row === document.activeElement);
  const from = focused >= 0 ? focused : list.findIndex(({ dataset }) => dataset['row'] === store.place.open);
  const next = list[from < 0 ? 0 : Math.max(0, Math.min(list.length - 1, from + by))];
  if (next === undefined) return false;
  if (store.place.open !== '') store.go({ ...store.place, open: next.dataset['row'] ?? '' }, true);
  rows()
    .find(({ dataset }) => dataset['row'] === next.dataset['row'])
    ?.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function isInDetail(): boolean {
  return document.activeElement?.closest('.detail') != null;
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')];
}
