import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isOnPath } from './project.mjs';

export const impacket = {
  debianPackage: 'python3-impacket',
  isPresent: () => succeeds('/usr/bin/python3', ['-c', 'import impacket']),
};

/** The clients that every change is tested with. */
const clients = [
  { debianPackage: 'smbclient', isPresent: () => isOnPath('smbclient') },
  impacket,
  { debianPackage: 'krb5-user', isPresent: () => isOnPath('kinit') },
  { debianPackage: 'haproxy', isPresent: () => existsSync('/usr/sbin/haproxy') },
  // Newer releases have valkey-server as well: the tests take whichever is there.
  { debianPackage: 'redis-server', isPresent: () => isOnPath('valkey-server') || isOnPath('redis-server') },
];

/** Programs that only some tests need, and that CI has as well: another server, and readers of our output. */
const others = [
  { debianPackage: 'krb5-kdc', isPresent: () => existsSync('/usr/sbin/krb5kdc') },
  { debianPackage: 'krb5-admin-server', isPresent: () => existsSync('/usr/sbin/kadmin.local') },
  {
    debianPackage: 'python3-gssapi',
    isPresent: () => succeeds('/usr/bin/python3', ['-c', 'import gssapi']),
  },
  {
    debianPackage: 'python3-pytest',
    isPresent: () => succeeds('/usr/bin/python3', ['-c', 'import pytest']),
  },
  { debianPackage: 'curl', isPresent: () => isOnPath('curl') },
  { debianPackage: 'jq', isPresent: () => isOnPath('jq') },
  { debianPackage: 'gss-ntlmssp', isPresent: isGssNtlmPresent },
  { debianPackage: 'dbus-daemon', isPresent: () => isOnPath('dbus-run-session') },
  { debianPackage: 'libglib2.0-bin', isPresent: () => isOnPath('gio') },
  { debianPackage: 'gvfs-backends', isPresent: () => existsSync('/usr/lib/gvfs/gvfsd-smb') },
  { debianPackage: 'samba-testsuite', isPresent: () => isOnPath('smbtorture') },
  { debianPackage: 'samba', isPresent: () => existsSync('/usr/sbin/smbd') },
  { debianPackage: 'tshark', isPresent: () => isOnPath('tshark') },
  { debianPackage: 'freerdp2-x11', isPresent: () => isOnPath('xfreerdp') },
  { debianPackage: 'xvfb', isPresent: () => isOnPath('Xvfb') },
  { debianPackage: 'rdesktop', isPresent: () => isOnPath('rdesktop') },
  { debianPackage: 'hydra', isPresent: () => isOnPath('hydra') },
  { debianPackage: 'nmap', isPresent: () => isOnPath('nmap') },
  { debianPackage: 'chromium', isPresent: () => isOnPath('chromium') },
  { debianPackage: 'logrotate', isPresent: () => existsSync('/usr/sbin/logrotate') },
  // systemd-socket-activate, systemd-notify and systemd-analyze; nothing of it is started.
  { debianPackage: 'systemd', isPresent: () => isOnPath('systemd-socket-activate') },
];

/**
 * Installs missing programs, with the permissions it has. When one stays missing, the tests report which of them were
 * skipped; when a client stays missing, they fail under CI=true.
 *
 * @param further programs that are installed in the same go
 */
export function provideClients(further = []) {
  provide([...clients, ...(process.env.CI === 'true' ? others : []), ...further]);
}

/** Installs missing programs of Debian, with the permissions it has. */
export function provide(programs) {
  const missing = programs.filter(({ isPresent }) => !isPresent()).map(({ debianPackage }) => debianPackage);
  if (missing.length === 0 || !isOnPath('apt-get') || process.getuid?.() !== 0) return;
  console.error(`Installing ${missing.join(', ')} …`);
  const install = ['install', '--yes', '-qq', '--no-install-recommends', ...missing];
  const done = aptGet(install) || (aptGet(['update', '-qq']) && aptGet(install));
  if (!done) console.error('They could not be installed: tests that need them are skipped.');
}

/** Checks the library, because the configuration of a removed package stays. */
function isGssNtlmPresent() {
  const configuration = '/etc/gss/mech.d/mech.ntlmssp.conf';
  if (!existsSync(configuration)) return false;
  return existsSync(/\S+\.so$/m.exec(readFileSync(configuration, 'utf8'))?.[0] ?? '');
}

/** @returns whether it succeeded */
export function aptGet(args) {
  return succeeds('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' });
}

function succeeds(program, args, env = {}) {
  const stdio = ['ignore', 'ignore', 'ignore'];
  return spawnSync(program, args, { stdio, env: { ...process.env, ...env } }).status === 0;
}
