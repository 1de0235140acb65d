import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import { Channel } from '../../../src/cli/workers/channel.js';
import { FrameReader, textFrame } from '../../../src/cli/workers/frames.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('cli: the channel between the primary and a worker', () => {
  function start({ reads = true, take = (_text: string): void => {} } = {}) {
    const told: string[] = [];
    const sent: string[] = [];
    const reader = new FrameReader(
      () => Infinity,
      ({ kind, payload }) => sent.push(`${kind} ${payload.toString()}`),
    );
    const stream = new Duplex({
      allowHalfOpen: false,
      read: () => {},
      write: (chunk: Buffer, _encoding, written) => {
        reader.push(chunk);
        if (reads) written();
      },
    });
    const channel = new Channel(stream, {
      longest: () => 100,
      take: ({ kind, payload }) => {
        take(payload.toString());
        told.push(`${kind} ${payload.toString()}`);
      },
      mistrust: () => told.push('mistrusted'),
      stuck: (bytes) => told.push(`stuck ${bytes}`),
      lost: () => told.push('lost'),
    });
    return { channel, stream, told, sent };
  }

  it('carries texts and bytes', async () => {
    const { channel, stream, told, sent } = start();
    channel.sendText('message', '{}');
    channel.sendBytes('lines', Buffer.from('ü\n'));
    stream.push(textFrame('shared', '[]'));
    await turn();
    assert.deepEqual([told, sent], [['shared []'], ['message {}', 'lines ü\n']]);
  });

  for (const [title, bytes] of Object.entries({
    'no frame': Buffer.from('garbage'),
    'a frame that is too long': textFrame('message', ' '.repeat(101)),
    'what is no JSON': textFrame('message', '{'),
  })) {
    it(`ends when the other end sends ${title}, and hears nothing behind it`, async () => {
      const { stream, told, channel, sent } = start({ take: JSON.parse });
      stream.push(Buffer.concat([textFrame('message', '1'), bytes, textFrame('message', '2')]));
      stream.push(textFrame('message', '3'));
      await turn();
      assert.deepEqual(told, ['message 1', 'mistrusted', 'lost']);
      channel.sendText('message', '4');
      assert.deepEqual(sent, []);
    });
  }

  it('keeps no more than eight megabytes for an end that does not read, and says how many', async () => {
    const { channel, told, sent } = start({ reads: false });
    const text = ' '.repeat(1024 * 1024);
    for (let message = 0; message < 20; message++) channel.sendText('message', text);
    const [stuck, ...more] = told;
    assert.match(stuck ?? '', /^stuck \d+$/);
    assert.deepEqual(more, []);
    const bytes = Number(stuck?.slice(6));
    assert.ok(bytes > 8 * 1024 * 1024 && bytes < 10 * 1024 * 1024, `${bytes}`);
    assert.equal(sent.length, 1);
    channel.close();
    await turn();
    assert.deepEqual(told, [stuck, 'lost']);
  });

  it('is lost when the other end ends it, also one that does not read', async () => {
    const { channel, stream, told } = start({ reads: false });
    channel.sendText('message', '{}');
    stream.push(null);
    await turn();
    await turn();
    assert.deepEqual(told, ['lost']);
    await channel.finish();
  });

  it('is finished when everything has left', async () => {
    const { channel, told, sent } = start();
    channel.sendText('message', '{}');
    await channel.finish();
    assert.deepEqual([sent, told], [['message {}'], ['lost']]);
  });
});
