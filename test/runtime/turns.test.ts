import assert from 'node:assert/strict';
import { Turns } from '../../src/runtime/turns.js';
import { MessageTurns } from '../../src/server/message-turns.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

/** Work of so many pieces, each of which takes so long. */
function pieces(runtime: FixedRuntime, log: string[], name: string, count: number, milliseconds: number) {
  let done = 0;
  return () => {
    runtime.advance(milliseconds);
    log.push(name);
    return ++done < count;
  };
}

describe('turns of the event loop', () => {
  it('the first piece is done at once, and everybody gets one after another', async () => {
    const runtime = new FixedRuntime();
    const turns = new Turns(() => runtime.monotonic());
    const log: string[] = [];
    turns.take(['a'], pieces(runtime, log, 'a', 3, 1));
    assert.deepEqual(log, ['a']);
    turns.take(['b'], pieces(runtime, log, 'b', 2, 1));
    await new Promise(setImmediate);
    assert.deepEqual(log, ['a', 'a', 'b', 'a', 'b']);
  });

  it('no turn lasts longer than a piece more than it may, and others run in between', async () => {
    const runtime = new FixedRuntime();
    const turns = new Turns(() => runtime.monotonic());
    const log: string[] = [];
    turns.take(['flood'], pieces(runtime, log, 'flood', 40, 3));
    turns.take(['login'], pieces(runtime, log, 'login', 1, 3));
    const turnsTaken: number[] = [];
    for (let before = 0; log.length < 41; before = log.length) {
      await new Promise(setImmediate);
      turnsTaken.push(log.length - before);
    }
    // 10 ms are over with the fourth piece.
    assert.ok(Math.max(...turnsTaken) <= 4, String(turnsTaken));
    assert.equal(log.indexOf('login'), 2);
  });

  it('the turn in which a connection is accepted, and the one after it, are short', async () => {
    const runtime = new FixedRuntime();
    const turns = new Turns(() => runtime.monotonic());
    const log: string[] = [];
    turns.take(['flood'], pieces(runtime, log, 'flood', 60, 1));
    const turnsTaken: number[] = [];
    for (let before = 0; log.length < 60; before = log.length) {
      if (turnsTaken.length < 3) turns.hasten();
      await new Promise(setImmediate);
      turnsTaken.push(log.length - before);
    }
    assert.ok(Math.max(...turnsTaken.slice(0, 3)) <= 3, String(turnsTaken));
    assert.ok(Math.max(...turnsTaken.slice(3)) >= 9, String(turnsTaken));
  });

  it('tells how much of a turn is left', () => {
    const runtime = new FixedRuntime();
    const turns = new Turns(() => runtime.monotonic());
    assert.equal(turns.left, 10);
    runtime.advance(4);
    assert.equal(turns.left, 6);
    turns.hasten();
    assert.equal(turns.left, 1);
    runtime.advance(4);
    assert.equal(turns.left, 0);
  });

  it('what a piece does in promises counts as well', async () => {
    const runtime = new FixedRuntime();
    const turns = new Turns(() => runtime.monotonic());
    const begun: number[] = [];
    let turn = 0;
    turns.take(['begun'], () => {
      begun.push(turn);
      void Promise.resolve().then(() => runtime.advance(6));
      return begun.length < 20;
    });
    while (begun.length < 20) {
      await new Promise(setImmediate);
      turn++;
    }
    const most = Math.max(...Array.from({ length: turn }, (_, i) => begun.filter((at) => at === i).length));
    assert.ok(most <= 4, String(most));
  });

  it('nothing new is begun while what was begun is behind', async () => {
    let behind = true;
    const turns = new MessageTurns(() => behind);
    let done = false;
    turns.take({}, () => {
      done = true;
      return false;
    });
    for (let i = 0; i < 3; i++) await new Promise(setImmediate);
    assert.equal(done, false);
    behind = false;
    for (let i = 0; i < 2; i++) await new Promise(setImmediate);
    assert.equal(done, true);
  });
});
