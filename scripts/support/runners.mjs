import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installIn } from './install.mjs';
import { root } from './project.mjs';

const project = join(root, 'test/runners/project');

/** Whether jest and vitest were installed here before, be it in other versions. */
export function areRunnersInstalled() {
  return existsSync(join(project, 'node_modules/.package-lock.json'));
}

/** Installs them as the lock file of that project says, unless they are there already. */
export function installRunners() {
  installIn(project);
}
