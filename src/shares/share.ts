import type { Identity } from '../auth/mechanism.js';
import type { HeldBytes } from '../runtime/held-bytes.js';
import type { AccessLevel } from './access-level.js';
import type { Oplock } from './oplocks.js';
import type { OpenFile } from './open-file.js';
import type { VolumeInfo } from './file-info.js';
import type { OpenPipe, PipeContext } from './pipe-share.js';

/**
 * A share as the session layer sees it. An embedder may pass its own implementation. Every operation of a share and of
 * what it opens rejects with a {@link ShareError}.
 */
export type Share = DiskShare | PipeShare;

/** The members of shares of both kinds. */
export interface ShareProperties {
  /** Name that clients connect to, compared without case. */
  readonly name: string;
  /** Clients that list shares show it. */
  readonly comment: string;
  /** Every request to this share must arrive encrypted ([MS-SMB2] 3.3.1.6 Share.EncryptData). */
  readonly encrypt: boolean;
  /** The access of an identity here. `none`: the tree connect is refused. */
  accessOf(identity: Identity): AccessLevel;
  /** Called when the server has closed every open of the share; no call follows. */
  close(): Promise<void>;
}

/** A share with files and directories. */
export interface DiskShare extends ShareProperties {
  readonly type: 'disk';
  /**
   * Opens, creates or replaces a file or directory ([MS-SMB2] 3.3.5.9). May wait for the acknowledgement of an
   * oplock break.
   */
  open(request: OpenRequest): Promise<Opened>;
  /** The volume behind the share; its figures are those of this moment. */
  volume(): Promise<VolumeInfo>;
}

/** A share with named pipes: IPC$. */
export interface PipeShare extends ShareProperties {
  readonly type: 'pipe';
  /** Whether a pipe of this name exists (FSCTL_PIPE_WAIT, [MS-SMB2] 3.3.5.15.10). */
  has(name: string): boolean;
  /**
   * Opens a new instance of a pipe. STATUS_OBJECT_NAME_NOT_FOUND when there is none of that name.
   * @param name as sent in CREATE, without case
   * @param held counts the bytes that the pipe holds for its client; absent: the caller counts nothing
   * @param loginBegan as in {@link PipeContext}
   * @param client as in {@link PipeContext}
   */
  open(
    name: string,
    identity: Identity,
    held?: HeldBytes,
    loginBegan?: PipeContext['loginBegan'],
    client?: PipeContext['client'],
  ): OpenPipe;
}

/** The action of a CREATE when the file exists, and when it does not ([MS-SMB2] 2.2.13 CreateDisposition). */
export type Disposition = 'supersede' | 'open' | 'create' | 'open-if' | 'overwrite' | 'overwrite-if';

/** The action that a CREATE turned out to have taken ([MS-SMB2] 2.2.14 CreateAction). */
export type OpenAction = 'superseded' | 'opened' | 'created' | 'overwritten';

/** CREATE in terms of a share. Masks are those of the wire. */
export interface OpenRequest {
  /** The user of the session. */
  readonly identity: Identity;
  /** Path relative to the share as sent, with backslashes; empty for the root. */
  readonly path: string;
  /** A mask of `AccessMask`. */
  readonly desiredAccess: number;
  /** A mask of `ShareAccess`. */
  readonly shareAccess: number;
  /** The action that is asked for. */
  readonly disposition: Disposition;
  /** A mask of `CreateOptions`; unknown bits are ignored. */
  readonly options: number;
  /** `FileAttributes` of a file that is created or overwritten. */
  readonly attributes: number;
  /** The oplock that is asked for. */
  readonly oplock: Oplock;
  /**
   * Called when the oplock granted to this open is taken away down to `level`, `none` or `ii`. After `acknowledge`,
   * the holder must answer with {@link OpenFile.acknowledgeOplockBreak} or close; the caller limits the time for
   * that ([MS-SMB2] 3.3.2.1: 35 seconds). Must not throw.
   */
  readonly onOplockBreak?: (level: 'none' | 'ii', acknowledge: boolean) => void;
  /**
   * Counts the bytes that the share holds for this open beyond the open itself, such as changes that were not fetched.
   * Too many bytes are STATUS_INSUFFICIENT_RESOURCES. Absent: the caller counts nothing.
   */
  readonly held?: HeldBytes;
  /** Ends a wait for another client's oplock break, with STATUS_CANCELLED. */
  readonly signal?: AbortSignal;
}

/** A CREATE that succeeded. */
export interface Opened {
  /** The open. */
  readonly file: OpenFile;
  /** The action that was taken. */
  readonly action: OpenAction;
}
