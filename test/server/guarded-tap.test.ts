import assert from 'node:assert/strict';
import type { ConnectionTap } from '../../src/facts/tap.js';
import { guardedTap } from '../../src/server/guarded-tap.js';

const info = {
  carrier: 'smb',
  id: 1,
  remote: { address: '127.0.0.1', port: 1 },
  local: { address: '127.0.0.1', port: 2 },
} as const;

/** The connection of a guarded tap that brackets the work as given; the failures that it told. */
function guardedServing(serving: NonNullable<ConnectionTap['serving']>) {
  const failures: unknown[] = [];
  const connection: ConnectionTap = { received: () => {}, sent: () => {}, closed: () => {}, serving };
  const tap = guardedTap({ connectionOpened: () => connection }, (error) => failures.push(error));
  return { serving: tap.connectionOpened(info).serving ?? assert.fail('no serving'), failures };
}

describe('a guarded tap that brackets the work for a message', () => {
  for (const [what, bracket, fails] of [
    ['calls the work', (work) => work(), false],
    ['forgets the work', () => {}, false],
    ['calls the work twice', (work) => [work(), work()], false],
    [
      'throws before the work',
      () => {
        throw new Error('tap');
      },
      true,
    ],
    [
      'throws after the work',
      (work) => {
        work();
        throw new Error('tap');
      },
      true,
    ],
  ] as readonly [string, (work: () => void) => void, boolean][]) {
    it(`${what}: the work is done once`, () => {
      const { serving, failures } = guardedServing(bracket);
      let done = 0;
      serving(() => (done += 1));
      assert.equal(done, 1);
      assert.equal(failures.length, fails ? 1 : 0);
    });
  }

  it('leaves an error of the work to the server', () => {
    const { serving, failures } = guardedServing((work) => work());
    const broken = new Error('work');
    assert.throws(
      () =>
        serving(() => {
          throw broken;
        }),
      broken,
    );
    assert.deepEqual(failures, []);
  });
});
