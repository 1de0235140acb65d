// npm run pages: writes the pages that are made of tables: src/diagnosis/REASONS.md, src/faults/FAULTS.md and
// src/session/profiles/PROFILES.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './support/prepare.mjs';
import { main, root } from './support/project.mjs';

await main(async () => {
  await prepare();
  const { renderReasons } = await built('diagnosis/reasons/documentation.js');
  const { defaultMechanismWords } = await built('server/default-words.js');
  const { renderFaults } = await built('faults/documentation.js');
  const { renderProfiles } = await built('session/profiles/documentation.js');
  writeFileSync(join(root, 'src/diagnosis/REASONS.md'), renderReasons(defaultMechanismWords));
  writeFileSync(join(root, 'src/faults/FAULTS.md'), renderFaults());
  writeFileSync(join(root, 'src/session/profiles/PROFILES.md'), renderProfiles());
});

async function built(file) {
  return await import(pathToFileURL(join(root, 'build/src', file)).href);
}
