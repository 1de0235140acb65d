// npm run pages: writes what is made of tables: src/diagnosis/REASONS.md, src/faults/FAULTS.md,
// src/session/profiles/PROFILES.md, src/explain/ERRORS.md, src/output-schema/OUTPUT.md and
// src/control/openapi.json.
import { readFileSync, writeFileSync } from 'node:fs';
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
  const { renderErrors } = await built('explain/documentation.js');
  const { Explainer } = await built('explain/explain.js');
  const { tableNames } = await built('explain/code-tables.js');
  const texts = tableNames.map((name) => [
    name,
    readFileSync(join(root, `src/explain/codes/${name}.txt`), 'utf8'),
  ]);
  writeFileSync(
    join(root, 'src/explain/ERRORS.md'),
    renderErrors(new Explainer(Object.fromEntries(texts), defaultMechanismWords)),
  );
  const { renderOutput } = await built('output-schema/documentation.js');
  const examples = JSON.parse(readFileSync(join(root, 'src/output-schema/examples.json'), 'utf8'));
  writeFileSync(join(root, 'src/output-schema/OUTPUT.md'), renderOutput(examples));
  const { openApiDocument } = await built('control/open-api.js');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(
    join(root, 'src/control/openapi.json'),
    `${JSON.stringify(openApiDocument(version), null, 2)}\n`,
  );
});

async function built(file) {
  return await import(pathToFileURL(join(root, 'build/src', file)).href);
}
