import assert from 'node:assert/strict';
import { checkAnswer } from '../../src/auth/ntlm/check-answer.js';
import { ControllerSearch } from '../../src/domain/controller-search.js';
import { FindControllers } from '../../src/domain/find-controllers.js';
import { LONGEST_REST, Standings } from '../../src/domain/standings.js';
import { limitsOf } from '../../src/domain/domain-limits.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { memberOptions } from './member.js';

/** A clock at a time, and chance that takes a share of 0 (none) to 1 (half of a rest). */
function surroundings() {
  return {
    time: 0,
    share: 0,
    monotonic() {
      return this.time;
    },
    randomBytes(length: number) {
      const bytes = Buffer.alloc(length);
      bytes.writeUInt16LE(Math.min(0xffff, this.share * 0x1_0000));
      return bytes;
    },
  };
}

describe('domain/standings', () => {
  const both = ['dc1', 'dc2'];

  it('doubles the rest with each failure in succession, up to the longest', () => {
    const runtime = surroundings();
    const standings = new Standings(runtime);
    const rests = Array.from({ length: 8 }, (_, at) => {
      assert.equal(standings.failed('dc1', 500), at + 1);
      const rest = standings.untilDue(['dc1']);
      runtime.time += rest;
      return rest;
    });
    assert.deepEqual(rests, [500, 1000, 2000, 4000, 8000, LONGEST_REST, LONGEST_REST, LONGEST_REST]);
    standings.succeeded('dc1');
    standings.failed('dc1', 500);
    assert.equal(standings.untilDue(['dc1']), 500);
  });

  it('lets chance take up to half of a rest', () => {
    const runtime = surroundings();
    const standings = new Standings(runtime);
    runtime.share = 1;
    standings.failed('dc1', 1000);
    const rest = standings.untilDue(['dc1']);
    assert.ok(rest >= 500 && rest < 501, String(rest));
  });

  it('has the last good one first, and those in trouble last', () => {
    const standings = new Standings(surroundings());
    assert.deepEqual(standings.due(both), both);
    standings.succeeded('dc2');
    assert.deepEqual(standings.due(both), ['dc2', 'dc1']);
    standings.lost('dc2');
    assert.deepEqual(standings.due(both), both);
    standings.lost('dc1');
    assert.deepEqual(standings.due(both), ['dc2', 'dc1']);
  });

  it('leaves out those that rest', () => {
    const runtime = surroundings();
    const standings = new Standings(runtime);
    standings.succeeded('dc1');
    standings.failed('dc1', 500);
    assert.deepEqual(standings.due(both), ['dc2']);
    assert.equal(standings.untilDue(both), 0);
    standings.failed('dc2', 700);
    assert.deepEqual(standings.due(both), []);
    assert.equal(standings.untilDue(both), 500);
    runtime.time = 700;
    // The good days of the first are over: it failed before the other.
    assert.deepEqual(standings.due(both), both);
  });
});

describe('domain/domain-limits', () => {
  for (const [timeoutSeconds, login, ofOne, ofOnly] of [
    [undefined, 7750, 2906, 5813],
    [1, 950, 356, 713],
    [60, 59_750, 10_000, 20_000],
  ] as const)
    it(`gives a login ${login} ms of ${timeoutSeconds ?? 8} seconds, and one controller ${ofOne}`, () => {
      const limits = limitsOf(timeoutSeconds === undefined ? {} : { timeoutSeconds });
      assert.deepEqual([limits.login, limits.opening, limits.answer], [login, ofOne, ofOne]);
      assert.equal(limits.answerOfOnly, ofOnly);
      assert.deepEqual([limits.keepAlive, limits.idle], [60_000, 600_000]);
    });
});

describe('domain/controller-search', () => {
  it('says the failures in a text of a length that a login takes, however long the names are', () => {
    const runtime = new HandDrivenRuntime();
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) =>
      [letter.repeat(60), letter.repeat(190)].join('.'),
    );
    const search = new ControllerSearch(
      new FindControllers({ ...memberOptions(), controllers: names }, 1000, runtime),
      runtime,
    );
    for (const name of names) {
      search.failed(name, {
        cause: 'unreachable',
        words: `cannot be found: the name ${name} does not resolve`,
      });
    }
    const words = search.words();
    assert.match(words, /^a{60}\.a{190} cannot be found: /);
    const form = { kind: 'domain', localDomain: 'FILES', machineSid: 'S-1-5-21-1-2-3' } as const;
    const answer = { refused: 'no-logon-server', because: words };
    assert.equal(checkAnswer(answer, 'ntlmv2', form).evidence.cause, words);
  });
});
