import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { run, type Finished } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const action = resolve('.github/actions/serve');

const outputs = ['host', 'port', 'control-url', 'control-token', 'records', 'log'];

describe('the action for GitHub', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const at = (name: string): string => join(folder(), name);

  before(function () {
    requireProgram(this, 'npm');
    requireProgram(this, 'smbclient');
  });

  function runStep(script: string, env: NodeJS.ProcessEnv): Promise<Finished> {
    const files = {
      GITHUB_OUTPUT: at('output'),
      GITHUB_STATE: at('state'),
      GITHUB_STEP_SUMMARY: at('summary'),
    };
    for (const file of Object.values(files)) writeFileSync(file, '', { flag: 'a' });
    const inputs = { INPUT_PACKAGE: resolve('.'), RUNNER_TEMP: folder() };
    return run(process.execPath, [join(action, script)], {
      env: { ...process.env, ...files, ...inputs, ...env },
      timeout: 50_000,
    });
  }

  it('starts a server for the steps behind it, and shows the logins at the end', async () => {
    const started = await runStep('main.mjs', {
      INPUT_USERS: 'alice:se cret\nbob:other\n',
      INPUT_SHARES: 'data\n',
      INPUT_ARGUMENTS: '--log-level\ndebug\n',
    });
    assert.equal(started.code, 0, started.stdout + started.stderr);
    const { host = '', port = '', records = '', log = '', ...control } = valuesOf(at('output'));
    assert.deepEqual(Object.keys(valuesOf(at('output'))), outputs);
    const { pid = '' } = valuesOf(at('state'));
    try {
      assert.equal(started.stdout, `::add-mask::${control['control-token']}\n`);
      const answer = await fetch(`${control['control-url']}/v1/accounts`, {
        headers: { authorization: `Bearer ${control['control-token']}` },
      });
      const { accounts } = (await answer.json()) as { accounts: { name: string }[] };
      assert.deepEqual(
        accounts.map(({ name }) => name),
        ['alice', 'bob'],
      );
      assert.ok(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('se cret'));
      const login = (user: string): Promise<Finished> =>
        run('smbclient', [`//${host}/data`, '-p', port, '-U', user, '-c', 'exit']);
      assert.equal((await login('alice%se cret')).code, 0);
      assert.equal((await login('a|<b>&x%wrong')).code, 1);
      await until(
        'both logins are told',
        () => readFileSync(records, 'utf8').split('"Authentication":').length === 3,
      );
      assert.match(readFileSync(log, 'utf8'), /debug: accounts: alice, bob/);
    } finally {
      const ended = await runStep('post.mjs', { STATE_pid: pid, STATE_records: records });
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    }
    assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
    const summary = readFileSync(at('summary'), 'utf8');
    assert.match(summary, /^### smb2-auth-server: 2 logins\n\n\| user \| from \| reason \| why \|\n/);
    const [, alice = '', stranger = ''] = /\n\| --- .*\n(.*)\n(.*)\n$/.exec(summary) ?? [];
    assert.match(alice, /^\| .*&#92;alice \| .* \| accepted \| The login was accepted/);
    assert.match(stranger, /^\| .*&#92;a&#124;&#60;b&#62;&#38;x \| .* \| unknown&#45;account \| /);
    assert.equal(stranger.split('|').length, 6);
  });

  it('has in action.yml the inputs that it reads, the outputs that it leaves, and its scripts', () => {
    const [, inputs = '', left = '', runs = ''] =
      /^inputs:\n([^]*)^outputs:\n([^]*)^runs:\n([^]*)^branding:$/m.exec(
        readFileSync(join(action, 'action.yml'), 'utf8'),
      ) ?? [];
    const namesIn = (block: string): string[] =>
      [...block.matchAll(/^ {2}([\w-]+):/gm)].map(([, name = '']) => name);
    const script = readFileSync(join(action, 'main.mjs'), 'utf8');
    const asked = [...script.matchAll(/\b(?:input|linesOf)\('([\w-]+)'\)/g)].map(([, name = '']) => name);
    assert.deepEqual(asked.toSorted(), ['arguments', 'config', 'package', 'port', 'shares', 'users']);
    assert.deepEqual(namesIn(inputs).toSorted(), asked.toSorted());
    assert.deepEqual(namesIn(left), outputs);
    assert.match(runs, /^ {2}main: main\.mjs\n {2}post: post\.mjs\n/m);
  });

  it('fails with what the server says where it cannot be', async () => {
    const { code, stdout } = await runStep('main.mjs', { INPUT_SHARES: 'data=/no/such/folder' });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^::error::the server ended with exit code 2%0A--share data=\/no\/such\/folder: expected a directory that exists%0A\n$/,
    );
  });

  it('shows hostile names and a record that was cut off within the bounds of a summary', async () => {
    const record = (clientAccount: string): string =>
      JSON.stringify({
        type: 'Authentication',
        Authentication: { clientAccount, diagnosis: { reason: 'unknown-account', explanation: '' } },
      });
    const lines = [
      ...Array<string>(300).fill(record('|'.repeat(10_000))),
      record('\u202eevil\u0007'),
      '{"type":',
    ];
    writeFileSync(at('records'), lines.join('\n'));
    writeFileSync(at('summary'), '');
    const { code, stderr } = await runStep('post.mjs', {
      STATE_pid: '999999999',
      STATE_records: at('records'),
    });
    assert.deepEqual([code, stderr], [0, '']);
    const summary = readFileSync(at('summary'), 'utf8');
    assert.ok(summary.length < 1024 * 1024, String(summary.length));
    assert.match(summary, /\n\| &#92;&#92;u&#123;202e&#125;evil&#92;u&#123;7&#125; \| .*\n\n101 earlier/);
  });

  it('waits no longer than seconds for a server that has ended and that nobody collects', async function () {
    requireProgram(this, 'python3');
    const child =
      'import os, time\npid = os.fork()\nif pid == 0: os._exit(0)\nprint(pid, flush=True)\ntime.sleep(60)';
    const parent = spawn('python3', ['-c', child], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      writeFileSync(at('records'), '');
      const { code } = await runStep('post.mjs', {
        STATE_pid: String(pid).trim(),
        STATE_records: at('records'),
      });
      assert.equal(code, 0);
    } finally {
      parent.kill();
    }
  });

  it('does nothing at the end of a job whose server never was', async () => {
    const { code, stdout } = await runStep('post.mjs', {});
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
  });
});

/** The values of a file of `GITHUB_OUTPUT`, as the runner reads it. */
function valuesOf(file: string): Record<string, string> {
  const entries = [...readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm)];
  return Object.fromEntries(entries.map(([, name = '', , value = '']) => [name, value]));
}
