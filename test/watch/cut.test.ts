import assert from 'node:assert/strict';
import { assert as check, constantFrom, property, uint8Array, array, oneof } from 'fast-check';
import { cpuClock } from '../support/cpu-clock.js';
import { frame } from '../../src/smb2-codec/index.js';
import { type Cut, MOST_MESSAGES } from '../../src/watch/cut.js';
import { cutHttp } from '../../src/watch/cut-http.js';
import { cutRpc } from '../../src/watch/cut-rpc.js';
import { cutSmb } from '../../src/watch/cut-smb.js';
import { cutTls } from '../../src/watch/cut-tls.js';

const cutters = { smb: cutSmb, rpc: cutRpc, http: cutHttp, tls: cutTls } as const;

/** Every byte is in one message, in order; only the last one may be incomplete. */
function insistOnOrder(cuts: readonly Cut[], length: number): void {
  let place = 0;
  for (const [index, { start, end, title, detail }] of cuts.entries()) {
    assert.equal(start, place);
    assert.ok(end > start && (end <= length || index === cuts.length - 1));
    assert.ok(title.length > 0);
    detail?.();
    place = end;
  }
  assert.ok(cuts.length === 0 ? length === 0 : place >= length);
  assert.ok(cuts.length <= MOST_MESSAGES);
}

/** Pieces that messages begin with, and rubbish. */
const pieces = array(
  oneof(
    uint8Array({ maxLength: 40 }),
    constantFrom(
      Buffer.from(
        'GET / HTTP/1.1\r\nAuthorization: NTLM TlRMTVNTUAABAAAA\r\nTransfer-Encoding: chunked\r\n\r\n',
      ),
      Buffer.from('HTTP/1.1 401 No\r\nContent-Length: 5\r\nWWW-Authenticate: Negotiate oQ==\r\n\r\n'),
      Buffer.from('5\r\nabcde\r\n0\r\n\r\n'),
      Buffer.from('160303000501000001', 'hex'),
      Buffer.from('0300000b', 'hex'),
      Buffer.from('05000b0310000000180008000100000000000000', 'hex'),
      Buffer.from('00000040fe534d42400000000000000001000000', 'hex'),
      frame(Buffer.concat([Buffer.from('fe534d4240', 'hex'), Buffer.alloc(67)])),
      frame(Buffer.concat([Buffer.from('fe534d4241', 'hex'), Buffer.alloc(67)])),
      Buffer.from('85000000', 'hex'),
    ),
  ),
  { maxLength: 12 },
);

describe('watch: cutting bytes into messages', () => {
  const clock = cpuClock();

  it('of SMB names a message whose header cannot be read', () => {
    const header = Buffer.concat([Buffer.from('fe534d4241', 'hex'), Buffer.alloc(67)]);
    const [{ title, detail } = assert.fail()] = cutSmb(frame(header), 'client');
    assert.deepEqual([title, detail?.()], ['SMB2 request', 'it cannot be read']);
  });

  it('of HTTP reads on behind a request with a long target', () => {
    const long = `GET /${'x'.repeat(8000)} HTTP/1.1\r\nAuthorization: Basic x\r\n\r\n`;
    const cuts = cutHttp(Buffer.from(`${long}HEAD / HTTP/1.1\r\n\r\n`), 'client');
    assert.deepEqual(
      cuts.map(({ title, detail }) => [title, detail?.()]),
      [
        ['HTTP GET', 'Basic'],
        ['HTTP HEAD', 'no Authorization'],
      ],
    );
  });

  for (const [name, cut] of Object.entries(cutters)) {
    it(`of ${name} gives every byte to one message, whatever the bytes are`, () => {
      check(
        property(pieces, constantFrom('client' as const, 'server' as const), (parts, from) => {
          const bytes = Buffer.concat(parts);
          insistOnOrder(cut(bytes, from), bytes.length);
        }),
        { numRuns: 1500 },
      );
    });

    it(`of ${name} takes a bounded time for as many bytes as are kept`, () => {
      const full = 256 * 1024;
      for (const piece of [
        '\r\n\r\n',
        'G',
        'GET / HTTP/1.1\r\n\r\n',
        'HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
        `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(9000)}\r\n`,
        '\x85\0\0\0',
        '\x17\x03\x03\0\0',
        '\x05\0\0\x03\x10\0\0\0\x10\0\0\0\0\0\0\0',
      ]) {
        const bytes = Buffer.from(piece.repeat(Math.ceil(full / piece.length)), 'latin1');
        const before = clock();
        insistOnOrder(cut(bytes, 'client'), bytes.length);
        cut(bytes, 'server');
        const spent = clock() - before;
        assert.ok(spent < 200, `${JSON.stringify(piece.slice(0, 20))}: ${spent} ms`);
      }
    });
  }
});
