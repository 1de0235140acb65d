// npm test: everything a change must pass. Arguments after `--` go to mocha, such as `-- --grep smbclient`, or
// `-- build/test/config/file.test.js` for one file of tests.
import { spawnSync } from 'node:child_process';
import { prepare } from './support/prepare.mjs';
import { provideClients } from './support/clients.mjs';
import { isKernelPrepared, prepareKernel } from './support/kernel.mjs';
import { areRunnersInstalled, installRunners } from './support/runners.mjs';
import { installed, main, root, run } from './support/project.mjs';

/** Commands of packages are batch files on Windows. */
const options = { shell: process.platform === 'win32' };

await main(async () => {
  await prepare();
  run('The linter', installed('oxlint'), ['--type-aware', '--deny-warnings', '--quiet'], options);
  run(
    'The format check (npm run format corrects it)',
    installed('prettier'),
    ['--check', '--log-level', 'warn', '.'],
    options,
  );
  provideClients();
  if (process.env.CI === 'true' || isKernelPrepared()) prepareKernel();
  if (process.env.CI === 'true' || areRunnersInstalled()) installRunners();
  // The last line is the reporter's: what failed is told above it.
  const reporter = ['--reporter', 'scripts/support/mocha-reporter.mjs'];
  const asked = process.argv.slice(2);
  const files = asked.some((word) => word.endsWith('.test.js')) ? [] : ['build/test/**/*.test.js'];
  const mocha = spawnSync(installed('mocha'), [...reporter, ...asked, ...files], {
    cwd: root,
    stdio: 'inherit',
    ...options,
  });
  process.exitCode = mocha.status ?? 1;
});
