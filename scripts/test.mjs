// npm test: everything a change must pass. Arguments after `--` go to mocha, such as `-- --grep smbclient`.
import { build } from './support/build.mjs';
import { install } from './support/install.mjs';
import { installed, main, run } from './support/project.mjs';
import { provideClients } from './support/clients.mjs';

const shell = process.platform === 'win32';

await main(async () => {
  install();
  await build();
  run('The linter', installed('oxlint'), ['--type-aware', '--deny-warnings', '--quiet'], { shell });
  run(
    'The format check (npm run format corrects it)',
    installed('prettier'),
    ['--check', '--log-level', 'warn', '.'],
    {
      shell,
    },
  );
  provideClients();
  run(
    'A test',
    installed('mocha'),
    ['--reporter', 'scripts/support/mocha-reporter.mjs', ...process.argv.slice(2)],
    {
      shell,
    },
  );
});
