import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licensesOf } from './licenses.mjs';
import { root, Stop } from './project.mjs';

const sources = join(root, 'build/src/');
const folder = join(root, 'build/bundle/cli');
const unfinished = `${folder}.new`;

/**
 * Puts the modules of the command line and of the packages they use into four files, with what V8 compiles of them, so
 * that a command starts at once. The first has what every command loads, the second the words of `explain`, many of
 * which a server has as well, the third what a server does, the fourth the rest.
 */
export async function bundle() {
  if (isCurrent()) return;
  // Without the bundle, the command line runs from the modules.
  for (const path of [folder, unfinished]) rmSync(path, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const chunks = await chunksOf(join(sources, 'cli/run.js'));
  const first = namesFrom(chunks, ['run.cjs']);
  const serve = namesFrom(chunks, ['cli/serve/serve.cjs', 'cli/serve/alone.cjs']);
  const words = namesFrom(chunks, ['cli/explain/explain.cjs']);
  const all = [...chunks.values()];
  writeFile('first.cjs', all, (name) => first.has(name));
  writeFile('words.cjs', all, (name) => words.has(name) && !first.has(name));
  writeFile('serve.cjs', all, (name) => serve.has(name) && !words.has(name) && !first.has(name));
  writeFile('more.cjs', all, (name) => !serve.has(name) && !words.has(name) && !first.has(name));
  const licenses = licensesOf(all.flatMap(({ moduleIds }) => moduleIds));
  writeFileSync(join(unfinished, 'LICENSES.txt'), licenses);
  compile();
  renameSync(unfinished, folder);
}

/** Whether neither the modules nor the packages have changed since. */
function isCurrent() {
  const [made, ...since] = [
    join(folder, 'first.cjs'),
    join(root, 'build/.tsbuildinfo'),
    join(root, 'node_modules/.package-lock.json'),
    fileURLToPath(import.meta.url),
  ].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return since.every((time) => time < made);
}

/** Each module of ours, and each package, as a module of CommonJS, by name. */
async function chunksOf(input) {
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({
    input,
    platform: 'node',
    logLevel: 'warn',
    checks: { pluginTimings: false },
    preserveEntrySignatures: 'allow-extension',
  });
  const { output } = await bundled.generate({
    dir: unfinished,
    format: 'cjs',
    strict: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    sourcemap: true,
    sourcemapExcludeSources: true,
    comments: { annotation: false, jsdoc: false },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunkOf, debugName: 'modules' }],
    },
  });
  await bundled.close();
  return new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
}

/** A package may have cycles, so it stays in one piece. */
function chunkOf(id) {
  if (id.startsWith(sources)) return id.slice(sources.length).replace(/\.js$/, '').replaceAll('\\', '/');
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
  return name === undefined ? null : `packages/${name}`;
}

/** The names of modules and of all that are loaded with them. */
function namesFrom(chunks, entries) {
  const names = new Set(entries);
  for (const name of names) for (const other of chunks.get(name)?.imports ?? []) names.add(other);
  return names;
}

/** Writes a table of modules: an expression, whose value the loader takes. */
function writeFile(name, chunks, isOfFile) {
  let text = '';
  let line = 0;
  const sections = [];
  const add = (piece) => {
    text += `${piece}\n`;
    line += piece.split('\n').length;
  };
  add('({');
  for (const { fileName, code, map } of chunks.filter((chunk) => isOfFile(chunk.fileName))) {
    add(`${JSON.stringify(`./${fileName}`)}(exports, require, module, __filename) {`);
    sections.push({ offset: { line, column: 0 }, map: seenFromFolder(map, fileName) });
    add(`${withIds(code, fileName)}\n},`);
  }
  writeFileSync(join(unfinished, name), `${text}})\n`);
  writeFileSync(join(unfinished, `${name}.map`), JSON.stringify({ version: 3, sections }));
}

/** An export as rolldown writes it at the end of a module, for values that may still change; none of ours does. */
const changingExport =
  /^Object\.defineProperty\(exports, "([\w$]+)", \{\s+enumerable: true,\s+get: function\(\) \{\s+return ([\w$]+);\s+\}\s+\}\);$/gm;

/** Modules name each other from the top of the table. */
function withIds(code, fileName) {
  return code
    .replace(/\n\/\/# sourceMappingURL=.*\s*$/, '')
    .replaceAll(changingExport, 'exports.$1 = $2;')
    .replace(/\brequire\("(\.\.?\/[^"]+)"\)/g, (_, other) => {
      const id = posix.join(posix.dirname(fileName), other);
      return `require(${JSON.stringify(`./${id}`)})`;
    });
}

/** A map with the paths of its sources as they are seen from the folder of the bundle. */
function seenFromFolder(map, fileName) {
  const { names = [], mappings = '', sources: paths = [] } = map ?? {};
  const from = dirname(join(unfinished, fileName));
  const seen = paths.map((path) => relative(unfinished, resolve(from, path)));
  return { version: 3, names, mappings, sources: seen };
}

/** Writes the caches, in a process without flags that the command line will not have. */
function compile() {
  const script = fileURLToPath(new URL('compile-bundle.mjs', import.meta.url));
  const inherited = Object.entries(process.env).filter(([name]) => !/^(SMB2_AUTH_|NODE_)/.test(name));
  const { status, stderr } = spawnSync(process.execPath, [script, unfinished], {
    env: Object.fromEntries(inherited),
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Stop(`The bundle cannot be compiled:\n${stderr}`);
}
