import mocha from 'mocha';

/** Time for what failed tests left behind to end by itself. */
const LEAVE_MILLISECONDS = 5000;

/** Mocha's own report, and after it one line that is easy to find and to parse. */
export default class Reporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
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
