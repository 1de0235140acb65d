// npm run executable: build/executable/smb2-auth-server, the command line with the Node.js that runs this, in one file:
// a single executable application, as Node.js calls it. It needs nothing beside it.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { prepare } from './support/prepare.mjs';
import { main, root, run, Stop } from './support/project.mjs';

const folder = join(root, 'build/executable');
const executable = join(folder, process.platform === 'win32' ? 'smb2-auth-server.exe' : 'smb2-auth-server');

/** The mark in a program of Node.js that says where the application is. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Files of the package that the command line reads, beside those of its bundle. */
const files = ['package.json', 'src/control/openapi.json'];
const folders = ['build/bundle/cli', 'src/explain/codes', 'build/src/watch/page'];

await main(async () => {
  // The tests of this command are part of what was built just before.
  if (!process.argv.includes('--as-built')) await prepare();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await writeMain();
  const blob = join(folder, 'application.blob');
  const configuration = join(folder, 'sea.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      main: join(folder, 'main.cjs'),
      output: blob,
      disableExperimentalSEAWarning: true,
      assets: Object.fromEntries(assets().map((path) => [path, join(root, path)])),
    }),
  );
  run('node --experimental-sea-config', process.execPath, ['--experimental-sea-config', configuration], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  copyFileSync(process.execPath, executable);
  chmodSync(executable, 0o755);
  inject(blob);
  const licenses = ['LICENSE', 'build/bundle/cli/LICENSES.txt'].map((path) => readFileSync(join(root, path)));
  writeFileSync(join(folder, 'LICENSES.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`));
  for (const left of [blob, configuration, join(folder, 'main.cjs')]) rmSync(left);
  console.log(executable);
});

/** Puts the application into the program; what the tool warns of is shown when it fails, and means nothing else. */
function inject(blob) {
  const tool = join(root, 'node_modules/postject/dist/cli.js');
  // A segment of this name is where programs of macOS have it.
  const ofMacOs = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  const args = [tool, executable, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, ...ofMacOs];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Stop(`postject failed.\n${stdout}${stderr}`);
}

/** The script that is run: the loader of the bundle. */
async function writeMain() {
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({
    input: join(root, 'build/src/cli/bundle/executable.js'),
    platform: 'node',
    logLevel: 'warn',
  });
  await bundled.write({ file: join(folder, 'main.cjs'), format: 'cjs' });
  await bundled.close();
}

function assets() {
  const inside = folders.flatMap((path) => readdirSync(join(root, path)).map((name) => `${path}/${name}`));
  return [...files, ...inside];
}
