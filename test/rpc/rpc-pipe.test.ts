import assert from 'node:assert/strict';
import { createRpcPipe, createSrvsvc, createWkssvc } from '../../src/rpc/index.js';
import { decodePdu } from '../../src/rpc/pdu/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { createIpcShare } from '../../src/shares/ipc-share.js';
import { exchange } from './support/recorded.js';
import { expectBody } from './support/rpc-client.js';
import { alice, recordedServer } from './support/server-info.js';

const srvsvc = createRpcPipe({ name: 'srvsvc', services: [createSrvsvc(recordedServer)] });
const wkssvc = createRpcPipe({ name: 'wkssvc', services: [createWkssvc(recordedServer)] });
const bind = exchange('bind').request;
const request = exchange('NetrShareEnum 502').request;

describe('rpc: pipes in message mode', () => {
  it('give one PDU at a time, and what did not fit with the next read', async () => {
    const pipe = srvsvc.open({ identity: alice });
    assert.equal(pipe.read(100), undefined);
    await pipe.write(Buffer.concat([bind, request]));
    const ack = pipe.read(92);
    assert.deepEqual([ack?.data.length, ack?.more], [92, false]);
    const pieces: Buffer[] = [];
    for (let read = pipe.read(100); read; read = pipe.read(100)) {
      pieces.push(read.data);
      assert.equal(read.more, pieces.length * 100 < 736);
    }
    assert.equal(expectBody(decodePdu(Buffer.concat(pieces)), 'response').stub.length, 736 - 24);
  });

  it('have nothing left after they are closed', async () => {
    const pipe = srvsvc.open({ identity: alice });
    await pipe.write(bind);
    pipe.close();
    assert.equal(pipe.read(100), undefined);
  });

  it('share nothing between two opens', async () => {
    const [one, two] = [srvsvc.open({ identity: alice }), srvsvc.open({ identity: alice })];
    await one.write(bind);
    assert.equal(two.read(100), undefined);
    await two.write(request);
    const answer = two.read(1000);
    assert.ok(answer);
    assert.equal(decodePdu(answer.data).body.kind, 'fault');
  });
});

describe('rpc: behind IPC$', () => {
  const share = createIpcShare({ services: [srvsvc, wkssvc] });

  it('FSCTL_PIPE_TRANSCEIVE, with the rest of a long answer by READ', async () => {
    const pipe = share.open('SRVSVC', alice);
    assert.equal((await pipe.transceive(bind, 4096)).more, false);
    const first = await pipe.transceive(request, 500);
    assert.deepEqual([first.data.length, first.more], [500, true]);
    const rest = await pipe.read(4096);
    assert.deepEqual([rest.data.length, rest.more], [236, false]);
  });

  it('WRITE and READ', async () => {
    const pipe = share.open('wkssvc', alice);
    await pipe.write(bind);
    const { results } = expectBody(decodePdu((await pipe.read(4096)).data), 'bind-ack');
    // The recorded bind is for srvsvc, which is not here.
    assert.equal(results[0]?.result, 2);
  });

  it('a PDU to which there is no answer leaves nothing to read, and nobody waiting', async () => {
    const pipe = share.open('srvsvc', alice);
    await assert.rejects(pipe.transceive(bind.subarray(0, 20), 4096), { status: NtStatus.STATUS_PIPE_EMPTY });
    assert.equal((await pipe.transceive(bind.subarray(20), 4096)).data.length, 92);
    await assert.rejects(pipe.transceive(Buffer.from('no RPC at all, but long enough'), 4096), {
      status: NtStatus.STATUS_PIPE_EMPTY,
    });
  });
});
