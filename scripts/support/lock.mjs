import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MILLISECONDS = 100;

/** Runs `work` while no other process runs under the same lock file. The lock of a dead process is free. */
export async function exclusively(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder !== undefined && !isAlive(holder)) {
      rmSync(lock, { force: true });
      continue;
    }
    const number = holder?.pid ?? '?';
    if (!told) console.error(`Waiting for process ${number} (remove ${lock} if it is none of ours) …`);
    told = true;
    await wait(PATIENCE_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process in the lock file; undefined while the content is not yet written, and when the file is gone. */
function holderOf(lock) {
  try {
    const [pid, start] = readFileSync(lock, 'utf8').split(' ');
    return Number(pid) > 0 ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}

/** A number is given again after the death of its process, and means another one in a container. */
function isAlive({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return start === undefined || start === '' || start === startOf(pid);
}

/** The time of a process's start, as Linux has it; empty: the system does not tell. */
function startOf(pid) {
  try {
    // proc(5): the name in parentheses may have blanks; the start is the twentieth field behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
  } catch {
    return '';
  }
}
