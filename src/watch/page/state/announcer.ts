import { printable } from '../../../text/printable.js';
import { verdictWords } from '../words/attempt-words.js';
import type { KeptAttempt } from './watched.js';

/** Milliseconds between two announcements: a screen reader needs time to read one. */
const INTERVAL = 3000;

const SHOWN_NAME = 60;

/** Tells a screen reader of new attempts, many of them in one sentence. */
export class Announcer {
  /** The latest sentence. */
  words = '';
  /** Refused attempts that came while the page was in the background. */
  missed = 0;
  #waiting: KeptAttempt[] = [];
  #count = 0;
  #refused = 0;
  #timer: number | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.missed = 0;
      onChange();
    });
  }

  take(attempt: KeptAttempt): void {
    const isRefused = attempt.record.verdict === 'refused';
    if (document.hidden && isRefused) this.missed++;
    this.#count++;
    if (isRefused) this.#refused++;
    if (this.#waiting.length < 2) this.#waiting.push(attempt);
    if (this.#timer !== undefined) return;
    this.#timer = window.setTimeout(() => this.#tell(), this.words === '' ? 200 : INTERVAL);
  }

  #tell(): void {
    this.#timer = undefined;
    const [only, second] = this.#waiting;
    this.words =
      only !== undefined && second === undefined
        ? sentenceOf(only)
        : `${this.#count} new attempts, ${this.#refused} refused`;
    this.#waiting = [];
    this.#count = 0;
    this.#refused = 0;
    this.#onChange();
  }
}

function sentenceOf({ record, account, client }: KeptAttempt): string {
  const who = account === '' ? 'a client' : printable(account.slice(0, SHOWN_NAME));
  return `${verdictWords[record.verdict]}: ${who} from ${client}, ${record.reason}. Attempt ${record.id}`;
}
