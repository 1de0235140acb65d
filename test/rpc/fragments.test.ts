import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { HeldBytes } from '../../src/runtime/held-bytes.js';
import { encodePdu, FaultStatus, PfcFlags } from '../../src/rpc/pdu/index.js';
import { bound, isClosed, request, setUp } from './support/echo-client.js';
import { ECHO, opnums } from './support/echo-service.js';
import { bindOf, expectBody, expectFault } from './support/rpc-client.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** Answers of 1,024 bytes that may wait: 64 KB, and the one that is over it. */
const ANSWERS_HELD = 65;

describe('rpc: fragments', () => {
  it('of requests are put together, of responses cut to what the client takes', async () => {
    const sizes = fc.tuple(
      fc.nat(9000),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1432, max: 9000 }),
    );
    await fc.assert(
      fc.asyncProperty(sizes, async ([length, fragmentSize, maxRecvFrag]) => {
        const { client } = setUp();
        await client.send({ ...bindOf(ECHO), maxRecvFrag });
        const stub = Buffer.from(Array.from({ length }, (_, index) => index & 0xff));
        const answers = await client.request(opnums.echo, stub, fragmentSize);
        let rest = length;
        answers.forEach((pdu, index) => {
          const body = expectBody(pdu, 'response');
          const first = index === 0 ? PfcFlags.FIRST_FRAG : 0;
          const last = index === answers.length - 1 ? PfcFlags.LAST_FRAG : 0;
          assert.equal(pdu.flags, first | last);
          assert.ok(pdu.raw.length <= Math.min(maxRecvFrag, 5840));
          // [MS-RPCE] 2.2.2.6: what is still to come.
          assert.equal(body.allocHint, rest);
          rest -= body.stub.length;
        });
        assert.equal(rest, 0);
        const whole = answers.map((pdu) => expectBody(pdu, 'response').stub);
        assert.deepEqual(Buffer.concat(whole), stub);
      }),
      { numRuns: 60 },
    );
  });

  it('may arrive in any pieces', async () => {
    const { client } = await bound();
    const bytes = Buffer.concat(client.fragments(opnums.echo, Buffer.from('abcdefghij'), 3));
    for (let at = 0; at < bytes.length - 1; at++) {
      assert.deepEqual(await client.exchange(bytes.subarray(at, at + 1)), []);
    }
    const [response] = await client.exchange(bytes.subarray(-1));
    assert.deepEqual(expectBody(response, 'response').stub, Buffer.from('abcdefghij'));
  });

  it('of one call must agree, and calls must not be mixed', async () => {
    const fragment = (callId: number, flags: number, contextId: number, opnum: number) =>
      encodePdu({ flags, callId, body: request(opnum, Buffer.alloc(1), contextId) });
    const wrong: readonly [number, number, number, number][] = [
      [2, PfcFlags.LAST_FRAG, 0, 0],
      [1, PfcFlags.LAST_FRAG, 1, 0],
      [1, PfcFlags.LAST_FRAG, 0, 1],
      [1, PfcFlags.FIRST_FRAG, 0, 0],
      [2, WHOLE, 0, 0],
    ];
    for (const second of wrong) {
      const { client } = await bound();
      assert.deepEqual(await client.exchange(fragment(1, PfcFlags.FIRST_FRAG, 0, 0)), []);
      const [fault] = await client.exchange(fragment(...second));
      expectFault(fault, FaultStatus.PROTOCOL_ERROR);
    }
  });

  it('[MS-RPCE] 3.3.3.5.6 of a call that was given up are passed over, of ancient calls not', async () => {
    const { client } = await bound();
    const fragment = (callId: number, flags: number) =>
      encodePdu({ flags, callId, body: request(opnums.echo, Buffer.alloc(1)) });
    assert.deepEqual(await client.exchange(fragment(500, PfcFlags.FIRST_FRAG)), []);
    await client.exchange(encodePdu({ flags: WHOLE, callId: 500, body: { kind: 'orphaned' } }));
    assert.deepEqual(await client.exchange(fragment(500, PfcFlags.LAST_FRAG)), []);
    assert.deepEqual(await client.exchange(fragment(351, 0)), []);
    for (const callId of [350, 501]) {
      const [fault] = await client.exchange(fragment(callId, PfcFlags.LAST_FRAG));
      expectFault(fault, FaultStatus.PROTOCOL_ERROR);
    }
  });

  it('[MS-RPCE] 3.3.3.5.4 that grow too large in sum are refused, once', async () => {
    const { client } = await bound();
    const faults = await client.request(opnums.echo, Buffer.alloc(300 * 1024), 4000);
    assert.equal(faults.length, 1);
    expectFault(faults[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('x')), Buffer.from('x'));
  });

  it('of one byte take no more room than a large one, and are counted: nobody could send so few to hold so much', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 1_000_000);
    const { client } = await bound(held);
    const instance = held.bytes;
    const pdus = client.fragments(opnums.echo, Buffer.alloc(10_001, 'a'), 1);
    await client.instance.write(Buffer.concat(pdus.slice(0, -1)));
    assert.ok(held.bytes - instance >= 10_000);
    assert.ok(held.bytes - instance <= 20_000);
    const answers = await client.exchange(Buffer.concat(pdus.slice(-1)));
    assert.equal(
      answers.reduce((sum, pdu) => sum + expectBody(pdu, 'response').stub.length, 0),
      10_001,
    );
    assert.equal(held.bytes, instance);
    client.instance.close();
    assert.equal(held.bytes, 0);
  });

  it('of one call are so many and no more', async () => {
    const { client } = await bound();
    const [first] = client.fragments(opnums.echo, Buffer.alloc(2), 1);
    const next = encodePdu({ flags: 0, callId: client.callId, body: request(opnums.echo, Buffer.alloc(0)) });
    const many = Array.from({ length: 16 * 1024 - 1 }, () => next);
    assert.deepEqual(await client.exchange(Buffer.concat([first!, ...many])), []);
    const [fault] = await client.exchange(next);
    expectFault(fault, FaultStatus.ACCESS_DENIED);
  });

  it('that nothing is left for are refused, and so is nothing else', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 12_000);
    const { client } = await bound(held);
    const [fault] = await client.request(opnums.echo, Buffer.alloc(9000), 4000);
    expectFault(fault, FaultStatus.REMOTE_NO_MEMORY);
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('x')), Buffer.from('x'));
  });

  it('and answers that nobody reads are counted until the pipe is closed', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 1_000_000);
    const { client } = await bound(held);
    const before = held.bytes;
    await client.instance.write(client.encode(request(opnums.echo, Buffer.alloc(1000))));
    assert.equal(held.bytes - before, 1024);
    await client.instance.write(client.encode(request(opnums.echo, Buffer.alloc(1000))).subarray(0, 500));
    assert.equal(held.bytes - before, 1524);
    client.instance.close();
    assert.equal(held.bytes, 0);
  });

  it('unread in great numbers end the association: a client reads before it asks again', async () => {
    const { client } = await bound();
    const one = client.encode(request(opnums.echo, Buffer.alloc(1000)));
    await client.instance.write(Buffer.concat(Array.from({ length: 100 }, () => one)));
    assert.equal(client.readAll().length, ANSWERS_HELD);
    await isClosed(client);

    const slow = (await bound()).client;
    for (let i = 0; i < 100; i++) await slow.instance.write(one);
    assert.equal(slow.readAll().length, ANSWERS_HELD);
  });

  it('to many calls in one write let others be served in between', async () => {
    const { client } = await bound();
    const one = client.encode(request(opnums.echo, Buffer.alloc(0)));
    const order: string[] = [];
    const written = client.instance.write(Buffer.concat([one, one, one])).then(() => order.push('answered'));
    setImmediate(() => order.push('other'));
    await written;
    assert.deepEqual(order, ['other', 'answered']);
    assert.equal(client.readAll().length, 3);
  });

  it('of one large answer are no such number', async () => {
    const { client } = setUp();
    await client.send({ ...bindOf(ECHO), maxRecvFrag: 1432 });
    const count = Buffer.alloc(4);
    count.writeUInt32LE(1_000_000);
    assert.equal((await client.call(opnums.repeat, count)).length, 1_000_000);
    assert.equal((await client.call(opnums.repeat, count)).length, 1_000_000);
  });
});
