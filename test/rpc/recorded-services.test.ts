import assert from 'node:assert/strict';
import { createSrvsvc, createWkssvc, type RpcService, type ShareDescription } from '../../src/rpc/index.js';
import { decodePdu } from '../../src/rpc/pdu/index.js';
import { comparable, exchange } from './support/recorded.js';
import { expectBody } from './support/rpc-client.js';
import { alice, callBy, recordedServer } from './support/server-info.js';

const srvsvc = createSrvsvc(recordedServer);
const wkssvc = createWkssvc(recordedServer);

/** Our service's answer to a recorded request, and that of smbd. */
function answers(service: RpcService, name: string): { ours: Buffer; theirs: Buffer } {
  const { request, response } = exchange(name);
  const { opnum, stub } = expectBody(decodePdu(request), 'request');
  const ours = service.call(opnum, stub, callBy(alice));
  assert.ok(Buffer.isBuffer(ours));
  return { ours, theirs: expectBody(decodePdu(response), 'response').stub };
}

describe('rpc: answers to recorded requests are those of smbd', () => {
  for (const name of [
    'NetrShareEnum 0',
    'NetrShareEnum 1',
    'NetrShareEnum 501',
    'NetrShareEnum 502',
    'NetrShareEnum 1005',
    'NetrShareEnumSticky 1',
    'NetrShareGetInfo 0',
    'NetrShareGetInfo 1',
    'NetrShareGetInfo 501',
    'NetrShareGetInfo 502',
    'NetrShareGetInfo 777',
    'NetrShareGetInfo 1005',
    'NetrServerGetInfo 999',
    'NetprNameValidate good',
    'NetprNameValidate ba/d',
  ]) {
    it(name, () => {
      const { ours, theirs } = answers(srvsvc, name);
      assert.equal(comparable(ours), comparable(theirs));
    });
  }

  for (const name of ['NetrShareEnum 2', 'NetrShareGetInfo 2']) {
    it(`${name}, when smbd counted nobody but on IPC$`, () => {
      const count = (share: ShareDescription) => ({ ...share, currentUses: share.name === 'IPC$' ? 1 : 0 });
      const shares = () => recordedServer.shares().map(count);
      const { ours, theirs } = answers(createSrvsvc({ ...recordedServer, shares }), name);
      assert.equal(comparable(ours), comparable(theirs));
    });
  }

  for (const level of [100, 101, 102]) {
    it(`NetrServerGetInfo ${level}, but for the name and what the server is`, () => {
      // smbd gives its own name, [MS-SRVS] 3.1.4.17 the one that the client used.
      const { ours, theirs } = answers(srvsvc, `NetrServerGetInfo ${level}`);
      const fixed = level === 100 ? 8 : 28;
      assert.equal(comparable(ours.subarray(0, 16)), comparable(theirs.subarray(0, 16)));
      assert.equal(ours.includes(Buffer.from('127.0.0.1\0', 'utf16le'), fixed), true);
      assert.equal(theirs.includes(Buffer.from('RECORDER\0', 'utf16le'), fixed), true);
      if (level !== 100) assert.ok(ours.includes(Buffer.from('Recording server\0', 'utf16le')));
    });
  }

  for (const level of [0, 1]) {
    it(`NetrSessionEnum ${level}, but for the resume handle at the end`, () => {
      const { ours, theirs } = answers(srvsvc, `NetrSessionEnum ${level}`);
      // smbd leaves the number of entries there, of which [MS-SRVS] 4.1 says that it is irrelevant.
      assert.equal(theirs.readUInt32LE(theirs.length - 8), 1);
      theirs.writeUInt32LE(0, theirs.length - 8);
      assert.equal(comparable(ours), comparable(theirs));
    });
  }

  it('NetrRemoteTOD, but for milliseconds and the tick', () => {
    const { ours, theirs } = answers(srvsvc, 'NetrRemoteTOD');
    const words = (stub: Buffer) => comparable(stub).split(' ');
    const [own, other] = [words(ours), words(theirs)];
    assert.equal(own.length, other.length);
    // Referent, time zone, day, month, year, weekday and status.
    for (const index of [0, 7, 9, 10, 11, 12, 13]) assert.equal(own[index], other[index], `word ${index}`);
  });

  it('NetrWkstaGetInfo 100', () => {
    const { ours, theirs } = answers(wkssvc, 'NetrWkstaGetInfo 100');
    assert.equal(comparable(ours), comparable(theirs));
  });

  it('NetrWkstaGetInfo 101, but for lanroot', () => {
    const { ours, theirs } = answers(wkssvc, 'NetrWkstaGetInfo 101');
    const [own, other] = [comparable(ours).split(' '), comparable(theirs).split(' ')];
    // smbd sends a pointer to an empty string where [MS-WKST] 2.2.5.2 demands NULL.
    assert.deepEqual([own[7], other[7]], ['00000000', 'referent']);
    assert.deepEqual(other.splice(-5, 4), ['01000000', '00000000', '01000000', '00000000']);
    other[7] = '00000000';
    assert.deepEqual(own, other);
  });

  it('an unknown operation and a bad stub', async () => {
    const { opnum } = expectBody(decodePdu(exchange('unknown opnum').request), 'request');
    assert.equal(srvsvc.call(opnum, Buffer.alloc(0), callBy(alice)), undefined);
    const bad = expectBody(decodePdu(exchange('bad stub').request), 'request');
    assert.throws(() => srvsvc.call(bad.opnum, bad.stub, callBy(alice)), { name: 'CodecError' });
  });
});
