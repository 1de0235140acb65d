import { join, dirname } from 'node:path';
import { readPackageFile } from '../package-folder.js';
import type { run } from '../run.js';
import { Bundle, type ReadFile } from './bundle.js';
import { optimizeSooner } from './optimize-sooner.js';
import { showSources } from './stack-lines.js';

// The command line as one file with Node.js (`npm run executable`): the bundle and all other files are inside.

/** Stands for the folder of the bundle: nothing is there, but stacks name it. */
const folder = join(dirname(process.execPath), 'build/bundle/cli');

const read: ReadFile = (name) => readPackageFile(`build/bundle/cli/${name}`);

optimizeSooner();
showSources(folder, read);
const runInside = new Bundle(folder, read).entry['run'] as typeof run;
// The file is made a script of CommonJS, which has no await at its top.
void runInside(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // The same as in main.ts: no signal decides the exit code any more.
  process.once('exit', () => process.exit());
});
