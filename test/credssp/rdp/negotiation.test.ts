import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';
import {
  answerNegotiation,
  encodeAuthorizationResult,
  encodeConnectionConfirm,
} from '../../../src/credssp/rdp/connection-confirm.js';
import {
  type ConnectionRequest,
  decodeConnectionRequest,
  encodeConnectionRequest,
} from '../../../src/credssp/rdp/connection-request.js';
import { tpktLength } from '../../../src/credssp/rdp/tpkt.js';

/** [MS-RDPBCGR] 4.1.1, the Connection Request of a client. */
const example = Buffer.from(
  `0300002c 27e00000000000 ${Buffer.from('Cookie: mstshash=eltons\r\n').toString('hex')} 0100080000000000`.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

function codeOf(bytes: Buffer): string {
  try {
    decodeConnectionRequest(bytes);
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    return error.code;
  }
  return 'read';
}

describe('credssp/rdp: [MS-RDPBCGR] 2.2.1.1', () => {
  it('4.1.1: the example', () => {
    assert.equal(tpktLength(example), example.length);
    const request = { cookie: 'eltons', negotiation: { flags: 0, requestedProtocols: 0 } };
    assert.deepEqual(decodeConnectionRequest(example), request);
    assert.deepEqual(encodeConnectionRequest(request), example);
  });

  it('a cookie or a routing token, with and without RDP_NEG_REQ and correlation information', () => {
    const negotiation = { flags: 0, requestedProtocols: 0xb };
    const correlationId = Buffer.alloc(16, 0x43);
    const requests: readonly ConnectionRequest[] = [
      {},
      { negotiation },
      { cookie: 'nmap' },
      { cookie: '' },
      { routingToken: 'Cookie: msts=3640205228.15629.0000', negotiation },
      { routingToken: 'tsv://MS Terminal Services Plugin.1.Farm', cookie: 'alice', negotiation },
      { cookie: 'alice', negotiation: { flags: 8, requestedProtocols: 3, correlationId } },
    ];
    for (const request of requests)
      assert.deepEqual(decodeConnectionRequest(encodeConnectionRequest(request)), request);
  });

  it('is refused where it is cut, at each byte, and with bytes behind it', () => {
    for (let length = 0; length < example.length; length++)
      assert.notEqual(codeOf(example.subarray(0, length)), 'read');
    assert.notEqual(codeOf(Buffer.concat([example, Buffer.of(0)])), 'read');
  });

  it('refuses another TPDU, a text without its end, and fields of another length', () => {
    const changed = (at: number, value: number): Buffer => {
      const bytes = Buffer.from(example);
      bytes[at] = value;
      return bytes;
    };
    assert.equal(codeOf(changed(5, 0xf0)), 'bad-constant');
    assert.equal(codeOf(changed(5, 0xe1)), 'read');
    assert.equal(codeOf(changed(34, 0x20)), 'malformed');
    assert.equal(codeOf(changed(36, 0x20)), 'malformed');
    assert.equal(codeOf(changed(38, 9)), 'bad-constant');
    assert.equal(codeOf(changed(37, 8)), 'truncated');
  });

  it('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void codeOf(Buffer.from(bytes))));
  });

  it('the length of TPKT: at least 11 bytes, and no more than X.224 can count', () => {
    const header = (length: number) => Buffer.from([3, 0, length >> 8, length & 0xff]);
    assert.equal(tpktLength(Buffer.of(3, 0)), undefined);
    assert.equal(tpktLength(header(11)), 11);
    assert.equal(tpktLength(header(259)), 259);
    for (const wrong of [header(10), header(260), header(0xffff), Buffer.of(2)])
      assert.throws(() => tpktLength(wrong), CodecError);
  });
});

describe('credssp/rdp: [MS-RDPBCGR] 2.2.1.2', () => {
  const answerTo = (requestedProtocols: number) =>
    answerNegotiation({ negotiation: { flags: 0, requestedProtocols } });

  it('chooses CredSSP with the early result before CredSSP without it, and nothing else', () => {
    for (const asked of [8, 0xb, 0x1f]) assert.deepEqual(answerTo(asked), { selectedProtocol: 8 });
    for (const asked of [2, 3, 7, 0x13]) assert.deepEqual(answerTo(asked), { selectedProtocol: 2 });
    for (const asked of [0, 1, 4, 0x15, 0xffff_fff5]) assert.deepEqual(answerTo(asked), { failureCode: 5 });
    assert.deepEqual(answerNegotiation({ cookie: 'alice' }), {});
  });

  it('4.1.2: has the bytes of the example, and those of a failure', () => {
    const hex = (answer: Parameters<typeof encodeConnectionConfirm>[0]) =>
      encodeConnectionConfirm(answer)?.toString('hex');
    assert.equal(hex({ selectedProtocol: 2 }), '030000130ed000001234000200080002000000');
    assert.equal(hex({ failureCode: 5 }), '030000130ed000001234000300080005000000');
    assert.equal(hex({}), undefined);
  });

  it('2.2.1.2.1: tells a client of Remote Credential Guard, and no other, that its credentials are taken', () => {
    const answer = (flags: number, value: Parameters<typeof encodeConnectionConfirm>[0]) =>
      encodeConnectionConfirm(value, flags)?.toString('hex');
    const chosen = { selectedProtocol: 8 };
    for (const flags of [2, 3, 0xa])
      assert.equal(answer(flags, chosen), '030000130ed000001234000210080008000000');
    for (const flags of [0, 1, 8])
      assert.equal(answer(flags, chosen), '030000130ed000001234000200080008000000');
    assert.equal(answer(2, { failureCode: 5 }), '030000130ed000001234000300080005000000');
  });

  it('2.2.10.2: the Early User Authorization Result', () => {
    assert.equal(encodeAuthorizationResult(true).toString('hex'), '00000000');
    assert.equal(encodeAuthorizationResult(false).toString('hex'), '05000000');
  });
});
