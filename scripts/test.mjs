// npm test: everything a change must pass. With tests named after `--`, such as
// `npm test -- test/config/file.test.ts` or `npm test -- test/bytes`, only these run, one after the other, and neither
// the linter nor what other tests need. Other arguments go to mocha, such as `-- --grep smbclient`.
import { spawnSync } from 'node:child_process';
import { allTests, askedTests } from './support/asked-tests.mjs';
import { runBeside, together } from './support/beside.mjs';
import { prepare, preparePackages } from './support/prepare.mjs';
import { installed, main, root } from './support/project.mjs';

/** Commands of packages are batch files on Windows. */
const shell = { shell: process.platform === 'win32' };

/**
 * Files of tests that run at once. One of them is the emulated machine, which computes; of the others one often waits
 * for a program to start or for a timer.
 */
const JOBS = 4;

await main(async () => {
  const { files, options } = askedTests(process.argv.slice(2));
  if (files.length > 0) {
    await prepare();
    mocha([...options, ...files]);
  } else {
    await prepareTheWhole();
    // In parallel, a file in which no test matches an option would be a failure.
    const parallel = options.length === 0 ? ['--parallel', '--jobs', String(JOBS)] : options;
    mocha([...parallel, ...allTests()]);
  }
});

/** Builds and lints, and provides the programs that log in. */
async function prepareTheWhole() {
  const provided = runBeside('Installing programs', process.execPath, ['scripts/support/provide.mjs']);
  await preparePackages();
  await together([
    provided,
    runBeside('The build', process.execPath, ['scripts/build.mjs']),
    runBeside('The linter', installed('oxlint'), ['--type-aware', '--deny-warnings', '--quiet'], shell),
    runBeside(
      'The format check (npm run format corrects it)',
      installed('prettier'),
      ['--check', '--log-level', 'warn', '.'],
      shell,
    ),
  ]);
}

/** The last line is the reporter's: what failed is told above it. */
function mocha(args) {
  const reporter = ['--reporter', 'scripts/support/mocha-reporter.mjs'];
  const { status } = spawnSync(installed('mocha'), [...reporter, ...args], {
    cwd: root,
    stdio: 'inherit',
    ...shell,
  });
  process.exitCode = status ?? 1;
}
