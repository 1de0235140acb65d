import assert from 'node:assert/strict';
import type { Identity } from '../../../src/auth/mechanism.js';
import { ContextHandles } from '../../../src/rpc/context-handles.js';
import type { RpcService } from '../../../src/rpc/index.js';

/** Makes a call that is answered with a reply, and returns the reply. */
export function callAs(
  caller: Identity,
  service: RpcService,
  opnum: number,
  stub: Buffer,
  handles = new ContextHandles(),
): Buffer {
  const reply = service.call(opnum, stub, { caller, handles });
  assert.ok(Buffer.isBuffer(reply), `the call is answered with ${reply ?? 'no such operation'}`);
  return reply;
}
