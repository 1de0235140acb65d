import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const module = pathToFileURL(resolve('scripts/support/lock.mjs')).href;

describe('scripts: one at a time', () => {
  const folder = useTemporaryFolder();
  const lock = (): string => join(folder(), 'not/there/yet/lock');
  const diary = (): string => join(folder(), 'diary');
  const contend = () => {
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { exclusively } from ${JSON.stringify(module)};
      await exclusively(${JSON.stringify(lock())}, async () => {
        appendFileSync(${JSON.stringify(diary())}, 'in,');
        await setTimeout(50);
        appendFileSync(${JSON.stringify(diary())}, 'out,');
      });`;
    return run(process.execPath, ['--input-type=module', '--eval', script]);
  };

  it('each waits for the one before it', async () => {
    const ended = await Promise.all([contend(), contend(), contend()]);
    assert.deepEqual(
      ended.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.equal(readFileSync(diary(), 'utf8'), 'in,out,in,out,in,out,');
    assert.equal(existsSync(lock()), false);
  });

  it('nobody waits for the dead', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lock(), String(pid));
    const { code, stderr } = await contend();
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });

  it('nor for another process that has the number of a dead one', async function () {
    if (!existsSync('/proc/self/stat')) this.skip();
    // This process has begun at another time.
    writeFileSync(lock(), `${process.pid} 1`);
    const { code, stderr } = await contend();
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });

  it('waits for a process that lives, and says for which', async () => {
    const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)']);
    try {
      writeFileSync(lock(), String(child.pid));
      const script = `
        import { exclusively } from ${JSON.stringify(module)};
        await exclusively(${JSON.stringify(lock())}, () => {});`;
      const waiting = spawn(process.execPath, ['--input-type=module', '--eval', script]);
      const ended = once(waiting, 'close');
      const [said] = (await once(waiting.stderr, 'data')) as [Buffer];
      assert.match(said.toString(), new RegExp(`^Waiting for process ${child.pid} \\(remove `));
      child.kill('SIGKILL');
      assert.deepEqual(await ended, [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
