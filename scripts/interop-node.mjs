// npm run interop:node: all tests with each other version of Node.js that the package promises to work on. Arguments
// after `--` name tests, as those of npm test do, or go to mocha.
import { allTests, askedTests } from './support/asked-tests.mjs';
import { installNodeVersions, nodePrograms } from './support/node-versions.mjs';
import { prepare } from './support/prepare.mjs';
import { main, root, run, Stop } from './support/project.mjs';
import { join } from 'node:path';

await main(async () => {
  await prepare();
  installNodeVersions();
  const { files, options } = askedTests(process.argv.slice(2));
  const failed = [];
  for (const node of nodePrograms()) {
    const reporter = ['--reporter', 'scripts/support/mocha-reporter.mjs'];
    const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), ...reporter, '--parallel', '--jobs', '3'];
    try {
      run(node, node, [...mocha, ...options, ...(files.length > 0 ? files : allTests())]);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      failed.push(error.message);
    }
  }
  if (failed.length > 0) throw new Stop(failed.join('\n'));
});
