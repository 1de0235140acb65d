import type { CarriedLogin, PipeClient } from '../facts/recorder.js';
import type { HeldBytes } from '../runtime/held-bytes.js';
import type { Identity } from '../auth/mechanism.js';

/** The client at the other end of a pipe. */
export interface PipeContext {
  /** The user of the session that the pipe was opened in. */
  readonly identity: Identity;
  /** Counts the bytes that are held for the client; absent: they are not counted. */
  readonly held?: HeldBytes | undefined;
  /**
   * Called with the first token of each login that comes inside the pipe, such as in an RPC bind: returns the object
   * that records the login. A login that is {@link CarriedLogin.lost} must not go on. Absent: logins are not recorded.
   */
  readonly loginBegan?: (() => CarriedLogin) | undefined;
  /** The client of the next answer; absent: nobody knows it. */
  readonly client?: (() => PipeClient) | undefined;
}

/** The part of a message that a READ takes from a pipe in message mode. */
export interface PipeRead {
  /** Bytes of one message. */
  readonly data: Buffer;
  /** The message goes on: the client is told STATUS_BUFFER_OVERFLOW and reads again. */
  readonly more: boolean;
}

/** One open of a pipe. Calls never overlap: each comes after the one before it has settled. */
export interface PipeInstance {
  /** Takes one message, or a fragment of one. */
  write(message: Buffer): void | Promise<void>;
  /**
   * Up to `maximum` bytes of the oldest message waiting for the client; undefined when none is waiting.
   * A message that does not fit stays, less what was returned, and `more` says so.
   */
  read(maximum: number): PipeRead | undefined | Promise<PipeRead | undefined>;
  /** The client closed the pipe, or is gone; called once, and no call follows. */
  close(): void;
}

/** Answers behind one pipe name, such as `srvsvc`. A {@link ShareError} of its calls reaches the client. */
export interface PipeService {
  /** Name below IPC$ without `\PIPE\`, lower case. */
  readonly name: string;
  /** Makes an instance for one open of the pipe. */
  open(context: PipeContext): PipeInstance;
}

/** One open of a pipe as the session layer uses it. After {@link close} everything is STATUS_PIPE_DISCONNECTED. */
export interface OpenPipe {
  /** Name below IPC$, lower case. */
  readonly name: string;
  /** Takes one message, after those before it were taken. */
  write(message: Buffer): Promise<void>;
  /** STATUS_PIPE_EMPTY when nothing waits. */
  read(maximum: number): Promise<PipeRead>;
  /** FSCTL_PIPE_TRANSCEIVE ([MS-SMB2] 3.3.5.15.3): a write and the read of its answer. */
  transceive(message: Buffer, maximum: number): Promise<PipeRead>;
  /** Closes the instance; may be called twice. */
  close(): void;
}
