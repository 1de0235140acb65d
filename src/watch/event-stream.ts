import type { CheckedRuntime } from '../runtime/runtime.js';
import { type EventJournal, eventOf, eventText } from './event-journal.js';
import type { ServerView } from './messages.js';
import type { WatchedPosture } from './watched-posture.js';

/** Milliseconds of silence after which a comment is sent: each side finds out by it that the other is gone. */
const SILENCE = 15_000;

/** Bytes that are given to a page at once. */
const BATCH_BYTES = 64 * 1024;

/** A comment (HTML 9.2.6). A stream begins with one, so that the page knows to expect them. */
const silence = Buffer.from(':\n\n');

/** The parts of the stream of one page. */
export interface StreamParts {
  readonly journal: EventJournal;
  readonly posture: WatchedPosture;
  readonly server: () => ServerView;
  readonly runtime: CheckedRuntime;
  /** Calls back once when something has changed, or the page is to end; returns how to cancel that. */
  readonly onChange: (wake: () => void) => () => void;
  /** Aborted when the listener closes. */
  readonly closing: AbortSignal;
  /** Called once when the stream is over. */
  readonly onEnd: () => void;
}

/**
 * The events for one page, from those behind `after` on. It gives them out as fast as the page reads, and holds one
 * batch: a page that is too slow loses what the journal forgets meanwhile, and is told so.
 */
export function eventStream(after: number, parts: StreamParts): ReadableStream<Uint8Array> {
  const page = new PageStream(after, parts);
  return new ReadableStream(
    {
      pull: async (controller) => {
        const bytes = await page.next();
        if (bytes !== undefined) {
          controller.enqueue(bytes);
          return;
        }
        // A reader that is gone has closed it.
        if (page.isOver) return;
        page.end();
        controller.close();
      },
      cancel: () => page.end(),
    },
    { highWaterMark: 0 },
  );
}

class PageStream {
  readonly #parts: StreamParts;
  /** The id of the last event that was given out or lost. */
  #place: number;
  #isBegun = false;
  /** The version of the posture that the page has; 0 is that of no clients. */
  #posture = 0;
  isOver = false;
  #cancelWait: (() => void) | undefined;

  constructor(after: number, parts: StreamParts) {
    // An id of another start of the server: everything is new to the page.
    this.#place = after > parts.journal.last ? 0 : after;
    this.#parts = parts;
  }

  /** The next bytes, once there are some; undefined: the stream is over. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.isOver || this.#parts.closing.aborted) return undefined;
      const batch = this.#batch();
      if (batch.length > 0) return Buffer.concat(batch);
      if (await this.#isSilent()) return silence;
    }
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#cancelWait?.();
    this.#parts.onEnd();
  }

  #batch(): Buffer[] {
    const { journal, posture, server } = this.#parts;
    const batch: Buffer[] = [];
    if (!this.#isBegun) batch.push(silence, eventText(this.#place, 'server', server()));
    this.#isBegun = true;
    const lost = journal.forgottenSince(this.#place);
    if (lost > 0) {
      this.#place += lost;
      batch.push(eventText(this.#place, 'lost', { events: lost }));
    }
    let length = 0;
    for (
      let event = journal.next(this.#place);
      event !== undefined && length < BATCH_BYTES;
      event = journal.next(this.#place)
    ) {
      batch.push(event.text);
      length += event.text.length;
      this.#place = event.id;
    }
    if (length < BATCH_BYTES && this.#posture !== posture.version) {
      this.#posture = posture.version;
      batch.push(...eventOf(this.#place, 'posture', posture.json));
    }
    return batch;
  }

  /** Waits for a change; true: there was none for a while. */
  #isSilent(): Promise<boolean> {
    const { runtime, onChange } = this.#parts;
    return new Promise((resolve) => {
      const end = (silent: boolean): void => {
        cancelTimer();
        cancelChange();
        this.#cancelWait = undefined;
        resolve(silent);
      };
      const cancelTimer = runtime.after(SILENCE, () => end(true));
      const cancelChange = onChange(() => end(false));
      this.#cancelWait = () => end(false);
    });
  }
}
