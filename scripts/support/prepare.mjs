import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { exclusively } from './lock.mjs';
import { root } from './project.mjs';

const lock = join(root, 'build/.lock');

/** Prepares the packages and build/ in one process at a time: two at once would remove each other's files. */
export async function prepare() {
  await exclusively(lock, async () => {
    install();
    await build();
  });
}

/** The packages alone, under the same lock. */
export async function preparePackages() {
  await exclusively(lock, install);
}
