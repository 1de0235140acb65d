import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './project.mjs';

/** Installs the packages of the lock file, unless exactly those are there already. */
export function install() {
  installIn(root);
}

/** The same for a project of its own inside this one; no package of it runs a script. */
export function installIn(folder) {
  if (isInstalled(folder)) return;
  console.error('Installing packages …');
  run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    // Its "added 58 packages" is no output of ours: stdout is for what the script was called for.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

/**
 * npm writes node_modules/.package-lock.json when an installation is complete. Packages for other platforms are in the
 * lock file only.
 */
export function isInstalled(folder) {
  const wanted = packagesOf(folder, 'package-lock.json');
  const present = packagesOf(folder, join('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const there = present[path];
    return there ? there.version === version : optional === true;
  });
}

function packagesOf(folder, lockFile) {
  try {
    return JSON.parse(readFileSync(join(folder, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
