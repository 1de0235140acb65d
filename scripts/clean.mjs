// npm run clean: removes what was compiled. The emulated machine of interop:kernel, which takes long to make, stays.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './support/lock.mjs';
import { main, root } from './support/project.mjs';

const compiled = ['src', 'test', 'bundle', '.tsbuildinfo', 'site', 'site-pages', 'site-cache'];

await main(() =>
  exclusively(join(root, 'build/.lock'), () => {
    for (const name of compiled) rmSync(join(root, 'build', name), { recursive: true, force: true });
  }),
);
