import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle, bundleFiles, cacheNameOf, cacheOf } from '../../../src/cli/bundle/bundle.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

/** Modules as the build writes them: `run` uses `used` and `other`, which is in another file, when it is called. */
const files = {
  'first.cjs': `({
"./run.cjs"(exports, require, module, __filename) {
  const used = require("./used.cjs");
  const other = require("./other.cjs");
  const path = require("node:path");
  exports.run = (name) => (name === 'other' ? other.value : used.value);
  exports.file = path.basename(__filename);
},
"./used.cjs"(exports) {
  globalThis.ranUsed = (globalThis.ranUsed ?? 0) + 1;
  exports.value = 'used';
},
})`,
  'words.cjs': '({})',
  'serve.cjs': '({})',
  'more.cjs': `({
"./other.cjs"(exports) {
  exports.value = 'other';
},
})`,
};

describe('the bundle', () => {
  const folder = useTemporaryFolder();

  beforeEach(() => {
    mkdirSync(folder(), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder(), name), text);
  });

  it('runs a module once, when something of it is used', () => {
    const global = globalThis as { ranUsed?: number };
    delete global.ranUsed;
    const run = new Bundle(folder()).entry['run'] as (name: string) => string;
    assert.equal(global.ranUsed, undefined);
    assert.deepEqual([run('used'), run('used')], ['used', 'used']);
    assert.equal(global.ranUsed, 1);
  });

  it('reads further files for a module that is not in the first', () => {
    const bundle = new Bundle(folder());
    const run = bundle.entry['run'] as (name: string) => string;
    run('used');
    assert.equal(bundle.scripts.length, 1);
    assert.equal(run('other'), 'other');
    assert.equal(bundle.scripts.length, 4);
  });

  it('gives modules those of node, and the path of their file', () => {
    assert.equal(new Bundle(folder()).entry['file'], 'first.cjs');
  });

  it('has the exports of a module as values', () => {
    const { entry } = new Bundle(folder());
    assert.equal(entry['absent'], undefined);
    assert.deepEqual(Object.keys(entry), ['run', 'file']);
    assert.equal(Object.getOwnPropertyDescriptor(entry, 'file')?.value, 'first.cjs');
  });

  it('names a module that is nowhere', () => {
    writeFileSync(join(folder(), 'more.cjs'), '({})');
    const run = new Bundle(folder()).entry['run'] as (name: string) => string;
    assert.throws(() => run('other'), /the bundle has no \.\/other\.cjs/);
  });

  it('takes a cache of its source, and compiles where it is of another one, broken or not there', () => {
    // V8 remembers a source that it has compiled, so each case has another one.
    const change = (comment: string): void => {
      for (const name of bundleFiles) writeFileSync(join(folder(), name), `${files[name]}\n// ${comment}`);
    };
    const answer = (): [string, boolean] => {
      const bundle = new Bundle(folder());
      const run = bundle.entry['run'] as (name: string) => string;
      return [run('other'), bundle.isPrecompiled];
    };
    const compile = (): void => {
      const compiled = new Bundle(folder());
      compiled.readAll();
      for (const [index, name] of bundleFiles.entries()) {
        const source = readFileSync(join(folder(), name));
        writeFileSync(
          join(folder(), cacheNameOf(name)),
          cacheOf(source, compiled.scripts[index]!.createCachedData()),
        );
      }
    };
    change('compiled');
    compile();
    assert.deepEqual(answer(), ['other', true]);
    change('compilee');
    assert.deepEqual(answer(), ['other', false]);
    change('of another length');
    assert.deepEqual(answer(), ['other', false]);
    change('damaged');
    compile();
    for (const name of bundleFiles) {
      const path = join(folder(), cacheNameOf(name));
      const cache = readFileSync(path);
      cache.writeUInt8(cache.readUInt8(cache.length - 1) ^ 1, cache.length - 1);
      writeFileSync(path, cache);
    }
    assert.deepEqual(answer(), ['other', false]);
    change('broken');
    for (const name of bundleFiles) writeFileSync(join(folder(), cacheNameOf(name)), 'no cache');
    assert.deepEqual(answer(), ['other', false]);
    change('none');
    for (const name of bundleFiles) rmSync(join(folder(), cacheNameOf(name)));
    assert.deepEqual(answer(), ['other', false]);
  });
});

describe('the bundle that is built', () => {
  const built = 'build/bundle/cli';

  it('was compiled by this version of node', () => {
    const program = `
import { Bundle } from ${JSON.stringify(new URL('../../../src/cli/bundle/bundle.js', import.meta.url).href)};
import { optimizeSooner } from ${JSON.stringify(new URL('../../../src/cli/bundle/optimize-sooner.js', import.meta.url).href)};
const bundle = new Bundle(${JSON.stringify(join(process.cwd(), built))});
OPTIMIZE bundle.readAll();
console.log(bundle.isPrecompiled);`;
    const answer = (optimize: string): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program.replace('OPTIMIZE', optimize)], {
        encoding: 'utf8',
      });
    assert.equal(answer('optimizeSooner();'), 'true\n');
    // Under other flags V8 refuses it.
    assert.equal(answer(''), 'false\n');
  });

  it('holds no path of the machine that it was built on', () => {
    for (const name of [...bundleFiles, ...bundleFiles.map((file) => `${file}.map`)]) {
      assert.ok(!readFileSync(join(built, name), 'latin1').includes(process.cwd()), name);
    }
    for (const name of bundleFiles) {
      assert.ok(!readFileSync(join(built, cacheNameOf(name)), 'latin1').includes(process.cwd()), name);
    }
  });
});
