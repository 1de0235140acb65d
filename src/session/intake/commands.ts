import { Command } from '../../smb2-codec/index.js';
import { handleChangeNotify } from '../commands/files/change-notify.js';
import { handleClose, handleFlush } from '../commands/files/close-flush.js';
import { handleCreate } from '../commands/files/create.js';
import { handleLock } from '../commands/files/lock.js';
import type { OpenHandler } from '../commands/files/on-open.js';
import { handleOplockBreak } from '../commands/files/oplock-break.js';
import { handleQueryDirectory } from '../commands/files/query-directory.js';
import { handleQueryInfo } from '../commands/files/query-info.js';
import { handleRead, handleWrite } from '../commands/files/read-write.js';
import { handleSetInfo } from '../commands/files/set-info.js';
import { handleIoctl } from '../commands/ioctl.js';
import { handleNegotiate } from '../commands/negotiate/negotiate.js';
import { handleCancel, handleEcho, handleLogoff } from '../commands/logoff-echo-cancel.js';
import { handleSessionSetup } from '../commands/login/session-setup.js';
import { handleTreeConnect, handleTreeDisconnect } from '../commands/tree-connect.js';
import type { Request, Result } from '../exchange/request.js';
import type { Established, Session } from '../model/session.js';
import type { Tree } from '../model/tree-table.js';

/** The properties of a command that are looked at before its handler is called. */
interface CommandTraits {
  /** It works on an open: in a related compound it takes FileId from the request before it. */
  readonly onFile?: true;
  /** It changes something: one of an earlier channel sequence is refused ([MS-SMB2] 3.3.5.2.10). */
  readonly changes?: true;
  /** Its payload may be as long as MaxTransactSize, for several credits ([MS-SMB2] 3.3.5.2, 3.1.5.2). */
  readonly payload?: 'multi-credit';
}

/** The state that a command needs before it is served, and its handler. */
type CommandNeeds =
  /** On any negotiated connection; the handler looks for a session itself if it wants one. */
  | { readonly needs: 'connection'; readonly handle: (request: Request) => Result }
  /** With a session in whatever state. */
  | { readonly needs: 'any-session'; readonly handle: (request: Request, session: Session) => Result }
  /** With a valid session. */
  | { readonly needs: 'session'; readonly handle: (request: Request, established: Established) => Result }
  /** With a valid session and one of its tree connects. */
  | {
      readonly needs: 'tree';
      readonly handle: (request: Request, established: Established, tree: Tree, session: Session) => Result;
    }
  /** With a valid session, one of its tree connects, and the open there that its body names. */
  | {
      readonly needs: 'open';
      /** It is served as well when the session has expired. */
      readonly whenExpired?: true;
      readonly handle: OpenHandler;
    };

/** Everything that a command is. */
export type CommandRule = CommandTraits & CommandNeeds;

const onTree = { needs: 'tree' } as const;
const onOpen = { needs: 'open', onFile: true } as const;
const multiCredit = { payload: 'multi-credit' } as const;

/**
 * The commands, each in one row. A code that is not here is no command, and ends the connection
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

  // On a tree of a valid session.
  [Command.TREE_DISCONNECT, { ...onTree, handle: handleTreeDisconnect }],
  [Command.CREATE, { ...onTree, handle: handleCreate }],
  [Command.OPLOCK_BREAK, { ...onTree, handle: handleOplockBreak }],
  // Its control code says whether it is about an open.
  [Command.IOCTL, { ...onTree, ...multiCredit, onFile: true, changes: true, handle: handleIoctl }],

  // On an open; CLOSE and LOCK go on when the session has expired (3.3.5.2.9).
  [Command.CLOSE, { ...onOpen, whenExpired: true, handle: handleClose }],
  [Command.FLUSH, { ...onOpen, handle: handleFlush }],
  [Command.LOCK, { ...onOpen, whenExpired: true, handle: handleLock }],
  [Command.READ, { ...onOpen, ...multiCredit, handle: handleRead }],
  [Command.WRITE, { ...onOpen, ...multiCredit, changes: true, handle: handleWrite }],
  [Command.QUERY_DIRECTORY, { ...onOpen, ...multiCredit, handle: handleQueryDirectory }],
  [Command.CHANGE_NOTIFY, { ...onOpen, ...multiCredit, handle: handleChangeNotify }],
  [Command.QUERY_INFO, { ...onOpen, ...multiCredit, handle: handleQueryInfo }],
  [Command.SET_INFO, { ...onOpen, ...multiCredit, changes: true, handle: handleSetInfo }],
]);
