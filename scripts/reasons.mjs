// npm run reasons: writes src/diagnosis/REASONS.md from the table of reasons.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './support/prepare.mjs';
import { main, root } from './support/project.mjs';

await main(async () => {
  await prepare();
  const documentation = join(root, 'build/src/diagnosis/reasons/documentation.js');
  const { renderReasons } = await import(pathToFileURL(documentation).href);
  const words = join(root, 'build/src/server/default-words.js');
  const { defaultMechanismWords } = await import(pathToFileURL(words).href);
  writeFileSync(join(root, 'src/diagnosis/REASONS.md'), renderReasons(defaultMechanismWords));
});
