import assert from 'node:assert/strict';
import { ntStatusName } from '../../../src/constants/nt-status.js';
import { Command, decodeCreateResponse, decodeReadResponse } from '../../../src/smb2-codec/index.js';
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

/** An RPC client over a pipe of a server that listens, and what closes the pipe. */
export async function rpcOverSmb(
  { smb, session, treeId }: PipeSession,
  name = 'srvsvc',
): Promise<{ readonly rpc: RpcClient; readonly close: () => Promise<void> }> {
  const options = { session, treeId };
  const desiredAccess = 0x0012019f;
  const made = await smb.request(Command.CREATE, bodies.create(name, { desiredAccess }), options);
  assert.equal(ntStatusName(made.status), 'STATUS_SUCCESS');
  const { fileId } = decodeCreateResponse(made.message);
  const waiting: Buffer[] = [];
  const readAll = async (): Promise<void> => {
    const reply = await smb.request(Command.READ, bodies.read(fileId, { length: 65_536 }), options);
    if (ntStatusName(reply.status) === 'STATUS_PIPE_EMPTY') return;
    assert.equal(ntStatusName(reply.status), 'STATUS_SUCCESS');
    waiting.push(Buffer.from(decodeReadResponse(reply.message).data));
    await readAll();
  };
  const pipe: RpcPipe = {
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
  const close = async (): Promise<void> => {
    await smb.request(Command.CLOSE, bodies.close(fileId), options);
  };
  return { rpc: new RpcClient(pipe), close };
}
