import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import { RequestAssembly } from '../../src/credssp/index.js';
import {
  decodeTsRequest,
  encodeTsRequest,
  type TsRequest,
  versionOfRequest,
} from '../../src/credssp/ts-request.js';
import { der } from '../../src/der/der.js';
import { integer, octets, fields } from '../support/credssp-client.js';

/** FreeRDP's first request: version 6, a NEGOTIATE of 40 bytes, a nonce. */
const first: TsRequest = {
  version: 6,
  negoTokens: Buffer.concat([Buffer.from('NTLMSSP\0\u0001\0\0\0', 'latin1'), Buffer.alloc(28, 0xb2)]),
  clientNonce: Buffer.alloc(32, 0x6e),
};

const full: TsRequest = {
  ...first,
  authInfo: Buffer.from('a'),
  pubKeyAuth: Buffer.alloc(300, 1),
  errorCode: 0xc000006d,
};

function codeOf(bytes: Buffer): string {
  try {
    decodeTsRequest(bytes);
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    return error.code;
  }
  return 'read';
}

describe('credssp/ts-request: [MS-CSSP] 2.2.1', () => {
  it('has the bytes of FreeRDP', () => {
    const token = Buffer.from(first.negoTokens ?? []).toString('hex');
    const expected =
      `305b a003020106 a130 302e 302c a02a 0428 ${token} a522 0420 ${'6e'.repeat(32)}`.replaceAll(' ', '');
    assert.equal(encodeTsRequest(first).toString('hex'), expected);
  });

  it('reads what it writes, errorCode in four octets', () => {
    for (const request of [first, full, { version: 2 }, { version: 96, pubKeyAuth: Buffer.alloc(0) }]) {
      assert.deepEqual(decodeTsRequest(encodeTsRequest(request)), request);
    }
    assert.ok(encodeTsRequest(full).includes(Buffer.from('a4060204c000006d', 'hex')));
    assert.equal(
      decodeTsRequest(
        fields(integer(6), undefined, undefined, undefined, Buffer.from('020500c000006d', 'hex')),
      ).errorCode,
      0xc000006d,
    );
  });

  it('takes the long lengths of rdesktop, and fields of versions to come', () => {
    const long = Buffer.from('3082 0012 a08200 03020106 a3820007 04820003 010203'.replaceAll(' ', ''), 'hex');
    assert.deepEqual(decodeTsRequest(long), { version: 6, pubKeyAuth: Buffer.from([1, 2, 3]) });
    const later = der(0x30, der(0xa0, integer(7)), der(0xa6, octets(Buffer.of(1))));
    assert.deepEqual(decodeTsRequest(later), { version: 7 });
  });

  it('is refused where it is cut, at each byte', () => {
    const bytes = encodeTsRequest(full);
    for (let length = 0; length < bytes.length; length++)
      assert.notEqual(codeOf(bytes.subarray(0, length)), 'read');
    assert.equal(codeOf(Buffer.concat([bytes, Buffer.of(0)])), 'truncated');
    assert.equal(codeOf(Buffer.concat([bytes, Buffer.from('0500', 'hex')])), 'malformed');
  });

  it('each flip is read or refused, and nothing else', () => {
    const bytes = encodeTsRequest(full);
    for (let at = 0; at < bytes.length; at++)
      for (const bit of [1, 0x20, 0x80]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ bit;
        codeOf(flipped);
      }
  });

  it('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void codeOf(Buffer.from(bytes))));
  });

  it('refuses other forms', () => {
    const version = der(0xa0, integer(6));
    const nego = (...tokens: readonly Buffer[]) => der(0xa1, der(0x30, ...tokens));
    const token = fields(octets(Buffer.of(1)));
    const wrong: readonly [string, Buffer][] = [
      ['no version', der(0x30, nego(token))],
      ['two versions', der(0x30, version, version)],
      ['a negative version', fields(integer(-1))],
      ['no token in negoTokens', der(0x30, version, nego())],
      ['two tokens', der(0x30, version, nego(token, token))],
      [
        'a token with something beside it',
        der(0x30, version, nego(fields(octets(Buffer.of(1)), integer(1)))),
      ],
      ['fields out of order', der(0x30, version, der(0xa3, octets(Buffer.of(1))), nego(token))],
      ['two authInfo', der(0x30, version, der(0xa2, octets(Buffer.of(1))), der(0xa2, octets(Buffer.of(2))))],
      ['a nonce of 31 bytes', der(0x30, version, der(0xa5, octets(Buffer.alloc(31))))],
      ['a nonce of 33 bytes', der(0x30, version, der(0xa5, octets(Buffer.alloc(33))))],
      ['an errorCode of 5 octets', der(0x30, version, der(0xa4, Buffer.from('02050100000000', 'hex')))],
      ['an indefinite length', Buffer.from('3080a0030201060000', 'hex')],
      ['a length of five octets', Buffer.from('30850000000005a003020106', 'hex')],
      ['deep nesting', nested(40)],
      ['a SET', der(0x31, version)],
    ];
    for (const [name, bytes] of wrong) assert.notEqual(codeOf(bytes), 'read', name);
    assert.equal(versionOfRequest(Buffer.from('3000', 'hex')), 0);
    assert.equal(versionOfRequest(fields(integer(96))), 96);
  });
});

