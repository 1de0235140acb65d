import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, Stop } from './project.mjs';

const folder = join(root, 'build/bundle/cli');
const unfinished = `${folder}.new`;

/**
 * Puts the modules of the command line and of the packages they use into few files of CommonJS, with what V8 compiles
 * of them, so that a command starts at once. Each command that loads more when it runs has a file of its own.
 */
export async function bundle() {
  if (isCurrent()) return;
  // Without the bundle, the command line runs from the modules.
  rmSync(folder, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({
    input: join(root, 'build/src/cli/run.js'),
    platform: 'node',
    logLevel: 'warn',
  });
  const { output } = await bundled.write({
    dir: unfinished,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    sourcemap: true,
    sourcemapExcludeSources: true,
    comments: { annotation: false, jsdoc: false },
  });
  await bundled.close();
  writeLicenses(output.flatMap(({ moduleIds = [] }) => moduleIds));
  compile();
  renameSync(unfinished, folder);
}

/** Whether neither the modules nor the packages have changed since. */
function isCurrent() {
  const [made, ...sources] = [
    join(folder, 'run.cjs'),
    join(root, 'build/.tsbuildinfo'),
    join(root, 'node_modules/.package-lock.json'),
    fileURLToPath(import.meta.url),
  ].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return sources.every((time) => time < made);
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

/** The licenses of the packages in the bundle demand that their text goes with it. */
function writeLicenses(moduleIds) {
  const packages = new Set(
    moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? []),
  );
  const texts = [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `License: ${license}` : readFileSync(join(path, file), 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync(join(unfinished, 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}
