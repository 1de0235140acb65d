import assert from 'node:assert/strict';

/** Milliseconds; less than mocha's limit, whose message could not say what was waited for. */
const PATIENCE = 15_000;

/**
 * Asks again and again, in turns of the event loop of their own, until the answer is yes.
 *
 * @param what completes "not within … ms:"
 * @throws AssertionError when the answer is still no after fifteen seconds
 */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, `not within ${PATIENCE} ms: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
