import { spawnSync } from 'node:child_process';
import { isOnPath } from './project.mjs';

/**
 * The tests log in with real clients: smbclient, and impacket in Debian's own Python. Where one is missing and may be
 * installed, it is; where it stays missing, the tests say which of them were skipped, or fail under CI=true.
 */
export function provideClients() {
  const missing = [
    ...(isOnPath('smbclient') ? [] : ['smbclient']),
    ...(succeeds('/usr/bin/python3', ['-c', 'import impacket']) ? [] : ['python3-impacket']),
  ];
  if (missing.length === 0 || !isOnPath('apt-get') || process.getuid?.() !== 0) return;
  console.error(`Installing ${missing.join(' and ')} …`);
  const install = ['install', '--yes', '-qq', '--no-install-recommends', ...missing];
  const done = aptGet(install) || (aptGet(['update', '-qq']) && aptGet(install));
  if (!done) console.error('They could not be installed: tests that need them are skipped.');
}

function aptGet(args) {
  return succeeds('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' });
}

function succeeds(program, args, env = {}) {
  const stdio = ['ignore', 'ignore', 'ignore'];
  return spawnSync(program, args, { stdio, env: { ...process.env, ...env } }).status === 0;
}
