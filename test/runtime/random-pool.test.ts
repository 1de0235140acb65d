import assert from 'node:assert/strict';
import { randomPool } from '../../src/runtime/random-pool.js';
import { systemRuntime } from '../../src/runtime/runtime.js';

describe('a pool of random bytes', () => {
  it('gives out every byte of its source once and in order, whatever is asked for', () => {
    const source: Buffer[] = [];
    let next = 0;
    const random = randomPool((bytes) => {
      for (let i = 0; i < bytes.length; i++) bytes[i] = next++ % 251;
      source.push(Buffer.from(bytes));
    });
    const drawn: Buffer[] = [];
    while (source.length < 3) drawn.push(random([8, 4, 32, 16, 1, 0, 256][drawn.length % 7] ?? 0));
    // Bytes that are left over where a draw finds too few are given to nobody.
    const given = Buffer.concat(drawn);
    let at = 0;
    let pool = 0;
    for (const draw of drawn) {
      const whole = source[pool] as Buffer;
      if (at + draw.length > whole.length) {
        pool += 1;
        at = 0;
      }
      assert.deepEqual(draw, (source[pool] as Buffer).subarray(at, at + draw.length));
      at += draw.length;
    }
    assert.equal(pool, 2);
    assert.ok(given.length > 2 * 4096 - 2 * 256);
  });

  it('keeps no byte that it gave out', () => {
    let pool: Buffer = Buffer.alloc(0);
    const random = randomPool((bytes) => {
      bytes.fill(0xa5);
      pool = bytes;
    });
    const drawn = random(16);
    assert.deepEqual(drawn, Buffer.alloc(16, 0xa5));
    assert.deepEqual(pool.subarray(0, 16), Buffer.alloc(16));
    assert.equal(pool[16], 0xa5);
    assert.notEqual(drawn.buffer, pool.buffer);
  });

  it('sends a long draw to its source, and leaves the pool alone', () => {
    const asked: number[] = [];
    const random = randomPool((bytes) => {
      asked.push(bytes.length);
      bytes.fill(asked.length);
    });
    assert.deepEqual(random(257), Buffer.alloc(257, 1));
    assert.deepEqual(random(256), Buffer.alloc(256, 2));
    assert.deepEqual(random(1000), Buffer.alloc(1000, 3));
    assert.deepEqual(random(8), Buffer.alloc(8, 2));
    assert.deepEqual(asked, [257, 4096, 1000]);
  });

  it('is the system’s: no two draws are alike', () => {
    const draws = Array.from({ length: 2000 }, () => systemRuntime.randomBytes(8).toString('hex'));
    assert.equal(new Set(draws).size, draws.length);
  });
});
