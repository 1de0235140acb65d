// Runs the bundle of the command line, and writes beside its files what V8 has compiled by then: a start compiles
// nothing. The argument is the folder of the bundle.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle, bundleFiles, cacheNameOf } from '../../build/src/cli/bundle/bundle.js';

const [folder] = process.argv.slice(2);
const bundle = new Bundle(folder);
const { run } = bundle.entry;

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

bundle.readAll();
for (const [index, name] of bundleFiles.entries()) {
  writeFileSync(join(folder, cacheNameOf(name)), bundle.scripts[index].createCachedData());
}
