import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { bundlePage } from './bundle-page.mjs';
import { installed, root, run } from './project.mjs';

const output = join(root, 'build');

/**
 * Compiles what has changed, which is also the type check, writes the schemas of what is read and printed, and bundles
 * the live page and the command line.
 */
export async function build() {
  removeLeftovers();
  run('The build', installed('tsc'), [], { shell: process.platform === 'win32' });
  chmodSync(join(output, 'src/cli/main.js'), 0o755);
  const { configurationJsonSchema } = await imported('src/config/index.js');
  const { transcriptJsonSchema } = await imported('src/transcript/format.js');
  write('src/config.schema.json', configurationJsonSchema());
  write('src/transcript.schema.json', transcriptJsonSchema());
  await bundlePage();
  const { outputDocuments, outputJsonSchema } = await imported('src/output-schema/documents.js');
  const examples = JSON.parse(readFileSync(join(root, 'src/output-schema/examples.json'), 'utf8'));
  for (const document of outputDocuments) {
    write(`src/${document.name}.schema.json`, outputJsonSchema(document, { examples }));
  }
  await bundle();
}

function imported(path) {
  return import(pathToFileURL(join(output, path)).href);
}

function write(path, schema) {
  writeFileSync(join(output, path), `${JSON.stringify(schema, null, 2)}\n`);
}

/** Removes output whose source no longer exists: it would still be tested, and shipped. */
function removeLeftovers() {
  for (const entry of ['src', 'test'].flatMap(filesBelow)) {
    const compiled = /^(.*)\.(?:d\.ts|js)(?:\.map)?$/.exec(entry.name);
    if (!compiled) continue;
    const folder = entry.parentPath;
    // The bundle of the live page is no module of its own.
    if (relative(output, folder) === join('src', 'watch', 'page')) continue;
    if (!existsSync(join(root, relative(output, folder), `${compiled[1]}.ts`)))
      rmSync(join(folder, entry.name));
  }
}

/** Only what was compiled: other folders of build/ may change meanwhile. */
function filesBelow(name) {
  const folder = join(output, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
}
