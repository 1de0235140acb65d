import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { exclusively } from './lock.mjs';
import { root } from './project.mjs';

/** Prepares the packages and build/ in one process at a time: two at once would remove each other's files. */
export async function prepare() {
  await exclusively(join(root, 'build/.lock'), async () => {
    install();
    await build();
  });
}
