import { ConfigurationError } from '../../config/index.js';
import type { AttemptRecord } from '../../diagnosis/attempt-record.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import { ExitCode } from '../exit-code.js';
import type { OriginOf, ServerFlags } from '../flags.js';

/** More attempts than any test makes. */
const MOST_ATTEMPTS = 1_000_000;

/** Milliseconds that the client of the last attempt has to do what it logged in for, or to hear that it is refused. */
const LINGER_MILLISECONDS = { accepted: 10_000, refused: 1000, unfinished: 0 } as const;

/** Milliseconds from one look at its connection to the next. */
const LOOK_MILLISECONDS = 20;

/** Counts the attempts of `--once` and `--exit-after`. */
export class AttemptsWanted {
  /** Resolves with the reason to stop, in words, once as many were completed and the last client has gone. */
  readonly reached: Promise<string>;
  readonly #wanted: number;
  #completed = 0;
  #accepted = 0;
  #reach = (_why: string): void => {};

  /** @param wanted the number of attempts after which the server stops */
  constructor(wanted: number) {
    this.#wanted = wanted;
    this.reached = new Promise((resolve) => (this.#reach = resolve));
  }

  /** {@link ExitCode.OK} where all of them came and were accepted, whatever ended the server. */
  get code(): ExitCode {
    return this.#accepted === this.#wanted ? ExitCode.OK : ExitCode.FAILED;
  }

  watch({ server, stateOf }: Pick<ServerParts, 'server' | 'stateOf'>): void {
    server.on('attempt-completed', (attempt) => this.#add(attempt, stateOf));
  }

  #add({ reason, verdict, connection }: AttemptRecord, stateOf: ServerParts['stateOf']): void {
    // A health check of a balancer, or a port scan: nobody attempted to log in.
    if (reason === 'left-without-a-word' || this.#completed === this.#wanted) return;
    this.#completed++;
    if (verdict === 'accepted') this.#accepted++;
    if (this.#completed < this.#wanted) return;
    const why = this.#wanted === 1 ? 'the attempt is completed' : `${this.#wanted} attempts are completed`;
    // An accepted login is complete at its first TREE_CONNECT: the client has yet to do what it came for.
    const deadline = systemRuntime.monotonic() + LINGER_MILLISECONDS[verdict];
    const look = (): void => {
      if (stateOf(connection.id) === 'over' || systemRuntime.monotonic() >= deadline) this.#reach(why);
      else systemRuntime.after(LOOK_MILLISECONDS, look);
    };
    look();
  }
}

/**
 * The attempts after which the server stops; undefined: it goes on.
 *
 * @throws ConfigurationError
 */
export function readAttemptsWanted(
  { once, exitAfter }: ServerFlags,
  originOf: OriginOf,
): AttemptsWanted | undefined {
  const refuse = (message: string): never => {
    throw new ConfigurationError([{ path: originOf('exitAfter'), message }]);
  };
  if (once !== undefined && exitAfter !== undefined) refuse('cannot be with --once, which is --exit-after 1');
  if (once !== undefined) return new AttemptsWanted(1);
  if (exitAfter === undefined) return undefined;
  const wanted = /^\d{1,7}$/.test(exitAfter) ? Number(exitAfter) : 0;
  if (wanted < 1 || wanted > MOST_ATTEMPTS) {
    refuse(`expected a number of attempts, 1 to ${MOST_ATTEMPTS.toLocaleString('en')}`);
  }
  return new AttemptsWanted(wanted);
}
