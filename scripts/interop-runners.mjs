// npm run interop:runners: the packed package in tests of node:test, mocha, jest and vitest. Arguments after `--` go to
// mocha.
import { prepare } from './support/prepare.mjs';
import { installed, main, run } from './support/project.mjs';
import { installRunners } from './support/runners.mjs';

await main(async () => {
  await prepare();
  installRunners();
  process.env.EVERY_RUNNER = '1';
  run('The test', installed('mocha'), ['--spec', 'build/test/runners/*.test.js', ...process.argv.slice(2)]);
});
