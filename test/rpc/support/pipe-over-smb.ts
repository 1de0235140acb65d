import assert from 'node:assert/strict';
import { ntStatusName } from '../../../src/constants/nt-status.js';
import {
  AccessMask,
  Command,
  decodeCreateResponse,
  decodeReadResponse,
  type FileId,
} from '../../../src/smb2-codec/index.js';
import type { RpcPipe } from '../../../src/rpc/index.js';
import { bodies } from '../../session/commands/files/file-client.js';
import type { ClientSession, SmbClient } from '../../support/smb-client.js';
import { login, type LoginOptions } from '../../support/smb-client-login.js';
import { RpcClient } from './rpc-client.js';

/** A session in which pipes are opened. */
export interface PipeSession {
  readonly smb: SmbClient;
  readonly session: ClientSession;
  readonly treeId: number;
}

/** Logs in, anonymously unless told otherwise, and connects to IPC$. */
export async function ipcSession(
  smb: SmbClient,
  options: LoginOptions = { response: 'anonymous' },
): Promise<PipeSession> {
  const session = await login(smb, options);
  const tree = await smb.treeConnect('IPC$', { session });
  assert.equal(ntStatusName(tree.status), 'STATUS_SUCCESS');
  return { smb, session, treeId: tree.header.treeId };
}

/** An open pipe of a server that listens. */
export interface OverSmb {
  readonly rpc: RpcClient;
  /** A client of the same open, by another channel of its session. */
  readonly over: (channel: PipeSession) => RpcClient;
  readonly close: () => Promise<void>;
}

/** Opens a pipe, and makes an RPC client of it. */
export async function rpcOverSmb(ipc: PipeSession, name = 'srvsvc'): Promise<OverSmb> {
  const { smb, ...options } = ipc;
  const desiredAccess = AccessMask.GENERIC_READ | AccessMask.GENERIC_WRITE;
  const made = await smb.request(Command.CREATE, bodies.create(name, { desiredAccess }), options);
  assert.equal(ntStatusName(made.status), 'STATUS_SUCCESS');
  const { fileId } = decodeCreateResponse(made.message);
  const over = (channel: PipeSession): RpcClient => new RpcClient(pipeOf(channel, name, fileId));
  const close = async (): Promise<void> => {
    await smb.request(Command.CLOSE, bodies.close(fileId), options);
  };
  return { rpc: over(ipc), over, close };
}

/** Each write is followed by the reads of all its answers. */
function pipeOf({ smb, ...options }: PipeSession, name: string, fileId: FileId): RpcPipe {
  const waiting: Buffer[] = [];
  const readAll = async (): Promise<void> => {
    const reply = await smb.request(Command.READ, bodies.read(fileId, { length: 65_536 }), options);
    if (ntStatusName(reply.status) === 'STATUS_PIPE_EMPTY') return;
    assert.equal(ntStatusName(reply.status), 'STATUS_SUCCESS');
    waiting.push(Buffer.from(decodeReadResponse(reply.message).data));
    await readAll();
  };
  return {
    name,
    open: () => ({
      write: async (message) => {
        const { status } = await smb.request(Command.WRITE, bodies.write(fileId, message), options);
        assert.equal(ntStatusName(status), 'STATUS_SUCCESS');
        await readAll();
      },
      read: () => {
        const data = waiting.shift();
        return data && { data, more: false };
      },
      close: () => {},
    }),
  };
}
