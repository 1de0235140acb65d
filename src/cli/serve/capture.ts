import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ConfigurationError } from '../../config/index.js';
import { beginningOfCapture, Capture } from '../../capture/capture.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { systemErrorText } from '../../values/system-error.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import { BegunAnew } from '../output/begun-anew.js';
import { LossyWriter } from '../output/lossy-writer.js';

/** Bytes that may wait for the disk. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Where a capture goes. */
export interface CaptureStreams {
  readonly packets: Writable;
  /** Undefined: no keys are asked for. */
  readonly keys: Writable | undefined;
}

/** The files of `--capture` and `--capture-keys` while the server runs. */
export class CaptureFiles implements CaptureStreams {
  readonly packets: BegunAnew;
  readonly keys: BegunAnew | undefined;

  /** @throws ConfigurationError when a file cannot be written */
  constructor(path: string, keyPath: string | undefined, originOf: OriginOf, log: Log) {
    const open = (file: string, name: 'capture' | 'captureKeys', beginning: () => Buffer): BegunAnew => {
      const onError = (error: unknown): void =>
        log.error(`${originOf(name)}: cannot be written any more`, { error });
      return naming(originOf(name), () => new BegunAnew(file, { beginning, onError }));
    };
    this.packets = open(path, 'capture', beginningOfCapture);
    this.keys = keyPath === undefined ? undefined : open(keyPath, 'captureKeys', () => Buffer.alloc(0));
  }

  /** Begins the files anew that were moved away. */
  reopen(): void {
    this.packets.reopen();
    this.keys?.reopen();
  }

  /** Fulfilled when everything is in the files. */
  async close(): Promise<void> {
    const streams = [this.packets, ...(this.keys === undefined ? [] : [this.keys])];
    await Promise.allSettled(
      streams.map((stream) => {
        stream.end();
        return finished(stream);
      }),
    );
  }
}

/**
 * Captures traffic into streams.
 *
 * @param origin how the capture was asked for, for messages
 * @param isBegun whether another capture has begun the file
 */
export function captureTo(
  { packets, keys }: CaptureStreams,
  origin: string,
  log: Log,
  isBegun = false,
): Capture {
  const writer = new LossyWriter(packets, MAX_WAITING_BYTES, (blocks) =>
    log.error(`${origin}: ${blocks} packets were left out: it was not written fast enough`),
  );
  return new Capture({
    runtime: systemRuntime,
    write: (block) => writer.write(block),
    ...(keys && { writeKey: (line: string) => void keys.write(line) }),
    isBegun,
  });
}

/** @throws ConfigurationError when a file cannot be written */
export function openCapture(flags: ServerFlags, originOf: OriginOf, log: Log): CaptureFiles | undefined {
  const { capture, captureKeys } = flags;
  if (capture === undefined) return undefined;
  const keyPath = captureKeys === true ? `${capture}.keys` : captureKeys;
  if (keyPath !== undefined) {
    log.warn(`${keyPath} will hold session keys: who has them and the capture can read everything in it`);
  }
  return new CaptureFiles(capture, keyPath, originOf, log);
}

/** @throws ConfigurationError when the file cannot be written */
function naming<Opened>(origin: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    throw new ConfigurationError([
      { path: origin, message: `cannot be written (${systemErrorText(error)})` },
    ]);
  }
}
