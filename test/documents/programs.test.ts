import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run.js';
import { readPages } from './pages.js';

/** Programs that no transcript starts: these end by themselves. */
const programs = readPages().flatMap(({ blocks }) =>
  blocks.filter(
    ({ language, file, notRun }) => /^[jt]s$/.test(language) && file === undefined && notRun === undefined,
  ),
);

describe('the pages: programs', function () {
  this.timeout(120_000);
  let folder = '';

  before(() => {
    // Inside the package, where its name leads to itself.
    folder = mkdtempSync('build/documents-');
    for (const [index, { language, text }] of programs.entries())
      writeFileSync(join(folder, `program-${index}.${language}`), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('compile as in the strictest of projects', async () => {
    const files = programs.flatMap(({ language }, index) =>
      language === 'ts' ? [join(folder, `program-${index}.ts`)] : [],
    );
    assert.ok(files.length >= 4, files.join());
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--target', 'es2022', '--module', 'nodenext', '--types', 'node', '--ignoreConfig'];
    const compiler = 'node_modules/typescript/bin/tsc';
    const { code, stdout } = await run(process.execPath, [compiler, ...strict, ...target, ...files]);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
  });

  for (const [index, { page, line }] of programs.entries())
    it(`${page}:${line} runs to its end`, async () => {
      const { code, stderr } = await run(process.execPath, [join(folder, `program-${index}.js`)]);
      assert.equal(code, 0, stderr);
    });
});
