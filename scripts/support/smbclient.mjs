import { spawnSync } from 'node:child_process';
import { isOnPath } from './project.mjs';

/**
 * The tests log in with the real smbclient. Where it is missing and may be installed, it is; where it stays missing,
 * the tests say which of them were skipped, or fail under CI=true.
 */
export function provideSmbclient() {
  if (isOnPath('smbclient') || !isOnPath('apt-get') || process.getuid?.() !== 0) return;
  console.error('Installing smbclient …');
  const install = ['install', '--yes', '-qq', '--no-install-recommends', 'smbclient'];
  const done = aptGet(install) || (aptGet(['update', '-qq']) && aptGet(install));
  if (!done) console.error('smbclient could not be installed: tests that need it are skipped.');
}

function aptGet(args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
