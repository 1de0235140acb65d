import { NtStatus } from '../nt-status.js';
import { Command } from '../smb2-codec/index.js';
import { ioctlHandler } from './handlers/ioctl.js';
import { handleNegotiate } from './handlers/negotiate.js';
import { handleCancel, handleEcho, handleLogoff } from './handlers/session-commands.js';
import { handleSessionSetup } from './handlers/session-setup.js';
import { handleTreeConnect, handleTreeDisconnect } from './handlers/tree-connect.js';
import { failure, type Request, type Result } from './request.js';
import type { Established, Session } from './session.js';
import type { Tree } from './tree-table.js';

/** What must be there before a command is served, and who serves it. */
export type CommandRule =
  /** On any negotiated connection; the handler looks for a session itself if it wants one. */
  | { readonly needs: 'connection'; readonly handle: (request: Request) => Result }
  /** With an authenticated session. */
  | {
      readonly needs: 'session';
      readonly whenExpired: boolean;
      readonly handle: (request: Request, session: Session, established: Established) => Result;
    }
  /** With an authenticated session and one of its tree connects. */
  | {
      readonly needs: 'tree';
      readonly whenExpired: boolean;
      readonly handle: (request: Request, established: Established, tree: Tree, session: Session) => Result;
    };

const notSupported = (): Result => failure(NtStatus.STATUS_NOT_SUPPORTED);

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

  // On a valid session; LOGOFF also ends one that expired.
  [
    Command.LOGOFF,
    { needs: 'session', whenExpired: true, handle: (request, session) => handleLogoff(request, session) },
  ],
  [
    Command.TREE_CONNECT,
    {
      needs: 'session',
      whenExpired: false,
      handle: (request, _session, established) => handleTreeConnect(request, established),
    },
  ],

  // On a tree of a valid session; CLOSE and LOCK go on when it expired (3.3.5.2.9).
  [Command.TREE_DISCONNECT, { ...onTree, handle: handleTreeDisconnect }],
  [Command.CREATE, { ...onTree, handle: notSupported }],
  [Command.CLOSE, { ...onTree, whenExpired: true, handle: notSupported }],
  [Command.FLUSH, { ...onTree, handle: notSupported }],
  [Command.READ, { ...onTree, handle: notSupported }],
  [Command.WRITE, { ...onTree, handle: notSupported }],
  [Command.LOCK, { ...onTree, whenExpired: true, handle: notSupported }],
  [Command.IOCTL, { ...onTree, handle: ioctlHandler(notSupported) }],
  [Command.QUERY_DIRECTORY, { ...onTree, handle: notSupported }],
  [Command.CHANGE_NOTIFY, { ...onTree, handle: notSupported }],
  [Command.QUERY_INFO, { ...onTree, handle: notSupported }],
  [Command.SET_INFO, { ...onTree, handle: notSupported }],
  [Command.OPLOCK_BREAK, { ...onTree, handle: notSupported }],
]);
