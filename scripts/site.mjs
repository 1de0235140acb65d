// npm run site: the documentation as a static site in build/site/, from the pages beside the code and from TSDoc. It
// opens nothing elsewhere: search, fonts and styles are its own files.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './site/assemble.mjs';
import { assembled } from './site/folders.mjs';
import { install, installIn } from './support/install.mjs';
import { main, root, run } from './support/project.mjs';

const folder = join(root, 'scripts/site');

await main(async () => {
  // TypeDoc reads the types of the project's packages as well.
  install();
  installIn(folder);
  assemble();
  // A compiled page imports packages from where it lies.
  symlinkSync(join(folder, 'node_modules'), join(assembled, 'node_modules'), 'junction');
  run('The API reference', process.execPath, ['reference.mjs'], { cwd: folder });
  run('The site', process.execPath, ['node_modules/vitepress/bin/vitepress.js', 'build', '.'], {
    cwd: folder,
  });
  console.log(`The site is in ${join(root, 'build/site')}: open it with any server of static files.`);
});
