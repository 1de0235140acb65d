import assert from 'node:assert/strict';
import type { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { createRpcPipe } from '../../../src/rpc/index.js';
import { ECHO, echoService, opnums } from './echo-service.js';
import { bindOf, expectBody, RpcClient } from './rpc-client.js';
import { guest } from './server-info.js';

/** A guest's client of the echo service. */
export function setUp(held?: HeldBytes) {
  const { service, callers } = echoService();
  const pipe = createRpcPipe({ name: 'echo', services: [service] });
  return { pipe, callers, client: new RpcClient(pipe, guest, held) };
}

/** The same after its bind. */
export async function bound(held?: HeldBytes) {
  const parts = setUp(held);
  expectBody(await parts.client.bind(ECHO), 'bind-ack');
  return parts;
}

/** A request in which nothing is said that would not be said by default. */
export const request = (opnum: number, stub: Buffer, contextId = 0) =>
  ({ kind: 'request', allocHint: 0, contextId, opnum, stub }) as const;

/** Asserts that nothing is answered any more. */
export async function isClosed(client: RpcClient): Promise<void> {
  assert.deepEqual(await client.exchange(client.encode(bindOf(ECHO))), []);
  assert.deepEqual(await client.exchange(client.encode(request(opnums.echo, Buffer.alloc(0)))), []);
}
