import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
});
