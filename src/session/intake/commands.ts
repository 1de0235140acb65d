import { Command } from '../../smb2-codec/index.js';
import { handleChangeNotify } from '../commands/files/change-notify.js';
import { handleClose, handleFlush } from '../commands/files/close-flush.js';
import { handleCreate } from '../commands/files/create.js';
import { handleFileIoctl } from '../commands/files/file-ioctl.js';
import { handleLock } from '../commands/files/lock.js';
import { handleOplockBreak } from '../commands/files/oplock-break.js';
import { handleQueryDirectory } from '../commands/files/query-directory.js';
import { handleQueryInfo } from '../commands/files/query-info.js';
import { handleRead, handleWrite } from '../commands/files/read-write.js';
import { handleSetInfo } from '../commands/files/set-info.js';
import { ioctlHandler } from '../commands/ioctl.js';
import { handleNegotiate } from '../commands/negotiate/negotiate.js';
import { handleCancel, handleEcho, handleLogoff } from '../commands/logoff-echo-cancel.js';
import { handleSessionSetup } from '../commands/login/session-setup.js';
import { handleTreeConnect, handleTreeDisconnect } from '../commands/tree-connect.js';
import type { Request, Result } from '../exchange/request.js';
import type { Established, Session } from '../model/session.js';
import type { Tree } from '../model/tree-table.js';

/** The state that a command needs before it is served, and its handler. */
export type CommandRule =
  /** On any negotiated connection; the handler looks for a session itself if it wants one. */
  | { readonly needs: 'connection'; readonly handle: (request: Request) => Result }
  /** With a session in whatever state. */
  | { readonly needs: 'any-session'; readonly handle: (request: Request, session: Session) => Result }
  /** With a valid session. */
  | { readonly needs: 'session'; readonly handle: (request: Request, established: Established) => Result }
  /** With a valid session and one of its tree connects. */
  | {
      readonly needs: 'tree';
      readonly whenExpired: boolean;
      readonly handle: (request: Request, established: Established, tree: Tree, session: Session) => Result;
    };

const onTree = { needs: 'tree', whenExpired: false } as const;

/**
 * Which commands are served in which state. A code that is not here is no command, and ends the connection
 * ([MS-SMB2] 3.3.5.2.6).
 */
export const commandRules: ReadonlyMap<number, CommandRule> = new Map<number, CommandRule>([
  // Before there is a dialect NEGOTIATE alone is served; `receive.ts` drops the connection for anything else.
  [Command.NEGOTIATE, { needs: 'connection', handle: handleNegotiate }],

  // Until somebody is authenticated.
  [Command.SESSION_SETUP, { needs: 'connection', handle: handleSessionSetup }],
  [Command.ECHO, { needs: 'connection', handle: handleEcho }],
  [Command.CANCEL, { needs: 'connection', handle: handleCancel }],

  // As long as there is a session at all, also while it is being set up and when it expired (3.3.5.2.9).
  [Command.LOGOFF, { needs: 'any-session', handle: handleLogoff }],

  // On a valid session.
  [Command.TREE_CONNECT, { needs: 'session', handle: handleTreeConnect }],

  // On a tree of a valid session; CLOSE and LOCK go on when it expired (3.3.5.2.9).
  [Command.TREE_DISCONNECT, { ...onTree, handle: handleTreeDisconnect }],
  [Command.CREATE, { ...onTree, handle: handleCreate }],
  [Command.CLOSE, { ...onTree, whenExpired: true, handle: handleClose }],
  [Command.FLUSH, { ...onTree, handle: handleFlush }],
  [Command.READ, { ...onTree, handle: handleRead }],
  [Command.WRITE, { ...onTree, handle: handleWrite }],
  [Command.LOCK, { ...onTree, whenExpired: true, handle: handleLock }],
  [Command.IOCTL, { ...onTree, handle: ioctlHandler(handleFileIoctl) }],
  [Command.QUERY_DIRECTORY, { ...onTree, handle: handleQueryDirectory }],
  [Command.CHANGE_NOTIFY, { ...onTree, handle: handleChangeNotify }],
  [Command.QUERY_INFO, { ...onTree, handle: handleQueryInfo }],
  [Command.SET_INFO, { ...onTree, handle: handleSetInfo }],
  [Command.OPLOCK_BREAK, { ...onTree, handle: handleOplockBreak }],
]);
