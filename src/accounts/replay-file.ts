import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorText } from '../values/system-error.js';

/** Records of one file; more authenticators are refused until the next file begins. */
const MOST_RECORDS = 100_000;

/** A record: digest, mark of the writer, check over both. 4096 is a multiple: no record lies on two pages. */
const DIGEST_BYTES = 16;
export const MARK_BYTES = 8;
const CONTENT_BYTES = DIGEST_BYTES + MARK_BYTES;
const RECORD_BYTES = 32;

/** A record is on the disk once it is written; a link in the place of a file is not followed. */
const openFlags =
  constants.O_RDWR |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_SYNC ?? 0) |
  (constants.O_NOFOLLOW ?? 0);

/** The file cannot tell what was admitted before. */
class UnusableFile extends Error {}

/**
 * One file of admitted authenticators, to which several servers may append. It is never rewritten.
 *
 * An authenticator is admitted when the first record of its digest is our own: of two servers that append at the same
 * time, one finds the record of the other in front of its own.
 */
export class ReplayFile {
  readonly #path: string;
  readonly #onProblem: (problem: string) => void;
  /** The mark of the first record of each digest. */
  readonly #marks = new Map<string, Buffer>();
  /** Undefined: closed, or unusable. */
  #descriptor: number | undefined;
  /** Bytes that were read. */
  #length = 0;

  /**
   * @param path made with mode 0600 where there is no file
   * @param onProblem told once why everything is refused from then on
   */
  constructor(path: string, onProblem: (problem: string) => void) {
    this.#path = path;
    this.#onProblem = onProblem;
    try {
      this.#descriptor = openSync(path, openFlags, 0o600);
      syncFolder(dirname(path));
      this.#readOn(this.#descriptor);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** False: everything that belongs to it is refused. */
  get isUsable(): boolean {
    return this.#descriptor !== undefined;
  }

  /** Whether there is a record of the digest; false where the file is unusable. */
  has(digest: Buffer): boolean {
    if (this.#descriptor === undefined) return false;
    try {
      this.#readOn(this.#descriptor);
    } catch (error) {
      this.#giveUp(error);
      return false;
    }
    return this.#marks.has(nameOf(digest).toString('latin1'));
  }

  /**
   * True when there was no record of the digest, and there is one of our own now.
   *
   * @param mark random bytes, {@link MARK_BYTES} of them
   */
  admit(digest: Buffer, mark: Buffer): boolean {
    if (this.#descriptor === undefined) return false;
    const key = nameOf(digest);
    const name = key.toString('latin1');
    try {
      this.#readOn(this.#descriptor);
      if (this.#marks.has(name)) return false;
      if (this.#marks.size >= MOST_RECORDS) throw new UnusableFile(`it has ${MOST_RECORDS} records`);
      this.#append(this.#descriptor, Buffer.concat([key, mark]));
      this.#readOn(this.#descriptor);
      return this.#marks.get(name)?.equals(mark) === true;
    } catch (error) {
      this.#giveUp(error);
      return false;
    }
  }

  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  #append(descriptor: number, content: Buffer): void {
    const written = writeSync(descriptor, Buffer.concat([content, checkOf(content)]));
    if (written !== RECORD_BYTES) throw new UnusableFile('a record could not be written whole');
  }

  /** Takes in the records that were appended since, by any server. */
  #readOn(descriptor: number): void {
    const { size } = fstatSync(descriptor);
    if (size < this.#length) throw new UnusableFile('it was cut');
    if (size > 2 * MOST_RECORDS * RECORD_BYTES) throw new UnusableFile('it is too long');
    const bytes = Buffer.alloc(size - this.#length);
    const count = readSync(descriptor, bytes, 0, bytes.length, this.#length);
    if (count !== bytes.length || count % RECORD_BYTES !== 0) {
      throw new UnusableFile('it does not consist of whole records');
    }
    for (let at = 0; at < count; at += RECORD_BYTES) this.#take(bytes.subarray(at, at + RECORD_BYTES));
    this.#length = size;
  }

  #take(record: Buffer): void {
    const content = record.subarray(0, CONTENT_BYTES);
    if (!checkOf(content).equals(record.subarray(CONTENT_BYTES))) {
      throw new UnusableFile('a record in it is damaged');
    }
    const name = content.toString('latin1', 0, DIGEST_BYTES);
    if (!this.#marks.has(name)) this.#marks.set(name, Buffer.from(content.subarray(DIGEST_BYTES)));
  }

  #giveUp(error: unknown): void {
    this.close();
    const why = error instanceof UnusableFile ? error.message : systemErrorText(error);
    this.#onProblem(
      `${this.#path} cannot be used (${why}): Kerberos logins that belong to it are refused until its time is over`,
    );
  }
}

function nameOf(digest: Buffer): Buffer {
  return createHash('sha256').update(digest).digest().subarray(0, DIGEST_BYTES);
}

/** Tells a damaged record; it protects from nobody. */
function checkOf(content: Buffer): Buffer {
  return createHash('sha256')
    .update(content)
    .digest()
    .subarray(0, RECORD_BYTES - CONTENT_BYTES);
}

/** Puts the name of a new file on the disk, where the system can. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folders, and keeps their entries by itself.
  }
}
