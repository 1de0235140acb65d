import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { until } from '../../support/until.js';

const module = (name: string): string => JSON.stringify(pathToFileURL(resolve('scripts/bench', name)).href);

/** A server with a process of its own; neither ends by a signal that can be caught. It prints both process ids. */
const server = `
  import { spawn } from 'node:child_process';
  process.on('SIGTERM', () => {});
  const idle = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)";
  spawn(process.execPath, ['-e', idle], { stdio: 'inherit' });
  console.log(process.pid);
  setInterval(() => {}, 1000);`;

/** A benchmark with that server and a folder, whose paths and process ids are its output. */
const benchmark = (last: string): string => `
  import { start } from ${module('processes.mjs')};
  import { makeFolder } from ${module('temporary.mjs')};
  console.log(makeFolder());
  const args = ['--input-type=module', '-e', ${JSON.stringify(server)}];
  const { child } = start(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = '';
  child.stdout.on('data', (text) => {
    process.stdout.write(text);
    lines += text;
    if (lines.split('\\n').length === 3) { ${last} }
  });`;

describe('bench: processes', () => {
  for (const [end, last, code] of [
    ['a signal', '', 143],
    ['an error', "throw new Error('of the benchmark')", 1],
    ['process.exit', 'process.exit(7)', 7],
  ] as const)
    it(`none outlives the benchmark, and no folder, after ${end}`, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', benchmark(last)], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = once(child, 'exit');
      const said: string[] = [];
      for await (const line of createInterface(child.stdout)) {
        said.push(line);
        if (said.length === 3 && last === '') child.kill('SIGTERM');
      }
      assert.equal((await ended)[0], code);
      const [folder = '', ...ids] = said;
      assert.match(folder, /smb2-bench-/);
      assert.equal(existsSync(folder), false);
      assert.equal(ids.length, 2);
      await until('both are gone', () => ids.every((id) => !isAlive(Number(id))));
    });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
