import { TranscriptWriter } from './transcript-writer.js';

/** Where a transcript goes, and what is in it. */
export interface TranscriptOptions {
  /**
   * Takes the file's lines in order, each with its line feed, in ASCII. An error that it throws ends the transcript and
   * goes to `onStopped`.
   */
  readonly write: (line: string) => void;
  /**
   * Whether the NT hashes of the accounts that log in and the session keys are kept. With such a file anybody can log
   * in as those users and read their sessions. Default: no.
   */
  readonly secrets?: boolean;
  /** Bytes of lines after which nothing more is recorded; default: 256 MiB. */
  readonly maxBytes?: number;
  /** Called once when recording ends before the server does, with the reason in words. */
  readonly onStopped?: (why: string, error?: unknown) => void;
  /** Versions to note in the first line; default: empty texts. */
  readonly versions?: Versions;
}

/** The program that records. */
export interface Versions {
  /** Version of this package. */
  readonly software: string;
  /** Version of Node.js. */
  readonly node: string;
  /** Such as `linux`. */
  readonly platform: string;
}

let writers: (transcript: Transcript) => TranscriptWriter;

/**
 * Keeps everything that the answers of one server depend on: the bytes of both sides, the random bytes that it draws,
 * its clock, its options and the accounts that it looks up. `smb2-auth-server replay` plays the file again. Each server
 * needs one of its own, as `createServer({ transcript })`.
 *
 * A transcript without secrets still holds the NTLM responses of the clients, against which passwords can be guessed.
 */
export class Transcript {
  readonly #writer: TranscriptWriter;

  /** @param options say where the lines go */
  constructor(options: TranscriptOptions) {
    this.#writer = new TranscriptWriter(options);
  }

  static {
    writers = (transcript) => transcript.#writer;
  }
}

/** The side of a transcript that its server uses. */
export function writerOf(transcript: Transcript): TranscriptWriter {
  return writers(transcript);
}
