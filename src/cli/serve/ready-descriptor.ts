import { closeSync, fstatSync, writeSync } from 'node:fs';
import { ConfigurationError } from '../../config/index.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';

/** The three before it are those of input, output and errors. */
const FIRST_DESCRIPTOR = 3;

/** The greatest that Linux gives a process. */
const GREATEST_DESCRIPTOR = 1_048_575;

/**
 * Tells, by a descriptor that the caller has opened, that the server listens: one line feed, and then the descriptor is
 * closed, as s6 and dinit have it (`notification-fd`, `ready-notification = pipefd:3`).
 */
export class ReadyDescriptor {
  readonly #descriptor: number;

  /** @throws ConfigurationError for a number that is no open descriptor of the caller */
  constructor(text: string, originOf: OriginOf) {
    const descriptor = /^\d{1,7}$/.test(text) ? Number(text) : -1;
    const refuse = (message: string): never => {
      throw new ConfigurationError([{ path: originOf('readyFd'), message }]);
    };
    if (descriptor < FIRST_DESCRIPTOR || descriptor > GREATEST_DESCRIPTOR) {
      refuse('expected the number of an open descriptor, 3 or more');
    }
    if (!canBeWritten(descriptor))
      refuse(`descriptor ${descriptor} is not open: expected a pipe, as in 3>&1`);
    this.#descriptor = descriptor;
  }

  /** Tells it. A reader that has gone keeps nobody from serving. */
  tell(log: Log): void {
    try {
      writeSync(this.#descriptor, '\n');
    } catch (error) {
      log.warn(`nobody was told that the server listens: ${(error as Error).message}`);
    }
    closeSync(this.#descriptor);
  }
}

/** @throws ConfigurationError */
export function openReadyDescriptor(flags: ServerFlags, originOf: OriginOf): ReadyDescriptor | undefined {
  return flags.readyFd === undefined ? undefined : new ReadyDescriptor(flags.readyFd, originOf);
}

/** Node.js has descriptors of its own, of kinds that nobody is told by. */
function canBeWritten(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket() || stats.isFile() || stats.isCharacterDevice();
  } catch {
    return false;
  }
}
