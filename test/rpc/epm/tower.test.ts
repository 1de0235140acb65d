import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeTower, encodeTower } from '../../../src/rpc/epm/tower.js';
import { NDR } from '../../../src/rpc/syntax.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../support/codec-error.js';

/** The tower by which impacket's hept_map asks for srvsvc over TCP. */
const asked = Buffer.from(
  '0500' +
    '13000dc84f324b7016d30112785a47bf6ee188030002000000' +
    '13000d045d888aeb1cc9119fe808002b10486002000200' +
    '0000' +
    '01000b02000000' +
    '0100070200' +
    '0000' +
    '01000904007f000001',
  'hex',
);

const tcp = { protocol: 'ncacn_ip_tcp', port: 0x1234, address: Buffer.of(192, 0, 2, 7) } as const;
const pipe = { protocol: 'ncacn_np', pipe: '\\PIPE\\srvsvc', host: 'FILES' } as const;

describe('rpc/epm: C706 appendix L towers', () => {
  it('of a client says which interface it wants, and how', () => {
    assert.deepEqual(decodeTower(asked), {
      abstractSyntax: SRVSVC,
      transferSyntax: NDR,
      protocol: 'ncacn_ip_tcp',
    });
  });

  it('for TCP has the port in the order of the network, and the address', () => {
    const tower = encodeTower(SRVSVC, NDR, tcp);
    assert.deepEqual(tower.subarray(0, -16), asked.subarray(0, -16));
    assert.equal(tower.subarray(-16).toString('hex'), '010007020012340100090400c0000207');
  });

  it('for a named pipe has its name and the computer', () => {
    const tower = encodeTower(SRVSVC, NDR, pipe);
    assert.equal(decodeTower(tower).protocol, 'ncacn_np');
    const end = Buffer.concat([
      Buffer.from('01000f0d00', 'hex'),
      Buffer.from('\\PIPE\\srvsvc\0'),
      Buffer.from('0100110600', 'hex'),
      Buffer.from('FILES\0'),
    ]);
    assert.deepEqual(tower.subarray(-end.length), end);
  });

  it('of another protocol is none that is known', () => {
    for (const [offset, protocol] of [
      [asked.length - 16 + 2, 0x08],
      [asked.length - 23 + 2, 0x0a],
    ] as const) {
      const other = Buffer.from(asked);
      other[offset] = protocol;
      assert.equal(decodeTower(other).protocol, undefined);
    }
  });

  it('cut short is refused', () => {
    refusesEveryPrefix(asked, decodeTower);
  });

  it('with too many floors, or too few, is refused', () => {
    for (const count of [0, 2, 9, 0xffff]) {
      const wrong = Buffer.from(asked);
      wrong.writeUInt16LE(count);
      assert.throws(() => decodeTower(wrong), { name: 'CodecError' }, `${count}`);
    }
  });

  it('of any bytes is read or refused', () => {
    fc.assert(fc.property(buffer(200), (bytes) => throwsOnlyCodecError(() => decodeTower(bytes))));
  });
});
