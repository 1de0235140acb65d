import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installIn } from './install.mjs';
import { root } from './project.mjs';

const project = join(root, 'test/runners/node-versions');
const packages = join(project, 'node_modules');

/** Whether other versions of Node.js were installed here before. */
export function areNodeVersionsInstalled() {
  return existsSync(join(packages, '.package-lock.json'));
}

/** Installs them as the lock file of that project says, unless they are there already. */
export function installNodeVersions() {
  installIn(project);
}

/** The programs of the versions that are installed. */
export function nodePrograms() {
  return readdirSync(packages)
    .filter((name) => name.startsWith('node-'))
    .map((name) => join(packages, name, 'bin/node'));
}
