import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleFiles, cacheNameOf } from '../src/cli/bundle/bundle.js';
import { reasonsWhile } from './examples/embedded.js';
import { run } from './support/run.js';
import { SmbClient } from './support/smb-client.js';
import { login, negotiate } from './support/smb-client-login.js';
import { typeCheck } from './support/type-check.js';

interface Manifest {
  readonly bin: Record<string, string>;
  readonly exports: Record<string, string>;
  readonly publishConfig: unknown;
}

/** A package as package-lock.json has it. */
interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

describe('the package', () => {
  it('holds all it promises, and neither tests nor keys', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string; mode: number }[] }];
    const packed = new Map(files.map(({ path, mode }) => [path, mode]));
    for (const target of Object.values(manifest.exports)) {
      assert.ok(packed.has(join(target)), target);
      if (target.endsWith('.js')) assert.ok(packed.has(join(target).replace(/js$/, 'd.ts')), target);
    }
    const programs = Object.values(manifest.bin).map((path) => packed.get(join(path)));
    assert.ok(programs.length > 0);
    for (const mode of programs) assert.equal((mode ?? 0) & 0o111, 0o111);
    for (const file of bundleFiles) {
      for (const name of [file, `${file}.map`, cacheNameOf(file)])
        assert.ok(packed.has(`build/bundle/cli/${name}`), name);
    }
    assert.ok(packed.has('build/bundle/cli/LICENSES.txt'));
    assert.deepEqual(
      [...packed.keys()].filter((path) => path.includes('watch/page')).toSorted(),
      ['LICENSES.txt', 'index.html', 'page.css', 'page.js'].map((name) => `build/src/watch/page/${name}`),
    );
    const strangers = [...packed.keys()].filter((path) => /^(build\/)?test\/|\.pem$|tsbuildinfo/.test(path));
    assert.deepEqual(strangers, []);
  });

  for (const resolution of ['nodenext', 'bundler'] as const)
    it(`has types that a strict program can check to the bottom, by ${resolution}`, async function () {
      this.timeout(60_000);
      const { code, stdout } = await typeCheck('test/examples/embedded.ts', resolution);
      assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
    });

  it('has the same types, and is the same module, for who requires it', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync('build/require-');
    try {
      const file = join(folder, 'program.cts');
      writeFileSync(
        file,
        [
          "import server = require('smb2-auth-server');",
          "import auth = require('smb2-auth-server/auth');",
          'export const made: server.Server = server.createServer({ accounts: [], shares: [], port: 0 });',
          "export const hash: Buffer = auth.ntHashOfPassword('secret');",
        ].join('\n'),
      );
      const { code, stdout } = await typeCheck(file);
      assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
      const required: unknown = createRequire(import.meta.url)('smb2-auth-server');
      assert.equal(required, await import('smb2-auth-server'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is as publint and the check of types want it, within its sizes, and installs no script', async function () {
    this.timeout(180_000);
    const { code, stdout, stderr } = await run(
      process.execPath,
      ['scripts/check-package.mjs', '--as-built'],
      {
        timeout: 170_000,
      },
    );
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^unpacked, bytes: [\d,]+ \(at most [\d,]+\)$/m);
    assert.match(stdout, /^of them with an install script: 0 \(at most 0\)$/m);
    assert.match(stdout, /^publint and the check of types found nothing\.$/m);
  });

  it('is published with its provenance alone', () => {
    assert.deepEqual(manifest.publishConfig, { access: 'public', provenance: true });
  });

  it('locks each package that it is built with by a hash, at no address, and none has an install script', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, Locked>;
    };
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    assert.ok(locked.length > 100, String(locked.length));
    const wrong = locked.filter(
      ([, { integrity = '', resolved, hasInstallScript = false }]) =>
        !integrity.startsWith('sha512-') || resolved !== undefined || hasInstallScript,
    );
    assert.deepEqual(wrong, []);
  });

  it('serves whoever embeds it', async () => {
    const reasons = await reasonsWhile(async ({ port }) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      await login(client);
      client.close();
    });
    assert.deepEqual(reasons, ['accepted']);
  });
});
