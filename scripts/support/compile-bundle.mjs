// Runs the bundle of the command line once, and writes beside its files what V8 has compiled by then: a start compiles
// nothing. The argument is the folder of the bundle.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle, cacheFileOf, cacheFolderName } from '../../build/src/cli/bundle/bundle.js';

const [folder] = process.argv.slice(2);
const bundle = new Bundle(folder);
const { run } = bundle.require('run.cjs');

const serve = [
  'serve',
  '--port',
  '0',
  '--user',
  'a:b',
  '--share',
  'a',
  '--log-level',
  'error',
  '--timeout',
  '0.01',
];
await run(['--help']);
await run([...serve, '--json']);
await run([...serve, '--no-json']);

mkdirSync(join(folder, cacheFolderName));
for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.cjs'))) {
  const script = bundle.scripts.get(name) ?? bundle.compile(name);
  writeFileSync(join(folder, cacheFolderName, cacheFileOf(name)), script.createCachedData());
}
