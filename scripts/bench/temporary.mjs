import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Stop } from '../support/project.mjs';
import { stop } from './processes.mjs';

const folders = new Set();
let isRemovingFolders = false;

/** A new folder, which is removed at the end of this process at the latest. */
export function makeFolder() {
  removeFoldersAtExit();
  const folder = mkdtempSync(join(tmpdir(), 'smb2-bench-'));
  folders.add(folder);
  return folder;
}

function removeFoldersAtExit() {
  if (isRemovingFolders) return;
  isRemovingFolders = true;
  process.on('exit', () => {
    for (const folder of folders) removeFolder(folder);
  });
}

/** Removes such a folder with all that is in it. */
export function removeFolder(folder) {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A busy machine starts the slowest server in a tenth of it. */
const START_SECONDS = 30;

/**
 * The port that a server writes to a file of `folder` once it listens.
 *
 * @param launch starts the server; it is called when nothing of it can be missed any more
 * @throws Stop when the server ends before, or takes too long, in which case it is stopped
 */
export async function portWhenListening(folder, file, launch, seconds = START_SECONDS) {
  let watcher;
  const appeared = new Promise((resolve) => {
    watcher = watch(
      folder,
      () => existsSync(file) && readFileSync(file, 'utf8').trim() !== '' && resolve(true),
    );
  });
  const started = launch();
  const late = new AbortController();
  const isLate = wait(seconds * 1000, 'late', { signal: late.signal }).catch(() => {});
  const result = await Promise.race([appeared, started.ended.then(() => 'ended'), isLate]);
  watcher.close();
  late.abort();
  const program = started.child.spawnargs.join(' ');
  if (result === 'ended') throw new Stop(`a server ended before it listened: ${program}`);
  if (result === 'late') {
    await stop(started);
    throw new Stop(`a server did not listen within ${seconds} s: ${program}`);
  }
  return { started, port: Number(readFileSync(file, 'utf8')) };
}

/** A port of 127.0.0.1 that nobody listens on. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
