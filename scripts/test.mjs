// npm test: everything a change must pass. With tests named after `--`, such as
// `npm test -- test/config/file.test.ts` or `npm test -- test/bytes`, only these run, and neither the linter nor what
// other tests need. Other arguments go to mocha, such as `-- --grep smbclient`.
import { spawnSync } from 'node:child_process';
import { askedTests } from './support/asked-tests.mjs';
import { prepare } from './support/prepare.mjs';
import { provideClients } from './support/clients.mjs';
import { isKernelPrepared, prepareKernel } from './support/kernel.mjs';
import { areRunnersInstalled, installRunners } from './support/runners.mjs';
import { installed, main, root, run } from './support/project.mjs';

/** Commands of packages are batch files on Windows. */
const shell = { shell: process.platform === 'win32' };

await main(async () => {
  const { files, options } = askedTests(process.argv.slice(2));
  await prepare();
  if (files.length === 0) prepareTheWhole();
  // The last line is the reporter's: what failed is told above it.
  const reporter = ['--reporter', 'scripts/support/mocha-reporter.mjs'];
  const tests = files.length > 0 ? files : ['build/test/**/*.test.js'];
  const mocha = spawnSync(installed('mocha'), [...reporter, ...options, ...tests], {
    cwd: root,
    stdio: 'inherit',
    ...shell,
  });
  process.exitCode = mocha.status ?? 1;
});

/** Lints, and provides the programs that log in. */
function prepareTheWhole() {
  run('The linter', installed('oxlint'), ['--type-aware', '--deny-warnings', '--quiet'], shell);
  run(
    'The format check (npm run format corrects it)',
    installed('prettier'),
    ['--check', '--log-level', 'warn', '.'],
    shell,
  );
  provideClients();
  if (process.env.CI === 'true' || isKernelPrepared()) prepareKernel();
  if (process.env.CI === 'true' || areRunnersInstalled()) installRunners();
}
