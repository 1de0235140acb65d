import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFiles, cacheNameOf } from '../../../src/cli/bundle/bundle.js';
import { run } from '../../support/run.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const sources = fileURLToPath(new URL('../../../src/cli/', import.meta.url));

describe('the command line: bundle or modules', () => {
  const folder = useTemporaryFolder();
  const at = (...path: string[]): string => join(folder(), 'build', ...path);
  const said = async (): Promise<string> => (await run(process.execPath, [at('src/cli/main.js')])).stdout;

  beforeEach(() => {
    rmSync(at(), { recursive: true, force: true });
    for (const path of ['src/cli/bundle', 'bundle/cli']) mkdirSync(at(path), { recursive: true });
    writeFileSync(join(folder(), 'package.json'), '{ "type": "module" }');
    for (const path of ['main.js', 'bundle'])
      cpSync(join(sources, path), at('src/cli', path), { recursive: true });
    writeFileSync(at('src/cli/run.js'), "export const run = () => { console.log('modules'); return 0; };");
    writeFileSync(
      at('bundle/cli/first.cjs'),
      `({ "./run.cjs"(exports) { exports.run = () => { console.log('bundle'); return 0; }; } })`,
    );
  });

  it('is the bundle in a package, where nothing tells of compilations', async () => {
    assert.equal(await said(), 'bundle\n');
  });

  for (const [when, seconds, expected] of [
    ['after the last compilation is taken', -10, 'bundle\n'],
    ['before the last compilation is not', 10, 'modules\n'],
  ] as const) {
    it(`a bundle that was made ${when}`, async () => {
      const time = Date.now() / 1000 + seconds;
      writeFileSync(at('.tsbuildinfo'), '');
      utimesSync(at('.tsbuildinfo'), time, time);
      assert.equal(await said(), expected);
    });
  }

  it('is the modules where there is no bundle', async () => {
    rmSync(at('bundle'), { recursive: true });
    assert.equal(await said(), 'modules\n');
  });

  for (const [what, keeps] of [
    ['what this version of node compiled', true],
    ['nothing that this version of node compiled', false],
  ] as const) {
    it(`serves without the modules and their packages, with ${what}`, async () => {
      cpSync('package.json', join(folder(), 'package.json'));
      cpSync('build/bundle', at('bundle'), { recursive: true });
      if (!keeps) for (const name of bundleFiles) rmSync(at('bundle/cli', cacheNameOf(name)));
      const serve = [
        'serve',
        '--port',
        '0',
        '--user',
        'alice:secret',
        '--share',
        'files',
        '--timeout',
        '0.01',
      ];
      const { code, stdout, stderr } = await run(process.execPath, [at('src/cli/main.js'), ...serve]);
      assert.match(stdout, /^\{"type":"listening","host":"127\.0\.0\.1","port":\d+\}\n$/);
      assert.match(stderr, /^\S+ info: stopping: the time is over\n$/);
      assert.equal(code, 0);
    });
  }

  it('has the lines of the modules in stacks', async () => {
    const program = `
import { loadRun } from ${JSON.stringify(new URL('../../../src/cli/bundle/load-run.js', import.meta.url).href)};
const run = await loadRun();
const onListening = () => { throw Object.assign(new TypeError('thrown'), { code: 'ERR_OF_THE_TEST' }); };
await run(['serve', '--port', '0', '--user', 'alice:secret'], { onListening });`;
    const { code, stderr } = await run(process.execPath, ['--input-type=module', '-e', program]);
    assert.equal(code, 1);
    assert.match(stderr, /^TypeError \[ERR_OF_THE_TEST\]: thrown$/m);
    const [, file = '', line] = /^ {4}at serve \((.*serve\.js):(\d+):\d+\)$/m.exec(stderr) ?? [];
    assert.equal(file, join(sources, 'serve/serve.js'));
    assert.match(readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '', /onListening/);
    assert.match(stderr, /^ {4}at .*node_modules\/commander\/lib\/command\.js:\d+:\d+\)$/m);
  });

  it('starts where the errors of node cannot be changed', async () => {
    const { code, stdout } = await run(process.execPath, [
      '--frozen-intrinsics',
      join(sources, 'main.js'),
      '--version',
    ]);
    assert.deepEqual([code, stdout], [0, '0.1.0\n']);
  });
});
