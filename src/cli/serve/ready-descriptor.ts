import { closeSync, fstatSync, readdirSync, readFileSync, readlinkSync, writeSync } from 'node:fs';
import { ConfigurationError } from '../../config/index.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import { listeningSocket } from './listening-socket.js';

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
    if (typeof listeningSocket(descriptor) !== 'string')
      refuse(`descriptor ${descriptor} is a socket that listens: expected a pipe, as in 3>&1`);
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

/** Whether somebody can be told by a descriptor. Node.js has some of its own: without one, no signal would arrive. */
function canBeWritten(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (stats.isFIFO()) return !isOwnPipe(descriptor);
    return stats.isSocket() || stats.isFile() || stats.isCharacterDevice();
  } catch {
    return false;
  }
}

/** The bits of the flags of a descriptor that say for what it is open, of which none is set for reading alone. */
const ACCESS_MODE = 3;

/** Whether a pipe is only read here, or is read by this very process. Systems other than Linux tell nothing of that. */
function isOwnPipe(descriptor: number): boolean {
  try {
    const pipe = readlinkSync(`/proc/self/fd/${descriptor}`);
    return readdirSync('/proc/self/fd').some((other) => isReadOf(pipe, other));
  } catch {
    return false;
  }
}

function isReadOf(pipe: string, descriptor: string): boolean {
  try {
    if (readlinkSync(`/proc/self/fd/${descriptor}`) !== pipe) return false;
    const [, flags = ''] =
      /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1')) ?? [];
    return (Number.parseInt(flags, 8) & ACCESS_MODE) === 0;
  } catch {
    // The descriptor of the list itself is closed by now.
    return false;
  }
}
