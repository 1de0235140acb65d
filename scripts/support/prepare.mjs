import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { exclusively } from './lock.mjs';
import { root } from './project.mjs';

/** Packages and build/, once for all who ask at a time: two of them would pull the files from under each other. */
export async function prepare() {
  await exclusively(join(root, 'build/.lock'), async () => {
    install();
    await build();
  });
}
