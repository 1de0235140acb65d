import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  encodeMessage,
  HEADER_LENGTH,
  linkCompound,
  NEXT_COMMAND_OFFSET,
  splitCompound,
} from '../../src/smb2-codec/index.js';
import { buffer, codecError } from './support.js';

const message = (body: Uint8Array = Buffer.alloc(0)) => encodeMessage({ command: 1 }, (w) => w.bytes(body));

/** Two messages of which the first points `next` bytes ahead. */
function linked(next: number): Buffer {
  const payload = Buffer.concat([message(Buffer.alloc(16)), message()]);
  payload.writeUInt32LE(next, NEXT_COMMAND_OFFSET);
  return payload;
}

describe('[MS-SMB2] 3.3.5.2.7 Compounded requests', () => {
  it('leaves a message alone that is not compounded', () => {
    const payload = message(Buffer.from('abc'));
    assert.equal(splitCompound(payload)[0], payload);
  });

  it('splits what it links, each but the last padded to 8 bytes', () => {
    fc.assert(
      fc.property(fc.array(buffer(40), { minLength: 1, maxLength: 6 }), (bodies) => {
        const messages = linkCompound(bodies.map((body) => message(body)));
        const parts = splitCompound(Buffer.concat(messages));
        assert.deepEqual(parts, messages);
        parts.forEach((part, i) => {
          const last = i === parts.length - 1;
          const body = bodies[i] ?? Buffer.alloc(0);
          const length = HEADER_LENGTH + body.length;
          assert.equal(part.length, last ? length : Math.ceil(length / 8) * 8);
          assert.equal(part.readUInt32LE(NEXT_COMMAND_OFFSET), last ? 0 : part.length);
          assert.deepEqual(part.subarray(HEADER_LENGTH, length), body);
          assert.ok(part.subarray(length).every((byte) => byte === 0));
        });
      }),
    );
  });

  it('refuses NextCommand that is unaligned, inside the header, or at or beyond the end', () => {
    assert.equal(splitCompound(linked(80)).length, 2);
    assert.throws(() => splitCompound(linked(84)), codecError('malformed', 'NextCommand'));
    assert.throws(() => splitCompound(linked(56)), codecError('malformed', 'NextCommand'));
    assert.throws(() => splitCompound(linked(8)), codecError('malformed', 'NextCommand'));
    assert.throws(() => splitCompound(linked(144)), codecError('out-of-range', 'NextCommand'));
    assert.throws(() => splitCompound(linked(0xfffffff8)), codecError('out-of-range', 'NextCommand'));
  });

  it('refuses a part that holds no header, the first one included', () => {
    assert.throws(() => splitCompound(linked(88)), codecError('truncated', 'NextCommand'));
    assert.throws(() => splitCompound(message().subarray(0, 63)), codecError('truncated', 'NextCommand'));
    assert.throws(() => splitCompound(Buffer.alloc(0)), codecError('truncated', 'NextCommand'));
  });
});
