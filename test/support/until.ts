import assert from 'node:assert/strict';

/** Milliseconds; less than mocha's limit, whose message could not say what was waited for. */
const PATIENCE = 15_000;

/**
 * Asks again and again, in turns of the event loop of their own, until the answer is yes.
 *
 * @param what completes "not within … ms:"
 * @param patience milliseconds
 * @throws AssertionError when the answer is still no after them
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = PATIENCE,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, `not within ${patience} ms: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
