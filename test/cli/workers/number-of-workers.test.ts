import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { runCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { numberOfWorkers } from '../../../src/cli/workers/number-of-workers.js';
import { type Configuration, ConfigurationError, resolveConfiguration } from '../../../src/config/index.js';

const number = (value: Configuration, platform: NodeJS.Platform = 'linux'): number =>
  numberOfWorkers(
    { smb: true, logLevel: 'info' },
    (name) => `--${name}`,
    resolveConfiguration([{ value, label: String }]),
    undefined,
    platform,
  );

describe('cli: the number of workers', () => {
  const folder = useTemporaryFolder();

  it('is one unless something is said', () => {
    assert.equal(number({}), 1);
    assert.equal(number({ workers: 3 }), 3);
  });

  it('auto is one for each core', () => {
    assert.equal(number({ workers: 'auto' }), Math.min(availableParallelism(), 64));
  });

  it('is one on Windows', () => {
    assert.equal(number({ workers: 1 }, 'win32'), 1);
    assert.throws(
      () => number({ workers: 2 }, 'win32'),
      (error) =>
        error instanceof ConfigurationError &&
        error.message.endsWith('cannot be with Windows: its processes inherit no sockets'),
    );
  });

  for (const [args, message] of [
    [['--workers', '0'], '--workers: expected at least 1'],
    [['--workers', '65'], '--workers: expected at most 64'],
    [['--workers', '1.5'], '--workers: expected a number of processes, 1 to 64, or auto'],
    [['--workers', 'all'], '--workers: expected a number of processes, 1 to 64, or auto'],
    [
      ['--workers', '2', '--control', '0', '--control-file', 'never-written'],
      '--workers: cannot be with --control: the API changes accounts, faults and the clock of one process',
    ],
    [
      ['--workers', '2', '--record', 'never-written'],
      '--workers: cannot be with --record: a transcript is that of one process',
    ],
    [
      ['--workers', 'auto', '--test-realm', 'EXAMPLE.TEST'],
      '--workers: cannot be with --test-realm: its KDC is part of one process',
    ],
    [['--workers', '2', '--control-file', 'never-written'], '--control-file: needs --control'],
    [['--workers', '2', '--record-secrets'], '--record-secrets: needs --record'],
    [['--workers', '2', '--capture-keys'], '--capture-keys: needs --capture'],
  ] as const) {
    it(`is refused: ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--user', 'a:b', ...args]);
      assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: '', stderr: `${message}\n` });
    });
  }

  for (const [command, why] of [
    ['diagnose', 'its summary is made in one process'],
    ['audit', 'its report is made in one process'],
  ] as const) {
    it(`is refused by ${command}, from a flag, a variable and a file, and is not in its help`, async () => {
      const file = join(folder(), `${command}.json`);
      writeFileSync(file, JSON.stringify({ workers: 2 }));
      const run = (args: readonly string[], env = {}) => runCli([command, '--port', '0', ...args], { env });
      const [flag, variable, configured, one, help] = await Promise.all([
        run(['--workers', '2']),
        run([], { SMB2_AUTH_WORKERS: 'auto' }),
        run(['--config', file]),
        run(['--config', file, '--workers', '1', '--timeout', '0.01', '--no-json']),
        run(['--help']),
      ]);
      assert.equal(flag.stderr, `--workers: cannot be with ${command}: ${why}\n`);
      assert.equal(variable.stderr, `SMB2_AUTH_WORKERS: cannot be with ${command}: ${why}\n`);
      assert.equal(
        configured.stderr,
        `workers of the configuration file: cannot be with ${command}: ${why}\n`,
      );
      assert.deepEqual([flag.code, variable.code, configured.code, one.code], [2, 2, 2, 0]);
      assert.doesNotMatch(help.stdout, /--workers/);
    });
  }

  it('names what of a file cannot be shared', async () => {
    const file = join(folder(), 'faults.json');
    const faults = [{ when: { step: 'negotiate', user: 'alice' }, what: { do: 'close' } }];
    writeFileSync(file, JSON.stringify({ workers: 2, kerberos: { testRealm: { realm: 'A.TEST' } }, faults }));
    const { code, stderr } = await runCli(['serve', '--config', file, '--user', 'a:b']);
    const place = 'workers of the configuration file: cannot be with';
    assert.equal(
      stderr,
      `${place} kerberos.testRealm: its KDC is part of one process\n` +
        `${place} faults: they count the connections and logins of one process\n`,
    );
    assert.equal(code, 2);
  });

  it('is in the help of serve, and the command of a worker is in none', async () => {
    const [{ stdout: help }, { stdout: all }] = await Promise.all([
      runCli(['serve', '--help']),
      runCli(['--help']),
    ]);
    assert.match(help, /--workers <number>.*auto: one for each\s+core.*SMB2_AUTH_WORKERS/s);
    assert.doesNotMatch(all, /\bworker\b/);
  });

  it('a worker is started by the server alone', async () => {
    const { code, stderr } = await runCli(['worker']);
    assert.deepEqual({ code, stderr }, { code: 2, stderr: 'worker: serve --workers starts it\n' });
  });
});
