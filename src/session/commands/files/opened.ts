import type { OpenFile } from '../../../shares/open-file.js';
import type { OpenPipe } from '../../../shares/pipe-share.js';
import type { OpenAction, Opened } from '../../../shares/share.js';
import { CreateAction } from '../../../smb2-codec/index.js';
import { isOplock } from './oplock-level.js';

/** The action taken, on the wire ([MS-SMB2] 2.2.14). */
export const createActions: Record<OpenAction, number> = {
  superseded: CreateAction.FILE_SUPERSEDED,
  opened: CreateAction.FILE_OPENED,
  created: CreateAction.FILE_CREATED,
  overwritten: CreateAction.FILE_OVERWRITTEN,
};

/** Without these there is nothing to tell a client, and nothing to end with. */
const fileFunctions = ['info', 'close'] as const satisfies readonly (keyof OpenFile)[];
const pipeFunctions = ['read', 'write', 'transceive', 'close'] as const satisfies readonly (keyof OpenPipe)[];

/**
 * Looks at what a share opened, which may be a program's own, before a client is told that it is open.
 *
 * @throws TypeError for what is no open file: a bug of the program, logged, and the end of this connection only
 */
export function insistOnFile(opened: Opened, share: string): Opened {
  const { file, action } = Object(opened) as Partial<Opened>;
  const fault = missingFrom(file, fileFunctions) ?? faultOf(file) ?? faultOfAction(action);
  if (fault !== undefined) throw new TypeError(`share "${share}" opened no file: ${fault}`);
  return opened;
}

function faultOf(file: OpenFile | undefined): string | undefined {
  if (!Number.isInteger(file?.grantedAccess)) return 'grantedAccess is no access mask';
  if (typeof file?.directory !== 'boolean') return 'directory is neither true nor false';
  return isOplock(file.oplock) ? undefined : 'oplock is no level';
}

function faultOfAction(action: OpenAction | undefined): string | undefined {
  return Object.hasOwn(createActions, String(action)) ? undefined : 'action is none';
}

/** The same for a pipe, which is opened at once: a promise is none. */
export function insistOnPipe(pipe: OpenPipe, share: string): OpenPipe {
  const missing = missingFrom(pipe, pipeFunctions);
  if (missing !== undefined) throw new TypeError(`share "${share}" opened no pipe: ${missing}`);
  return pipe;
}

function missingFrom(value: object | undefined, functions: readonly string[]): string | undefined {
  const found = Object(value) as Record<string, unknown>;
  const missing = functions.find((name) => typeof found[name] !== 'function');
  return missing === undefined ? undefined : `${missing} is no function`;
}
