import assert from 'node:assert/strict';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { decodePdu } from '../../src/rpc/pdu/index.js';
import type { NtlmClientOptions } from '../support/ntlm-client.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { exchange } from '../rpc/support/recorded.js';
import { expectBody, type RpcClient } from '../rpc/support/rpc-client.js';
import { type Fixture, serve } from '../session/support.js';

/** An account of the server, as the clients of these tests name it. */
export const alice: NtlmClientOptions = {
  user: 'alice',
  password: 'secret',
  domain: 'CORP',
  workstation: 'DESK',
};

/** The stub of a call that only an account may make: NetrShareEnum at level 502. */
export const confidential = expectBody(decodePdu(exchange('NetrShareEnum 502').request), 'request').stub;

/** A server whose IPC$ anonymous users may reach. */
export const serveAnonymous = (options: Parameters<typeof serve>[0] = {}) =>
  serve({ ...options, authPolicy: { anonymous: 'ipc', ...options.authPolicy } });

/** The one record, when all is over, of an RPC client that acts in an anonymous session. */
export async function recordOf(
  server: Fixture,
  act: (rpc: RpcClient) => Promise<unknown>,
): Promise<AttemptRecord> {
  const smb = await server.negotiated();
  const { rpc, close } = await rpcOverSmb(await ipcSession(smb));
  await act(rpc);
  await close();
  const records = await server.records(2);
  await server.close();
  assert.equal(records.length, 2);
  const [session, record] = records;
  assert.deepEqual([session?.login?.carrier, session?.reason], ['smb', 'anonymous']);
  assert.ok(record);
  return record;
}

/** The end of each explanation. */
export const told = 'It came in an RPC bind on pipe “srvsvc”, in the session of an anonymous user.';
