// npm run compatibility: runs the tests with clients of others, and writes src/server/COMPATIBILITY.md with what came
// of them. `--results FILE`, repeatable, takes the results of runs that were made before, such as
// `TEST_RESULTS=FILE npm run interop:domain -- --reporter scripts/support/mocha-reporter.mjs`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clients } from './compatibility/clients.mjs';
import { renderCompatibility } from './compatibility/render.mjs';
import { prepare } from './support/prepare.mjs';
import { installed, main, root, Stop } from './support/project.mjs';

const ownResults = join(root, 'build/compatibility.jsonl');

await main(async () => {
  const { values } = parseArgs({ options: { results: { type: 'string', multiple: true } } });
  const files = values.results ?? [await runTests()];
  // The last run of a test counts.
  const byFile = new Map(files.flatMap((name) => [...groupedByFile(readResults(name))]));
  const results = [...byFile.values()].flat();
  if (results.length === 0) throw new Stop('There are no results.');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const page = renderCompatibility({
    version,
    date: new Date().toISOString().slice(0, 10),
    machine: `${type()} ${release()} ${arch()}, Node.js ${process.versions.node}`,
    clients: clients.map(({ name, version: command, tests }) => ({
      name,
      version: versionOf(command),
      tests: tests.map((test) => tried(test, results)),
    })),
  });
  writeFileSync(join(root, 'src/server/COMPATIBILITY.md'), page);
});

async function runTests() {
  await prepare();
  rmSync(ownResults, { force: true });
  const names = new Set(clients.flatMap(({ tests }) => tests.map(([, name]) => name)));
  const { status } = spawnSync(
    installed('mocha'),
    ['--reporter', 'scripts/support/mocha-reporter.mjs', ...[...names].map((name) => compiled(fileOf(name)))],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_RESULTS: ownResults } },
  );
  // Tests that fail are a row of the page.
  if (!existsSync(ownResults)) throw new Stop(`The tests did not run (${status}).`);
  return ownResults;
}

function fileOf(name) {
  return name === 'kernel' ? 'test/interop/kernel/kernel.test.ts' : `test/interop/${name}.test.ts`;
}

function compiled(file) {
  return `build/${file.replace(/\.ts$/, '.js')}`;
}

/** Lines that the reporter wrote; the last one of a test is the one that counts. */
function readResults(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function groupedByFile(results) {
  const grouped = new Map();
  for (const result of results) grouped.set(result.file, [...(grouped.get(result.file) ?? []), result]);
  return grouped;
}

function tried([what, name, titles = /^/], results) {
  const file = fileOf(name);
  const own = new Map(
    results.filter((one) => one.file === file && titles.test(one.title)).map((one) => [one.title, one.state]),
  );
  if (own.size === 0) return { what, file, passed: 0, failed: 0, skipped: 'all' };
  const count = (state) => [...own.values()].filter((other) => other === state).length;
  return { what, file, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** The first number with a point in what a program says of itself. */
function versionOf([program, ...args]) {
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) return 'not there';
  const [found] = /\d+(?:[.-]\w+)+/.exec(`${stdout}\n${stderr}`) ?? [];
  return found ?? 'not there';
}
