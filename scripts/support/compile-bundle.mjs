// Runs the bundle of the command line, and writes beside its files what V8 has compiled by then: a start and the first
// login compile nothing. The argument is the folder of the bundle.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle, bundleFiles, cacheNameOf, cacheOf } from '../../build/src/cli/bundle/bundle.js';
import { optimizeSooner } from '../../build/src/cli/bundle/optimize-sooner.js';
import { SmbClient } from '../../build/test/support/smb-client.js';
import { login, negotiate } from '../../build/test/support/smb-client-login.js';

const [folder] = process.argv.slice(2);
optimizeSooner();
const bundle = new Bundle(folder);
const { run } = bundle.entry;

// The first server gives its end a time, after which it would end this process as well, before the caches are written.
process.exit = () => {};

const serve = ['serve', '--port', '0', '--user', 'alice:secret', '--share', 'files'];
const controlFile = join(folder, 'control.json');

await run(['--help']);
await run(['explain', '0x80070035']);
await run([...serve, '--json'], { onListening: ({ port }) => void logInAt(port) });
await run([...serve, '--no-json', '--control', '0', '--control-file', controlFile], {
  onListening: ({ port }) => void logInAt(port),
});

bundle.readAll();
for (const [index, name] of bundleFiles.entries()) {
  const source = readFileSync(join(folder, name));
  writeFileSync(join(folder, cacheNameOf(name)), cacheOf(source, bundle.scripts[index].createCachedData()));
}

async function logInAt(port) {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await login(client);
  client.close();
  // On Windows, a signal ends a process at once.
  process.emit('SIGTERM', 'SIGTERM');
}
