import assert from 'node:assert/strict';
import type { WireMessage } from '../../../src/shared-state/wire.js';
import { EnvelopedWire } from '../../../src/cli/workers/enveloped-wire.js';

describe('cli: a wire inside a channel', () => {
  function start() {
    const heard: unknown[] = [];
    const sent: WireMessage[] = [];
    let closed = 0;
    const wire = new EnvelopedWire(
      (message) => sent.push(message),
      () => closed++,
    );
    const receiver = { message: (message: unknown) => heard.push(message), lost: () => heard.push('lost') };
    return { wire, heard, sent, receiver, closed: () => closed };
  }

  it('gives its receiver what came before there was one, in order', () => {
    const { wire, heard, receiver } = start();
    wire.receive(1);
    wire.receive(2);
    wire.open(receiver);
    wire.receive(3);
    assert.deepEqual(heard, [1, 2, 3]);
  });

  it('tells once that it is lost, and carries nothing afterwards', () => {
    const { wire, heard, sent, receiver } = start();
    wire.open(receiver);
    wire.lose();
    wire.lose();
    wire.receive(1);
    wire.send([['word', 0]]);
    assert.deepEqual([heard, sent], [['lost'], []]);
  });

  it('that was lost before there was a receiver tells it so', () => {
    const { wire, heard, receiver } = start();
    wire.receive(1);
    wire.lose();
    wire.open(receiver);
    assert.deepEqual(heard, [1, 'lost']);
  });

  it('ends the channel when more comes than can wait for a receiver', () => {
    const { wire, heard, receiver, closed } = start();
    for (let message = 0; message < 64; message++) wire.receive(message);
    assert.equal(closed(), 0);
    wire.receive(64);
    assert.equal(closed(), 1);
    wire.open(receiver);
    assert.equal(heard.at(-1), 'lost');
  });

  it('ends the channel when it is closed', () => {
    const { wire, heard, receiver, closed } = start();
    wire.open(receiver);
    wire.close();
    assert.deepEqual(heard, ['lost']);
    assert.equal(closed(), 1);
  });
});
