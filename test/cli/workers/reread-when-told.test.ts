import assert from 'node:assert/strict';
import type { ServeConfiguration } from '../../../src/config/index.js';
import { ExitCode } from '../../../src/cli/exit-code.js';
import { packed } from '../../../src/cli/workers/messages.js';
import { rereadWhenTold } from '../../../src/cli/workers/reread-when-told.js';

describe('a worker that is told to serve another configuration', () => {
  /** A worker whose files can be used from a try on; each pause passes at once. */
  const made = (usableAt: number) => {
    let now = 0;
    let tries = 0;
    const errors: string[] = [];
    let tell = (_configuration: string): void => {};
    const taken: number[] = [];
    const ended = rereadWhenTold({
      primary: { onReread: (take) => (tell = take) },
      reread: async ({ workers }) => {
        if (++tries < usableAt) throw new Error('accounts.json:1:1: expected JSON');
        taken.push(Number(workers));
      },
      log: { error: (message: string) => void errors.push(message) },
      runtime: {
        monotonic: () => now,
        after: (delay, act) => {
          now += delay;
          setImmediate(act);
          return () => {};
        },
      },
    });
    return {
      ended,
      errors,
      taken,
      tell: (workers: number) => tell(packed({ workers } as unknown as ServeConfiguration)),
      now: () => now,
    };
  };

  it('waits for a file that is being written, and takes the next one after it', async () => {
    const { taken, tell, errors } = made(3);
    tell(2);
    tell(3);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(taken, [2, 3]);
    assert.deepEqual(errors, []);
  });

  it('ends after five seconds', async () => {
    const { ended, taken, tell, errors, now } = made(Infinity);
    tell(2);
    assert.equal(await ended, ExitCode.FAILED);
    assert.equal(now(), 5000);
    assert.deepEqual(taken, []);
    assert.deepEqual(errors, [
      'this process cannot serve what was read again: accounts.json:1:1: expected JSON',
    ]);
  });
});
