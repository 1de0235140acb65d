import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import mocha from 'mocha';
import { root } from './project.mjs';

/** Time for what failed tests left behind to end by itself. */
const LEAVE_MILLISECONDS = 5000;

/** Mocha's own report, and after it one line that is easy to find and to parse. */
export default class Reporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { TEST_RESULTS: results } = process.env;
    if (results !== undefined) writeResults(runner, results);
    runner.once(mocha.Runner.constants.EVENT_RUN_END, () => {
      const { tests, passes, failures, pending } = runner.stats;
      // No test ran: a green line would be wrong. (.mocharc.json has failZero.)
      if (tests + pending === 0) mocha.reporters.Base.consoleLog('No test matches what was asked for.');
      mocha.reporters.Base.consoleLog(`${passes} passed, ${failures} failed, ${pending} skipped`);
      // A test whose time ran out may leave a server or a client that keeps the process alive for ever.
      if (failures > 0) setTimeout(() => process.exit(Math.min(failures, 255)), LEAVE_MILLISECONDS).unref();
    });
  }
}

/** A line of JSON for each test, for `npm run compatibility`. */
function writeResults(runner, results) {
  const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING } = mocha.Runner.constants;
  for (const [event, state] of [
    [EVENT_TEST_PASS, 'passed'],
    [EVENT_TEST_FAIL, 'failed'],
    [EVENT_TEST_PENDING, 'skipped'],
  ]) {
    runner.on(event, (test) => {
      const file = relative(root, test.file ?? '').replace(/^build\/(.*)\.js$/, '$1.ts');
      appendFileSync(results, `${JSON.stringify({ file, title: test.fullTitle(), state })}\n`);
    });
  }
}
