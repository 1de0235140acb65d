import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { root, Stop } from './project.mjs';

/** Mocha's options whose value is the next word. */
const valued = new Set(
  [
    ['-f', '--fgrep', '-g', '--grep', '-j', '--jobs', '-n', '--node-option', '-O', '--reporter-option'],
    ['-r', '--require', '-R', '--reporter', '-s', '--slow', '-t', '--timeout', '-u', '--ui'],
    ['--config', '--extension', '--file', '--global', '--globals', '--ignore', '--exclude', '--package'],
    ['--reporter-options', '--retries', '--timeouts', '--watch-files', '--watch-ignore'],
  ].flat(),
);

const SHOWN = 5;

/** Beginnings of the names of tests that run long, the longest first. */
const longest = ['interop/kernel/', 'scorecard/weak-', 'cli/', 'interop/', 'runners/', 'attack/'];

/**
 * Divides the arguments of `npm test -- …`: the tests they name, and mocha's options.
 *
 * A test is named by its source (`test/bytes/reader.test.ts`), by its output (`build/test/bytes/reader.test.js`) or by
 * a folder of either; from the project's folder or from the one that npm was called in.
 *
 * @returns `files`: paths of the compiled tests, from the project's folder; empty when no test is named
 * @throws Stop for a name that matches no test; the message shows the nearest ones
 */
export function askedTests(args, calledIn = process.env.INIT_CWD ?? root) {
  const files = new Set();
  const options = [];
  let isValue = false;
  for (const word of args) {
    if (isValue || word.startsWith('-')) options.push(word);
    else for (const test of testsNamed(word, calledIn)) files.add(test);
    isValue = !isValue && valued.has(word);
  }
  return { files: [...files], options };
}

function testsNamed(word, calledIn) {
  for (const folder of new Set([root, calledIn])) {
    const source = sourceOf(relative(root, resolve(folder, word)));
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const tests = statSync(path).isDirectory() ? testsBelow(source) : [source].filter(isTest);
    if (tests.length > 0) return tests.map(outputOf);
  }
  throw new Stop(notFound(word));
}

/** `build/test/x.test.js` is `test/x.test.ts`. */
function sourceOf(path) {
  const parts = path.split(sep);
  if (parts[0] === 'build') parts.shift();
  return parts.join('/').replace(/\.test\.js$/, '.test.ts');
}

function outputOf(source) {
  return `build/${source.replace(/\.ts$/, '.js')}`;
}

function isTest(source) {
  return source.startsWith('test/') && source.endsWith('.test.ts');
}

/**
 * All compiled tests, from the project's folder. The longest are first: while one of them runs, the others go by, and
 * one that began last would run alone.
 */
export function allTests() {
  const rank = (test) => longest.findIndex((start) => test.startsWith(`test/${start}`)) >>> 0;
  return testsBelow('test')
    .toSorted((a, b) => rank(a) - rank(b))
    .map(outputOf);
}

function testsBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isTest)
    .toSorted();
}

function notFound(word) {
  const wanted = stem(word);
  const near = testsBelow('test')
    .map((test) => ({ test, likeness: likeness(wanted, stem(test)) }))
    .filter(({ likeness: how }) => how >= 0.4)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN);
  if (near.length === 0) return `No test is named ${word}.`;
  return [`No test is named ${word}. The nearest:`, ...near.map(({ test }) => `  ${test}`)].join('\n');
}

function stem(path) {
  return basename(path)
    .replace(/(\.test)?(\.[jt]s)?$/, '')
    .toLowerCase();
}

/** The share of the pairs of letters that two words have in common, from 0 to 1. */
function likeness(one, other) {
  const a = pairs(one);
  const b = pairs(other);
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size || 1);
}

function pairs(word) {
  return new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
}
