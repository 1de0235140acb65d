import type { Duplex } from 'node:stream';
import { type Frame, frameHeader, type FrameKind, FrameReader, textFrame } from './frames.js';
import type { OutputName } from './messages.js';

/** Bytes that wait for the other end to read them. An end that stands still must not fill the memory of this one. */
const MOST_WAITING = 8 * 1024 * 1024;

/** The receiver of an end of a channel. */
export interface ChannelReceiver {
  /** The most bytes of a frame that arrives. */
  longest(kind: FrameKind): number;
  /** Takes a frame; an error says that no process of ours sends such a one. */
  take(frame: Frame): void;
  /** The other end sent what no process of ours sends; nothing more of it is heard. */
  mistrust(): void;
  /** The other end does not read, and this many bytes wait for it; nothing more is sent. */
  stuck(bytes: number): void;
  /** The channel has ended; called once, after everything else. */
  lost(): void;
}

/**
 * The pipe between the primary and a worker. The channel of `node:child_process` is none for it: there, an exception
 * ends the process that reads a message which is no JSON, and the primary reads what a worker sends that strangers may
 * have taken over.
 */
export class Channel {
  readonly #stream: Duplex;
  readonly #receiver: ChannelReceiver;
  #isStuck = false;
  /** Bytes of the longest frame that was sent, which may be more than may wait of others. */
  #longestSent = 0;

  /** It begins to hear at the next turn of the event loop. */
  constructor(stream: Duplex, receiver: ChannelReceiver) {
    this.#stream = stream;
    this.#receiver = receiver;
    const reader = new FrameReader(
      (kind) => receiver.longest(kind),
      (frame) => {
        if (!stream.destroyed) receiver.take(frame);
      },
    );
    stream.on('data', (chunk: Buffer) => {
      if (stream.destroyed) return;
      try {
        reader.push(chunk);
      } catch {
        // An error of any kind ends the worker whose bytes cause it, and never the process that reads them.
        this.close();
        receiver.mistrust();
      }
    });
    // Bytes that wait for an end that is gone must not keep this one.
    stream.once('end', () => this.close());
    // The end follows, and tells it.
    stream.on('error', () => {});
    stream.once('close', () => receiver.lost());
  }

  /** Sends a text, unless the channel has ended or the other end does not read. */
  sendText(kind: FrameKind, text: string): void {
    if (!this.#maySend()) return;
    const frame = textFrame(kind, text);
    this.#longestSent = Math.max(this.#longestSent, frame.length);
    this.#stream.write(frame);
  }

  /** The same with bytes. */
  sendBytes(kind: OutputName, bytes: Buffer): void {
    if (!this.#maySend()) return;
    this.#stream.cork();
    this.#stream.write(frameHeader(kind, bytes.length));
    this.#stream.write(bytes);
    this.#stream.uncork();
  }

  /** Ends the channel once everything that was sent has left; resolves then, and when it cannot. */
  finish(): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.once('close', () => resolve());
      if (this.#stream.destroyed) resolve();
      else this.#stream.end(() => this.close());
    });
  }

  /** Ends the channel at once. */
  close(): void {
    this.#stream.destroy();
  }

  #maySend(): boolean {
    const { destroyed, writableEnded, writableLength } = this.#stream;
    if (destroyed || writableEnded || this.#isStuck) return false;
    if (writableLength <= MOST_WAITING + this.#longestSent) return true;
    this.#isStuck = true;
    this.#receiver.stuck(writableLength);
    return false;
  }
}
