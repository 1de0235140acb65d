import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ClientRun, PlaceholderValues } from '../../../src/scorecard/client.js';
import { placeholderNames } from '../../../src/scorecard/placeholders.js';
import { until } from '../../support/until.js';
import { runnerOf } from '../../../src/cli/check-client/run-command.js';

const values = {
  ...(Object.fromEntries(placeholderNames.map((name) => [name, name])) as unknown as PlaceholderValues),
  user: 'alice',
  password: 'Pw1-0123456789abcdef',
};
const run: ClientRun = { values, environment: { EXTRA: 'yes' }, secrets: [values.password] };

function nodeRunner(
  script: string,
  { seconds = 20, crashWords }: { seconds?: number; crashWords?: RegExp } = {},
) {
  return runnerOf({
    command: [process.execPath, '-e', script, '{password}', '{user}'],
    timeoutMilliseconds: seconds * 1000,
    ...(crashWords && { crashWords }),
    signal: new AbortController().signal,
  });
}

describe('a run of the command', () => {
  it('exit code, output of both kinds, arguments and environment', async () => {
    const end = await nodeRunner(
      'console.log(process.argv[2], process.env.EXTRA); console.error("oh"); process.exitCode = 7',
    )(run);
    assert.equal(end.how, 'ended');
    assert.equal(end.code, 7);
    assert.match(end.output, /alice yes/);
    assert.match(end.output, /oh/);
  });

  it('a signal is a crash of the client', async () => {
    const end = await nodeRunner('process.kill(process.pid, "SIGSEGV"); setInterval(() => {}, 1000)')(run);
    assert.equal(end.how, 'killed');
    assert.equal(end.signal, 'SIGSEGV');
  });

  it('so is the exit code of a shell for it', async () => {
    const end = await nodeRunner('process.exitCode = 139')(run);
    assert.match(end.crash ?? '', /139/);
  });

  it('and words, as its user says, unless it ended well', async () => {
    const crashWords = /^Traceback/m;
    const crashed = await nodeRunner('console.log("x\\nTraceback …"); process.exitCode = 1', { crashWords })(
      run,
    );
    assert.match(crashed.crash ?? '', /Traceback/);
    const well = await nodeRunner('console.log("Traceback")', { crashWords })(run);
    assert.equal(well.crash, undefined);
  });

  it('the words of a crash have no secret', async () => {
    const crashed = await nodeRunner('console.log("panic", process.argv[1]); process.exitCode = 1', {
      crashWords: /panic.*/,
    })(run);
    assert.equal(crashed.crash, 'its output has “panic ***”');
  });

  it('is not begun once it is aborted', async () => {
    const aborting = new AbortController();
    aborting.abort(new Error('interrupted'));
    const runner = runnerOf({
      command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
      timeoutMilliseconds: 60_000,
      signal: aborting.signal,
    });
    await assert.rejects(runner(run), /interrupted/);
  });

  it('holds nothing open for a process that has left its group', async function () {
    if (process.platform === 'win32') this.skip();
    const script = `
      const { runnerOf } = await import(${JSON.stringify(new URL('../../../src/cli/check-client/run-command.js', import.meta.url).href)});
      const end = await runnerOf({
        command: ['setsid', '--fork', process.execPath, '-e', 'console.log(process.pid); setInterval(() => {}, 1000)'],
        timeoutMilliseconds: 20_000,
        signal: new AbortController().signal,
      })(${JSON.stringify(run)});
      console.log(JSON.stringify(end));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 20_000,
    });
    const { how, output } = JSON.parse(stdout) as { how: string; output: string };
    if (/^\d+/.test(output)) process.kill(Number.parseInt(output, 10), 'SIGKILL');
    assert.equal(how, 'ended');
  });

  it('is ended with what it started when its time is over', async function () {
    if (process.platform === 'win32') this.skip();
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
        { stdio: 'inherit' });
      console.log('child ' + child.pid);
      setInterval(() => {}, 1000);`;
    // Two processes have to begin before it.
    const end = await nodeRunner(script, { seconds: 5 })(run);
    assert.equal(end.how, 'timed-out');
    const child = Number(/child (\d+)/.exec(end.output)?.[1]);
    assert.ok(child > 0, end.output);
    await until('the child of the child ends', () => !isAlive(child));
  });

  it('is ended when the whole is interrupted', async () => {
    const aborting = new AbortController();
    const running = runnerOf({
      command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
      timeoutMilliseconds: 20_000,
      signal: aborting.signal,
    })(run);
    aborting.abort();
    assert.equal((await running).how, 'killed');
  });

  it('a program that is not there is an error', async () => {
    const missing = runnerOf({
      command: ['/nonexistent/client'],
      timeoutMilliseconds: 1000,
      signal: new AbortController().signal,
    });
    await assert.rejects(missing(run), { code: 'ENOENT' });
  });

  it('shows no password, in no form', async () => {
    const script = `
      const password = process.argv[1];
      const { createHash } = require('node:crypto');
      console.log(password, password.toUpperCase(), encodeURIComponent(password));
      console.log(Buffer.from('alice:' + password).toString('base64'));
      console.log(Buffer.from(password).toString('hex'), Buffer.from(password, 'utf16le').toString('hex'));`;
    const { output } = await nodeRunner(script)(run);
    const { password } = values;
    for (const form of [
      password,
      Buffer.from(`alice:${password}`).toString('base64'),
      Buffer.from(password).toString('hex'),
      Buffer.from(password, 'utf16le').toString('hex'),
    ]) {
      assert.ok(!output.toLowerCase().includes(form.toLowerCase()), form);
    }
    assert.match(output, /\*\*\*/);
  });

  it('shows no part of a password where the output is cut', async () => {
    const script = `
      process.stdout.write('x'.repeat(4090) + process.argv[1] + 'y'.repeat(9000) + process.argv[1] + 'z'.repeat(4090))`;
    const { output } = await nodeRunner(script)(run);
    assert.match(output, /x\*\*\*\n… \d+ bytes …\n\*\*\*z/);
  });

  it('keeps the beginning and the end of a long output', async () => {
    const script = 'process.stdout.write("begin" + "x".repeat(1e6) + "end")';
    const { output } = await nodeRunner(script)(run);
    assert.ok(output.length < 10_000);
    assert.match(output, /^begin.*\n… \d+ bytes …\n.*end$/s);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody waits for orphans, one that was killed stays as a zombie.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