describe('credssp/request-assembly', () => {
  const one = encodeTsRequest(full);
  const two = encodeTsRequest(first);

  function codeOfNext(bytes: Buffer, limit = 0x10000): string {
    const requests = new RequestAssembly();
    requests.add(bytes);
    try {
      return requests.next(limit) === undefined ? 'waits' : 'read';
    } catch (error) {
      assert.ok(error instanceof CodecError);
      return error.code;
    }
  }

  it('cuts requests in pieces of any length', () => {
    const all = Buffer.concat([one, two, one]);
    for (const length of [1, 2, 3, 7, 100, 500, all.length]) {
      const requests = new RequestAssembly();
      const found: Buffer[] = [];
      for (let at = 0; at < all.length; at += length) {
        requests.add(all.subarray(at, at + length));
        for (let next = requests.next(0x10000); next; next = requests.next(0x10000)) found.push(next);
      }
      assert.deepEqual(found, [one, two, one]);
      assert.equal(requests.heldLength, 0);
    }
  });

  it('keeps what follows, for the protocol above', () => {
    const requests = new RequestAssembly();
    requests.add(Buffer.concat([two, Buffer.from('0300', 'hex')]));
    assert.deepEqual(requests.next(0x10000), two);
    assert.equal(requests.heldLength, 2);
    assert.deepEqual(requests.take(), Buffer.from('0300', 'hex'));
    assert.equal(requests.heldLength, 0);
  });

  it('refuses by its header: 2 GB, more than the limit, another tag', () => {
    assert.equal(codeOfNext(Buffer.from('308480000000', 'hex')), 'out-of-range');
    assert.equal(codeOfNext(Buffer.from('30847fffffff', 'hex')), 'out-of-range');
    assert.equal(codeOfNext(Buffer.from('30847fff', 'hex')), 'waits');
    assert.equal(codeOfNext(Buffer.from('3082ffff', 'hex')), 'out-of-range');
    assert.equal(codeOfNext(Buffer.from('3082ffff', 'hex'), 0x20000), 'waits');
    assert.equal(codeOfNext(Buffer.from('3080', 'hex')), 'malformed');
    assert.equal(codeOfNext(Buffer.from('30ff', 'hex')), 'out-of-range');
    assert.equal(codeOfNext(Buffer.from('0300', 'hex')), 'bad-constant');
    assert.equal(codeOfNext(Buffer.from('30', 'hex')), 'waits');
  });
});

function nested(depth: number): Buffer {
  return depth === 0 ? Buffer.alloc(0) : der(0x30, nested(depth - 1));
}
