import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { lossyWriter } from '../../../src/cli/serve/lossy-writer.js';

describe('lossyWriter', () => {
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
      const write = lossyWriter(slow, resolve, 4);
      for (const block of ['one', 'two', 'three', 'four']) write(Buffer.from(block));
      assert.equal(slow.writableLength, 6);
      slow.on('drain', () => write(Buffer.from('five')));
    });
    release();
    release();
    assert.equal(await told, 2);
    assert.deepEqual(written, ['one', 'two', 'five']);
  });
});
