import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Rc4, rc4 } from '../../src/crypto/rc4.js';

describe('RC4', () => {
  /** Key stream at offsets 0, 240 and 4096. */
  const vectors: readonly [key: string, ...stream: string[]][] = [
    [
      '0102030405',
      'b2396305f03dc027ccc3524a0a1118a8',
      '28cb1132c96ce286421dcaadb8b69eae',
      'ff25b58995996707e51fbdf08b34d875',
    ],
    [
      '01020304050607',
      '293f02d47f37c9b633f2af5285feb46b',
      '914f02531c9218810df60f67e338154c',
      'e74b0b9731227fd37c0ec08a47ddd8b8',
    ],
    [
      '0102030405060708',
      '97ab8a1bf0afb96132f2f67258da15a8',
      '9636ebc9841926f4f7d1f362bddf6e18',
      '3fb46e2c8f0f068edce8cdcd7dfc5862',
    ],
    [
      '0102030405060708090a0b0c0d0e0f10',
      '9ac7cc9a609d1ef7b2932899cde41b97',
      '065902e4b620f6cc36c8589f66432f2b',
      'a36a4c301ae8ac13610ccbc12256cacc',
    ],
    [
      'ebb46227c6cc8b37641910833222772a',
      '720c94b63edf44e131d950ca211a5a30',
      'b3394a40aabf75cba42282ef25a0059f',
      '5bbeb4787d59e5373fdbea6c6f75c29b',
    ],
  ];

  for (const [key, ...expected] of vectors) {
    it(`RFC 6229: key ${key}`, () => {
      const stream = rc4(Buffer.from(key, 'hex'), Buffer.alloc(4112));
      const actual = [0, 240, 4096].map((offset) => stream.subarray(offset, offset + 16).toString('hex'));
      assert.deepEqual(actual, expected);
    });
  }

  it('goes on where the last call ended', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(bytes, bytes, bytes, (key, first, second) => {
        const stream = new Rc4(key);
        const parts = Buffer.concat([stream.update(first), stream.update(second)]);
        assert.deepEqual(parts, rc4(key, Buffer.concat([first, second])));
      }),
    );
  });
});
