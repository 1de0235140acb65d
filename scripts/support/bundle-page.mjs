import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licensesOf } from './licenses.mjs';
import { installed, root, run } from './project.mjs';

const sources = join(root, 'src/watch/page');
const folder = join(root, 'build/src/watch/page');

/** The files of the style in their order: a later rule wins over an earlier one. */
const styles = ['base', 'bar', 'list', 'events', 'detail', 'sequence', 'clients', 'narrow'];

/** Checks the types of the live page, and makes its three files and the licenses of the packages in it. */
export async function bundlePage() {
  if (isCurrent()) return;
  run('The build of the live page', installed('tsc'), ['-p', sources], {
    shell: process.platform === 'win32',
  });
  mkdirSync(folder, { recursive: true });
  const { code, moduleIds } = await script();
  cpSync(join(sources, 'index.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'page.css'), style());
  writeFileSync(join(folder, 'LICENSES.txt'), licensesOf(moduleIds));
  // The last one: its time tells whether all are current.
  writeFileSync(join(folder, 'page.js'), code);
}

/** Whether neither the sources of the page, nor what it takes from elsewhere, nor the packages have changed since. */
function isCurrent() {
  const own = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const [made, ...since] = [
    join(folder, 'page.js'),
    ...own,
    join(root, 'build/.tsbuildinfo'),
    join(root, 'node_modules/.package-lock.json'),
    fileURLToPath(import.meta.url),
  ].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return since.every((time) => time < made);
}

async function script() {
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({
    input: join(sources, 'main.tsx'),
    platform: 'browser',
    tsconfig: join(sources, 'tsconfig.json'),
    logLevel: 'warn',
    checks: { pluginTimings: false },
    resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  });
  const { output } = await bundled.generate({
    format: 'iife',
    minify: true,
    comments: { annotation: false, jsdoc: false, legal: false },
  });
  await bundled.close();
  const [{ code, moduleIds }] = output;
  return { code, moduleIds };
}

/** The style in one file, without comments and indentation. */
function style() {
  return styles
    .map((name) => readFileSync(join(sources, 'styles', `${name}.css`), 'utf8'))
    .join('\n')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n');
}
