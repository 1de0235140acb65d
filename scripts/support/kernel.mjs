import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptGet, provide } from './clients.mjs';
import { isOnPath, root } from './project.mjs';

const folder = join(root, 'build/kernel');

/** The parts of the machine, and the programs that run it. */
export const kernelPrograms = [
  { debianPackage: 'qemu-system-x86', isPresent: () => isOnPath('qemu-system-x86_64') },
  { debianPackage: 'busybox-static', isPresent: () => existsSync('/var/lib/dpkg/info/busybox-static.list') },
  { debianPackage: 'cifs-utils', isPresent: () => existsSync('/sbin/mount.cifs') },
  { debianPackage: 'keyutils', isPresent: () => existsSync('/sbin/request-key') },
  { debianPackage: 'cpio', isPresent: () => isOnPath('cpio') },
  { debianPackage: 'kmod', isPresent: () => existsSync('/sbin/depmod') },
  { debianPackage: 'xz-utils', isPresent: () => isOnPath('xz') },
];

/** Whether the emulated machine was prepared here before, by these scripts or by older ones. */
export function isKernelPrepared() {
  return existsSync(join(folder, 'ready'));
}

/**
 * Prepares the emulated machine with a Linux kernel, unless it is there already: programs of Debian as far as they are
 * missing, and a kernel that is unpacked and not installed.
 *
 * @returns whether the machine is there
 */
export function prepareKernel() {
  provide(kernelPrograms);
  if (kernelPrograms.some(({ isPresent }) => !isPresent())) return false;
  return unpack() || (aptGet(['update', '-qq']) && unpack());
}

function unpack() {
  const script = join(root, 'test/interop/kernel/prepare.sh');
  return spawnSync('bash', [script, folder], { stdio: ['ignore', 2, 2] }).status === 0;
}
