import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { platform } from 'node:os';
import { ConfigurationError } from '../../config/index.js';
import { Transcript } from '../../transcript/transcript.js';
import { systemErrorText } from '../../values/system-error.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import { packageVersion } from '../package-folder.js';

/** The file of `--record` while the server runs. Each line is with the system before the server goes on. */
export class RecordFile {
  readonly transcript: Transcript;
  readonly #descriptor: number;

  constructor(descriptor: number, secrets: boolean, onStopped: (why: string, error?: unknown) => void) {
    this.#descriptor = descriptor;
    this.transcript = new Transcript({
      write: (line) => this.#write(Buffer.from(line, 'latin1')),
      secrets,
      onStopped,
      versions: { software: packageVersion(), node: process.version, platform: platform() },
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** One call may write less than it is given, as when the disk is nearly full. */
  #write(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
  }
}

/** @throws ConfigurationError when the file cannot be written */
export function openRecord(flags: ServerFlags, originOf: OriginOf, log: Log): RecordFile | undefined {
  const { record, recordSecrets = false } = flags;
  if (record === undefined) return undefined;
  if (recordSecrets) {
    log.warn(`${record} will hold NT hashes and session keys: who has it can log in as the users in it`);
  }
  return new RecordFile(openForWriting(record, originOf('record')), recordSecrets, (why, error) =>
    log.error(`${originOf('record')}: recording has ended: ${why}`, { error }),
  );
}

/** Opens a file that only its owner can read. */
function openForWriting(path: string, origin: string): number {
  try {
    const descriptor = openSync(path, 'w', 0o600);
    // `open` applies the mode to a new file only.
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (error) {
    throw new ConfigurationError([
      { path: origin, message: `cannot be written (${systemErrorText(error)})` },
    ]);
  }
}
