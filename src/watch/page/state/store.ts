import { followEvents, type Following, type Link } from '../stream/follow-events.js';
import { Announcer } from './announcer.js';
import { type Filter, filtered } from './filter.js';
import { hashOf, type Place, placeOf } from './place.js';
import { keptToken, takeToken } from './token.js';
import { type KeptAttempt, Watched } from './watched.js';

/** Milliseconds between two drawings while events come. */
const DRAW_INTERVAL = 100;

/** Everything that the page shows, and what its user can change of it. */
export class Store {
  readonly watched = new Watched();
  readonly announcer = new Announcer(() => this.#changed());
  /** Undefined: the page was opened without one. */
  token: string | undefined;
  link: Link = { state: 'connecting' };
  place: Place;
  /** The attempts at the moment from which the list stands still; undefined: it moves. */
  held: readonly KeptAttempt[] | undefined;
  helpIsOpen = false;
  #heldAt = 0;
  #following: Following | undefined;
  #timer: number | undefined;
  readonly #draw: () => void;

  /** @param draw draws the page as it is then */
  constructor(draw: () => void) {
    this.#draw = draw;
    this.token = takeToken(window.location.hash) ?? keptToken();
    this.place = placeOf(window.location.hash);
  }

  /** Begins to follow the server, and the address of the page. */
  start(): void {
    window.addEventListener('hashchange', () => this.#arrive());
    window.addEventListener('popstate', () => this.#arrive());
    window.addEventListener('online', () => this.#following?.retry());
    this.#follow();
    this.drawNow();
  }

  /** The attempts that the list shows, the newest first. */
  get rows(): KeptAttempt[] {
    return filtered(this.listed, this.place.filter);
  }

  /** The attempts before the filter. */
  get listed(): Iterable<KeptAttempt> {
    return this.held ?? this.watched.attempts.values();
  }

  /** The number of attempts that came while the list stands still. */
  get unseen(): number {
    return this.held === undefined ? 0 : this.watched.seen - this.#heldAt;
  }

  /** Goes to a place. `instead`: the way back leads to the place before this one. */
  go(place: Place, instead = false): void {
    this.place = place;
    const url = hashOf(place);
    if (instead) window.history.replaceState(undefined, '', url);
    else if (url !== window.location.hash) window.history.pushState(undefined, '', url);
    this.drawNow();
  }

  setFilter(change: Partial<Filter>): void {
    this.go({ ...this.place, filter: { ...this.place.filter, ...change } }, true);
  }

  /** Lets the list stand still, or move again. */
  togglePause(): void {
    this.held = this.held === undefined ? [...this.watched.attempts.values()] : undefined;
    this.#heldAt = this.watched.seen;
    this.drawNow();
  }

  showHelp(isOpen: boolean): void {
    this.helpIsOpen = isOpen;
    this.drawNow();
  }

  retry(): void {
    this.#following?.retry();
  }

  /** Takes the token, or the whole address that the server printed. */
  useToken(text: string): boolean {
    const token = takeToken(text);
    if (token === undefined) return false;
    this.token = token;
    this.#follow();
    this.drawNow();
    return true;
  }

  drawNow(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draw();
  }

  #arrive(): void {
    if (this.useToken(window.location.hash)) return;
    this.place = placeOf(window.location.hash);
    this.drawNow();
  }

  #follow(): void {
    this.#following?.stop();
    if (this.token === undefined) return;
    this.#following = followEvents(this.token, {
      onLink: (link) => {
        this.link = link;
        this.drawNow();
      },
      onEvent: (event) => {
        const attempt = this.watched.take(event);
        if (attempt) this.announcer.take(attempt);
        this.#changed();
      },
    });
  }

  /** Many events may come at once: they are drawn together. */
  #changed(): void {
    this.#timer ??= window.setTimeout(() => this.drawNow(), DRAW_INTERVAL);
  }
}
