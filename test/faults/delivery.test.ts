import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { DeliveryAction } from '../../src/faults/actions/delivery.js';
import type { FaultCondition } from '../../src/faults/fault.js';
import {
  Command,
  decodeHeader,
  encodeSessionSetupRequest,
  encodeMessage,
  frame,
  FrameSplitter,
} from '../../src/smb2-codec/index.js';
import { serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { until } from '../support/until.js';
import { Watcher } from './support/watcher.js';

const negotiateFrame = Watcher.negotiate;

/** Its token is none, so that it is refused. */
const setupFrame = frame(
  encodeMessage({ command: Command.SESSION_SETUP, messageId: 1n }, (w) =>
    encodeSessionSetupRequest(w, {
      flags: 0,
      securityMode: 1,
      capabilities: 0,
      previousSessionId: 0n,
      securityBuffer: Buffer.from('nothing'),
    }),
  ),
);

/** A server with a fault at its answers to NEGOTIATE, whose timers the test drives. */
async function serveWith(
  what: DeliveryAction | readonly DeliveryAction[],
  when: Partial<FaultCondition> = {},
) {
  const runtime = new HandDrivenRuntime();
  const fixture = await serve(
    { faults: [{ name: 'odd', when: { step: 'negotiate', ...when }, what }] },
    runtime,
  );
  const open = (...frames: readonly Buffer[]): Watcher => {
    const watcher = new Watcher(fixture.port);
    watcher.socket.write(Buffer.concat(frames));
    return watcher;
  };
  return { ...fixture, runtime, open };
}

/** The answer as it is without a fault; all but times and chance is the same each time. */
async function properAnswer(): Promise<Buffer> {
  await using fixture = await serve({}, new HandDrivenRuntime());
  using watcher = new Watcher(fixture.port);
  watcher.socket.write(negotiateFrame);
  await until('it happens', () => watcher.bytes.length > 0);
  return watcher.bytes;
}

describe('delivery of SMB2 answers', () => {
  it('delay: not a byte leaves before, and later answers keep their place behind', async () => {
    await using fixture = await serveWith({ do: 'delay', milliseconds: 5000 });
    using watcher = fixture.open(negotiateFrame, setupFrame);
    await fixture.runtime.timers(5000);
    fixture.runtime.advance(4999);
    using other = fixture.open();
    await once(other.socket, 'connect');
    assert.equal(watcher.bytes.length, 0);
    fixture.runtime.advance(1);
    const splitter = new FrameSplitter(0xff_ffff);
    await until('it happens', () => watcher.bytes.length > 300);
    const order = [...splitter.push(watcher.bytes)].map(({ payload }) => decodeHeader(payload).messageId);
    assert.deepEqual(order, [0n, 1n]);
  });

  it('split and drip: the same bytes, each piece in its time', async () => {
    const whole = await properAnswer();
    for (const [what, size, pause] of [
      [{ do: 'split', bytes: 100, milliseconds: 7 }, 100, 7],
      [{ do: 'drip', milliseconds: 11 }, 1, 11],
    ] as const) {
      await using fixture = await serveWith(what);
      using watcher = fixture.open(negotiateFrame);
      for (let sent = size; sent < whole.length; sent += size) {
        await fixture.runtime.timers(pause);
        await until('it happens', () => watcher.bytes.length === sent);
        fixture.runtime.advance(pause);
      }
      await until('it happens', () => watcher.bytes.length === whole.length);
      assert.equal(fixture.runtime.running(pause), 0);
      assert.deepEqual(watcher.bytes, whole);
    }
  });

  it('truncate: so many bytes, and the connection goes on', async () => {
    await using fixture = await serveWith({ do: 'truncate', bytes: 10 });
    using watcher = fixture.open(negotiateFrame, setupFrame);
    await until('it happens', () => watcher.bytes.length > 10);
    const whole = await properAnswer();
    assert.deepEqual(watcher.bytes.subarray(0, 10), whole.subarray(0, 10));
    assert.equal(decodeHeader(watcher.bytes.subarray(14)).messageId, 1n);
  });

  it('oversize: the length says more than follows, or zeros follow that it counts', async () => {
    const whole = await properAnswer();
    {
      await using fixture = await serveWith([
        { do: 'oversize', bytes: 1000 },
        { do: 'close', after: true },
      ]);
      using watcher = fixture.open(negotiateFrame);
      await until('it happens', () => watcher.ended);
      assert.equal(watcher.bytes.readUInt32BE(), whole.length - 4 + 1000);
      assert.deepEqual(watcher.bytes.subarray(4), whole.subarray(4));
    }
    await using fixture = await serveWith({ do: 'oversize', bytes: 9, part: 'padding' });
    using watcher = fixture.open(negotiateFrame);
    await until('it happens', () => watcher.bytes.length === whole.length + 9);
    assert.equal(watcher.bytes.readUInt32BE(), whole.length - 4 + 9);
    assert.deepEqual(watcher.bytes.subarray(whole.length), Buffer.alloc(9));
  });

  it('garbage: as many other bytes, with the right length', async () => {
    const whole = await properAnswer();
    await using fixture = await serveWith({ do: 'garbage' });
    using watcher = fixture.open(negotiateFrame);
    await until('it happens', () => watcher.bytes.length === whole.length);
    assert.deepEqual(watcher.bytes.subarray(0, 4), whole.subarray(0, 4));
    assert.notDeepEqual(watcher.bytes.subarray(4, 8), whole.subarray(4, 8));
  });

  it('close, half-close, reset: instead of the answer, or behind it', async () => {
    const whole = await properAnswer();
    for (const name of ['close', 'half-close', 'reset'] as const) {
      for (const after of [false, true]) {
        await using fixture = await serveWith({ do: name, after });
        const completed = fixture.server.next('attempt-completed');
        using watcher = fixture.open(negotiateFrame);
        await until('it happens', () => watcher.ended || watcher.error !== undefined);
        // A reset may overtake the bytes in front of it.
        if (name !== 'reset') assert.deepEqual(watcher.bytes, after ? whole : Buffer.alloc(0));
        // Behind bytes, Node.js takes the reset for an end.
        assert.equal(watcher.error, name === 'reset' && !after ? 'ECONNRESET' : undefined);
        watcher.socket.end();
        const { faults } = await completed;
        const effect = after ? `${name} behind the answer` : name;
        assert.deepEqual(faults, [{ name: 'odd', step: 'negotiate', effect }]);
      }
    }
  });

  it('half-close: requests are still read', async () => {
    await using fixture = await serveWith({ do: 'half-close' });
    using watcher = fixture.open(negotiateFrame);
    await until('it happens', () => watcher.ended);
    const completed = fixture.server.next('attempt-completed');
    watcher.socket.end(setupFrame);
    assert.equal((await completed).verdict, 'unfinished');
  });

  it('stall: nothing leaves, later answers included, until a time limit ends the connection', async () => {
    await using fixture = await serveWith({ do: 'stall' });
    using watcher = fixture.open(negotiateFrame, setupFrame);
    await until('it happens', () => [...fixture.server.faults][0]?.happened === 1);
    fixture.runtime.advance(44_000);
    using other = fixture.open();
    await once(other.socket, 'connect');
    assert.deepEqual([watcher.bytes.length, watcher.ended], [0, false]);
    fixture.runtime.advance(2000);
    await until('it happens', () => watcher.ended);
    assert.equal(watcher.bytes.length, 0);
    assert.equal(fixture.limitHits.get('authenticationSeconds'), 1);
  });

  it('truncate with an end: the bytes that it lets out, and then the end', async () => {
    await using fixture = await serveWith([
      { do: 'delay', milliseconds: 40 },
      { do: 'truncate', bytes: 20 },
      { do: 'close' },
    ]);
    using watcher = fixture.open(negotiateFrame);
    await fixture.runtime.timers(40);
    fixture.runtime.advance(40);
    await until('it happens', () => watcher.ended);
    assert.equal(watcher.bytes.length, 20);
  });

  it('bytes that wait are counted: a peer with too many is not served, and in the end dropped', async () => {
    const runtime = new HandDrivenRuntime();
    await using fixture = await serve(
      {
        limits: { queuedBytes: 200 },
        faults: [{ when: { step: 'negotiate' }, what: { do: 'delay', milliseconds: 80_000 } }],
      },
      runtime,
    );
    using watcher = new Watcher(fixture.port);
    watcher.socket.write(negotiateFrame);
    await runtime.timers(80_000);
    runtime.advance(61_000);
    await until('it happens', () => watcher.socket.readableEnded || watcher.error !== undefined);
    assert.equal(watcher.bytes.length, 0);
    assert.equal(fixture.limitHits.get('slowReaderSeconds'), 1);
    await until('it happens', () => runtime.running(80_000) === 0);
  });

  it('close() of the server ends connections whose bytes wait', async () => {
    const fixture = await serveWith({ do: 'drip', milliseconds: 60_000 });
    using watcher = fixture.open(negotiateFrame);
    await until('it happens', () => watcher.bytes.length === 1);
    await fixture[Symbol.asyncDispose]();
    await until('it happens', () => watcher.ended || watcher.error !== undefined);
    assert.equal(watcher.bytes.length, 1);
    assert.equal(fixture.runtime.running(60_000), 0);
  });
});
