import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, Stop } from './project.mjs';

const shell = { shell: process.platform === 'win32' };

/** Packs the package into a folder, as `npm publish` does; it is built. */
export function pack(folder) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    ...shell,
  });
  if (status !== 0) throw new Stop(`npm pack failed.\n${stderr}`);
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(stdout);
  return {
    file: join(folder, filename),
    packedBytes: size,
    unpackedBytes: unpackedSize,
    files: entryCount,
  };
}

/** Installs a packed package into a project of its own, without running scripts, and measures what is there then. */
export function measureInstallation(folder, file) {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', file];
  run('npm install', 'npm', args, { cwd: project, stdio: ['ignore', 2, 2], ...shell });
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  return {
    packages: installed.map(([path]) => path.replace(/^.*node_modules\//, '')),
    withScripts: installed
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, '')),
    bytes: bytesBelow(join(project, 'node_modules')),
  };
}

function bytesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
