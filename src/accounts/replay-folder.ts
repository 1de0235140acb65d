import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import type { Runtime } from '../runtime/runtime.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { systemErrorText } from '../values/system-error.js';
import { MARK_BYTES, ReplayFile } from './replay-file.js';

/** How a replay memory in a folder reports, and what it takes from its surroundings. */
export interface ReplayFolderOptions {
  /** The name of the option in an error. */
  readonly place: string;
  /** Told, once for each file, why every authenticator that belongs to it is refused. */
  readonly onProblem: (problem: string) => void;
  /** Its clock tells which files are over; its random bytes tell our records from those of another server. */
  readonly runtime: Pick<Runtime, 'now' | 'randomBytes'>;
}

/** A replay memory that holds files open. */
export interface OpenReplayMemory extends ReplayMemory {
  admit(digest: Buffer, until: number, now: number): boolean;
  /** Lets go of the files; from then on nothing is admitted. */
  close(): void;
}

/** Milliseconds of expiry times that share a file: the same for every server, so that two of them ask one file. */
const SPAN = 600_000;

/** Files of times that are further away are not looked at: twice the longest skew. */
const FURTHEST = 2 * 86_400_000;

const namePattern = /^replays-(\d{1,12})$/;

/**
 * A replay memory that survives a restart, and that several servers may share.
 *
 * The expiry of an authenticator names the file that it belongs to. Files are only appended to, and are removed once
 * the last expiry in them has passed. A record is on the disk before the answer is given, so that neither a killed
 * process nor a power failure forgets one. A file that holds anything but whole records refuses every authenticator
 * that belongs to it, since it could have held any of them: logins pass again after ten minutes at most, when the next
 * file begins. The other files are searched too, because a server with another clock skew gives an authenticator
 * another expiry.
 *
 * @param folder made when it is not there
 * @throws ConfigurationError when the folder can be neither made nor written
 */
export function replaysInFolder(
  folder: string,
  { place, onProblem, runtime }: ReplayFolderOptions,
): OpenReplayMemory {
  prepareFolder(folder, place);
  const files = new Map<number, ReplayFile>();
  let isClosed = false;
  /** The first span of which no file was removed: after the clock was set back, earlier ones cannot be told. */
  let firstKept = -Infinity;

  const removeOld = (now: number): void => {
    for (const [span, file] of files) {
      if (!isOver(span, now)) continue;
      firstKept = Math.max(firstKept, span + 1);
      files.delete(span);
      file.close();
    }
    for (const span of spansIn(folder)) {
      if (!isOver(span, now)) continue;
      firstKept = Math.max(firstKept, span + 1);
      removeFile(folder, span);
    }
  };
  const fileOf = (span: number): ReplayFile => {
    const known = files.get(span);
    if (known !== undefined) return known;
    const file = new ReplayFile(join(folder, `replays-${span}`), onProblem);
    files.set(span, file);
    return file;
  };
  const isInAnother = (digest: Buffer, own: number, now: number): boolean =>
    spansIn(folder).some((span) => {
      const isNear = Math.abs(span * SPAN - now) <= FURTHEST;
      return span !== own && isNear && !isOver(span, now) && fileOf(span).has(digest);
    });

  removeOld(runtime.now());
  return {
    get full() {
      return [...files.values()].some(({ isUsable }) => !isUsable);
    },
    admit: (digest, until, now) => {
      if (isClosed || !(until > now)) return false;
      const span = Math.floor(until / SPAN);
      if (!files.has(span)) removeOld(now);
      if (span < firstKept) return false;
      // If two servers look at the same time, each finds the record of the other: it was written before.
      return fileOf(span).admit(digest, runtime.randomBytes(MARK_BYTES)) && !isInAnother(digest, span, now);
    },
    close: () => {
      isClosed = true;
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}

function isOver(span: number, now: number): boolean {
  return (span + 1) * SPAN <= now;
}

/** The spans of the files that are there. */
function spansIn(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const span = namePattern.exec(name)?.[1];
    return span === undefined ? [] : [Number(span)];
  });
}

/** A file that stays costs space and nothing else. */
function removeFile(folder: string, span: number): void {
  try {
    rmSync(join(folder, `replays-${span}`), { force: true });
  } catch {
    // Another server may have removed it at the same time.
  }
}

function prepareFolder(folder: string, place: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const message = `expected a folder that can be written (${systemErrorText(error)})`;
    throw new ConfigurationError([{ path: place, message }]);
  }
}
