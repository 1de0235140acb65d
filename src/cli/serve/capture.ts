import { createWriteStream, fchmodSync, fstatSync, openSync, type WriteStream } from 'node:fs';
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

/** The files of `--capture` and `--capture-keys` while the server runs. */
export class CaptureFiles {
  readonly tap: Capture;
  readonly #streams: readonly WriteStream[];

  /** @throws ConfigurationError when a file cannot be written */
  constructor(path: string, keyPath: string | undefined, originOf: OriginOf, log: Log) {
    const open = (file: string, name: 'capture' | 'captureKeys'): WriteStream => {
      const stream = openForWriting(file, originOf(name));
      stream.on('error', (error) => log.error(`${originOf(name)}: cannot be written any more`, { error }));
      return stream;
    };
    const packets = open(path, 'capture');
    const keys = keyPath === undefined ? undefined : open(keyPath, 'captureKeys');
    this.#streams = keys === undefined ? [packets] : [packets, keys];
    const writer = new LossyWriter(packets, MAX_WAITING_BYTES, (blocks) =>
      log.error(`${originOf('capture')}: ${blocks} packets were left out: it was not written fast enough`),
    );
    this.tap = new Capture({
      runtime: systemRuntime,
      write: (block) => writer.write(block),
      ...(keys && { writeKey: (line: string) => void keys.write(line) }),
    });
  }

  /** Fulfilled when everything is in the files. */
  async close(): Promise<void> {
    await Promise.allSettled(
      this.#streams.map((stream) => {
        stream.end();
        return finished(stream);
      }),
    );
  }
}

/** @throws ConfigurationError when keys are asked for without a capture, or a file cannot be written */
export function openCapture(flags: ServerFlags, originOf: OriginOf, log: Log): CaptureFiles | undefined {
  const { capture, captureKeys } = flags;
  if (capture === undefined) {
    if (captureKeys === undefined) return undefined;
    throw new ConfigurationError([{ path: originOf('captureKeys'), message: 'needs --capture' }]);
  }
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
