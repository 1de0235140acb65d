import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createOwner, type OwnerOptions } from '../../src/shared-state/create-owner.js';
import { joinOwner } from '../../src/shared-state/join-owner.js';
import type { WireMessage } from '../../src/shared-state/wire.js';
import { defaultLimits } from '../../src/session/model/policy.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { until } from '../support/until.js';
import { wirePair } from '../support/wire-pair.js';

const lockout = { threshold: 2, windowSeconds: 60, durationSeconds: 600 };
const owner = (options: Partial<OwnerOptions> = {}) =>
  createOwner({ processes: 3, lockout, limits: defaultLimits, runtime: new FixedRuntime(), ...options });

describe('the owner of a shared state', () => {
  it('serves each place once at a time, and places that there are', () => {
    const one = owner();
    const first = wirePair();
    one.serve(0, first.owner);
    assert.throws(() => one.serve(0, wirePair().owner), /place 0 is taken/);
    for (const place of [-1, 3, 0.5, Number.NaN])
      assert.throws(() => one.serve(place, wirePair().owner), RangeError);
    first.cut();
    one.serve(0, wirePair().owner);
  });

  it('has as many processes as SessionIds can tell apart', () => {
    for (const processes of [0, 257, 1.5]) assert.throws(() => owner({ processes }), RangeError);
    owner({ processes: 256 });
  });

  it('a SessionId of a place that there is not is nobody’s', async () => {
    const wire = wirePair();
    owner().serve(1, wire.owner);
    const { sessions } = await joinOwner(wire.worker);
    const elsewhere = [0n, 1n, 2n, 3n].map((id) => sessions.isElsewhere(0x7700n + id));
    assert.deepEqual(elsewhere, [true, false, true, false]);
    wire.cut();
  });

  it('a process is not welcome where nobody answers, and hears when the owner goes', async () => {
    await assert.rejects(joinOwner(wirePair().worker, { patience: 20 }), /is silent/);
    const wire = wirePair();
    owner().serve(0, wire.owner);
    let isLost = false;
    await joinOwner(wire.worker, { lost: () => (isLost = true) });
    wire.cut();
    assert.ok(isLost);
    const gone = wirePair();
    const joining = joinOwner(gone.worker);
    gone.cut();
    await assert.rejects(joining, /is lost/);
  });

  it('another first word than a welcome is refused', async () => {
    for (const message of [[['elsewhere', 0, 'a', 1]], [['welcome', 0]], [['welcome', 0, 0, 2, 'yes']]]) {
      const wire = wirePair();
      const joining = joinOwner(wire.worker);
      wire.owner.open({ message: () => {}, lost: () => {} });
      wire.owner.send(message as unknown as WireMessage);
      await assert.rejects(joining, /is lost/);
    }
  });

  it('the authenticators’ memory may be a program’s own, late, full, or failing', async () => {
    const wire = wirePair();
    let answer: () => Promise<boolean> = () => Promise.resolve(true);
    const replays = { full: false, admit: () => answer() };
    const errors: unknown[] = [];
    owner({ replays, failed: (error) => errors.push(error) }).serve(0, wire.owner);
    const shared = await joinOwner(wire.worker);
    const admit = () => Promise.resolve(shared.replays!.admit(Buffer.alloc(32), 5000, 1000));
    assert.equal(await admit(), true);
    answer = () => Promise.resolve('yes' as unknown as boolean);
    assert.equal(await admit(), false);
    replays.full = true;
    assert.equal(await admit(), false);
    assert.equal(shared.replays?.full, true);
    answer = () => Promise.reject(new Error('no space'));
    await assert.rejects(admit(), /could not answer/);
    answer = () => {
      throw new Error('no disk');
    };
    await assert.rejects(admit(), /could not answer/);
    assert.deepEqual(errors.map(String), ['Error: no space', 'Error: no disk']);
    for (const time of [Number.NaN, Infinity, -1]) {
      assert.equal(await shared.replays?.admit(Buffer.alloc(32), time, 0), false);
    }
    wire.cut();
  });

  it('whatever a process says, the owner neither throws nor lets it in, and serves the others', async () => {
    const words = [
      'locked?',
      'wrong',
      'right',
      'proof',
      'authenticator',
      'block',
      'entered',
      'left',
      'holds',
      'end',
    ];
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.object(),
    );
    const item = fc
      .tuple(fc.oneof(fc.constantFrom(...words), fc.string()), fc.nat(), fc.array(value, { maxLength: 10 }))
      .map(([word, number, values]) => [word, number, ...values]);
    const one = owner();
    const good = wirePair();
    one.serve(1, good.owner);
    const shared = await joinOwner(good.worker);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(item, fc.anything()), { maxLength: 5 }), async (message) => {
        const wire = wirePair();
        one.serve(0, wire.owner);
        wire.worker.open({ message: () => {}, lost: () => {} });
        wire.worker.send(message as unknown as WireMessage);
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise((resolve) => setImmediate(resolve));
        wire.cut();
      }),
      { numRuns: 300 },
    );
    assert.equal(await shared.proofs.remember(Buffer.alloc(16, 9), true), true);
    assert.equal(await shared.proofs.remember(Buffer.alloc(16, 9), true), false);
    good.cut();
  });

  it('passes nothing on that would end the wire of another', async () => {
    const one = owner();
    const victim = wirePair();
    one.serve(1, victim.owner);
    let isLost = false;
    const shared = await joinOwner(victim.worker, { lost: () => (isLost = true) });
    shared.counts.entered(1, '192.0.2.1');
    shared.counts.holds('192.0.2.1', 1000);
    const max = Number.MAX_SAFE_INTEGER;
    for (const item of [
      ['end', 1, '1', 5, null, true],
      ['end', 1, '1'],
      ['holds', 0, '192.0.2.1', max],
    ] as const) {
      const places = [wirePair(), wirePair()];
      for (const [index, wire] of places.entries()) {
        one.serve(index * 2, wire.owner);
        wire.worker.open({ message: () => {}, lost: () => {} });
        wire.worker.send([item]);
      }
      for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
      for (const wire of places) wire.cut();
    }
    assert.equal(await shared.proofs.remember(Buffer.alloc(16, 7), true), true);
    assert.ok(!isLost);
    victim.cut();
  });

  it('remembers of names no more than counts, however long they are', async () => {
    const wire = wirePair();
    owner().serve(0, wire.owner);
    const { lockouts } = await joinOwner(wire.worker);
    const long = 'ω'.repeat(32_000);
    const counts = lockouts!.accounts;
    assert.equal(await counts.recordFailure(long, Buffer.alloc(16, 1), long), false);
    assert.equal(await counts.recordFailure(`${long}x`, Buffer.alloc(16, 2), long), false);
    assert.equal(await counts.isLocked(long), true);
    assert.equal(await counts.recordFailure(long, Buffer.alloc(16, 3)), true);
    await until('it was said', () => JSON.stringify(wire.sent).length < 10_000);
    wire.cut();
  });
});
