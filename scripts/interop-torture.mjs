// npm run interop:torture: smbtorture with its tests about files, and those that take long or do not pass, as well.
// Arguments after `--` go to mocha.
import { provideClients } from './support/clients.mjs';
import { prepare } from './support/prepare.mjs';
import { installed, main, run } from './support/project.mjs';

await main(async () => {
  await prepare();
  provideClients();
  process.env.SMBTORTURE_SLOW = '1';
  run('The test', installed('mocha'), ['build/test/interop/smbtorture.test.js', ...process.argv.slice(2)]);
});
