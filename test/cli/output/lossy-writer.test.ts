import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { LossyWriter } from '../../../src/cli/output/lossy-writer.js';

describe('LossyWriter', () => {
  it('leaves whole blocks out while too much waits, and tells how many once there is room', async () => {
    const written: string[] = [];
    let release = (): void => {};
    const slow = new Writable({
      highWaterMark: 1,
      write: (block: Buffer, _encoding, done) => {
        written.push(block.toString());
        release = done;
      },
    });
    const told = new Promise<number>((resolve) => {
      const writer = new LossyWriter(slow, 4, resolve);
      for (const block of ['one', 'two', 'three', 'four']) writer.write(Buffer.from(block));
      assert.equal(slow.writableLength, 6);
      slow.on('drain', () => writer.write(Buffer.from('five')));
    });
    release();
    release();
    assert.equal(await told, 2);
    assert.deepEqual(written, ['one', 'two', 'five']);
  });
});
