import { createWriteStream, fchmodSync, fstatSync, openSync, type WriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ConfigurationError } from '../../config/index.js';
import { Capture } from '../../capture/capture.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { systemErrorText } from '../../values/system-error.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
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
  readonly packets: WriteStream;
  readonly keys: WriteStream | undefined;

  /** @throws ConfigurationError when a file cannot be written */
  constructor(path: string, keyPath: string | undefined, originOf: OriginOf, log: Log) {
    const open = (file: string, name: 'capture' | 'captureKeys'): WriteStream => {
      const stream = openForWriting(file, originOf(name));
      stream.on('error', (error) => log.error(`${originOf(name)}: cannot be written any more`, { error }));
      return stream;
    };
    this.packets = open(path, 'capture');
    this.keys = keyPath === undefined ? undefined : open(keyPath, 'captureKeys');
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

/** Opens a file that only its owner can read: a capture holds responses from which passwords can be guessed. */
function openForWriting(path: string, origin: string): WriteStream {
  try {
    const fd = openSync(path, 'w', 0o600);
    // `open` applies the mode to a new file only.
    if (fstatSync(fd).isFile()) fchmodSync(fd, 0o600);
    return createWriteStream(path, { fd });
  } catch (error) {
    throw new ConfigurationError([
      { path: origin, message: `cannot be written (${systemErrorText(error)})` },
    ]);
  }
}
