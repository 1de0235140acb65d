import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { run, type Finished } from '../support/run.js';

/** The project whose tests are run; `npm run interop:runners` installs its packages. */
const project = resolve('test/runners/project');
const packages = join(project, 'node_modules');
/** Milliseconds that a program may take on a busy machine. */
const patience = 60_000;
const vmModules = '--experimental-vm-modules';
const mocha = resolve('node_modules/mocha/bin/mocha.js');
const jest = join(packages, 'jest/bin/jest.js');
const vitest = join(packages, 'vitest/vitest.mjs');

interface Runner {
  readonly name: string;
  /** The arguments of node before the file of tests. */
  readonly args: readonly string[];
  /** Files of tests that pass. */
  readonly suites: readonly string[];
  /** How it says that the five tests have passed. */
  readonly passed: RegExp;
}

/** The other pools of vitest have a run of their own: `npm run interop:runners`. */
const pools = process.env['EVERY_RUNNER'] === '1' ? ['forks', 'threads', 'vmForks', 'vmThreads'] : ['forks'];

const runners: readonly Runner[] = [
  {
    name: 'node:test',
    args: ['--test', '--test-reporter', 'tap'],
    suites: ['esm.test.mjs', 'require.test.cjs'],
    passed: /^# pass 5$/m,
  },
  {
    name: 'mocha',
    args: [mocha, '--no-config', '--no-package', '--timeout', '20000'],
    suites: ['esm.test.mjs', 'require.test.cjs'],
    passed: /^ *5 passing/m,
  },
  {
    name: 'jest',
    args: [vmModules, '--no-warnings', jest, '--testTimeout', '20000', '--watchman=false'],
    suites: ['esm.test.mjs', 'import.test.cjs'],
    passed: /^Tests: +5 passed, 5 total$/m,
  },
  ...pools.map((pool) => ({
    name: `vitest --pool=${pool}`,
    args: [vitest, 'run', `--pool=${pool}`, '--testTimeout', '20000'],
    suites: ['esm.test.mjs'],
    passed: /^ *Tests +5 passed \(5\)$/m,
  })),
];

describe('runners, with the package as it is packed', function () {
  this.timeout(2 * patience);

  before(async function () {
    requireProgram(this, 'smbclient');
    const folder = mkdtempSync(join(tmpdir(), 'smb2-pack-'));
    try {
      const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
      const { stdout } = await run('npm', pack, { timeout: patience });
      const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
      const installed = join(packages, 'smb2-auth-server');
      rmSync(installed, { recursive: true, force: true });
      mkdirSync(installed, { recursive: true });
      const unpack = ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1'];
      const unpacked = await run('tar', unpack, { timeout: patience });
      assert.equal(unpacked.code, 0, unpacked.stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const { name, args, suites, passed } of runners) {
    describe(name, () => {
      before(function () {
        for (const path of args.filter((argument) => argument.startsWith(packages))) {
          if (existsSync(path)) continue;
          if (process.env['CI'] === 'true')
            throw new Error('npm run interop:runners installs what is missing');
          this.skip();
        }
      });

      for (const suite of suites) {
        it(`a login, a file, a refusal, an expiry and two servers in ${suite}`, async () => {
          const { code, stdout, stderr } = await runTests(args, suite);
          assert.equal(code, 0, stdout + stderr);
          assert.match(stdout + stderr, passed);
        });
      }

      it('an expectation that fails shows why, the difference, and the line of the test', async () => {
        const { code, stdout, stderr } = await runTests(args, 'expectation.test.mjs');
        assert.notEqual(code, 0);
        const shown = stdout + stderr;
        assert.match(shown, /expected that 'alice' is refused with the reason 'wrong-password'\./);
        assert.match(shown, /An attempt of “alice” was refused \(mangled-password\): The account exists/);
        assert.match(shown, /reason"?: ["']wrong-password["']/);
        assert.match(shown, /reason"?: ["']mangled-password["']/);
        assert.match(
          shown,
          /no attempt of 'bob' within 100 ms:\n\s+1 client connected\.\n\s+An attempt of “alice”/,
        );
        for (const call of ["expectRefused('alice'", "attempt({ user: 'bob'"]) {
          assert.match(
            shown,
            new RegExp(`expectation\\.test\\.mjs:${lineOf('expectation.test.mjs', call)}:\\d+`),
          );
        }
      });

      it('a listener that fails, fails the test', async () => {
        const { code, stdout, stderr } = await runTests(args, 'listener.test.mjs');
        assert.notEqual(code, 0);
        for (const how of ['at once', 'later']) {
          assert.match(stdout + stderr, new RegExp(`the listener ${how}`));
        }
      });
    });
  }
});

/** The number of the line with a text, from 1. */
function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(project, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

function runTests(args: readonly string[], file: string): Promise<Finished> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return run(process.execPath, [...args, file], { cwd: project, env, timeout: patience });
}
