import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';
import { PduStream } from '../../../src/rpc/pdu/index.js';
import { exchange, exchanges } from '../support/recorded.js';

function take(stream: PduStream): Buffer[] {
  const pdus: Buffer[] = [];
  for (let pdu = stream.next(); pdu; pdu = stream.next()) pdus.push(pdu);
  return pdus;
}

describe('rpc/pdu: PDUs from a stream', () => {
  it('come out whole however they are cut', () => {
    const pdus = exchanges.slice(0, 5).map(({ request }) => request);
    const bytes = Buffer.concat(pdus);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const stream = new PduStream(5840);
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const received: Buffer[] = [];
        for (let i = 1; i < bounds.length; i++) {
          stream.push(bytes.subarray(bounds[i - 1], bounds[i]));
          received.push(...take(stream));
        }
        assert.deepEqual(received, pdus);
      }),
    );
  });

  it('are refused as soon as their header says that they are too long or not RPC', () => {
    const header = Buffer.from(exchange('bind').request.subarray(0, 16));
    for (const fragLength of [0, 15, 5841, 0xffff]) {
      const stream = new PduStream(5840);
      header.writeUInt16LE(fragLength, 8);
      stream.push(header);
      assert.throws(() => stream.next(), CodecError);
    }
    const stream = new PduStream(5840);
    stream.push(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    assert.throws(() => stream.next(), CodecError);
  });
});
