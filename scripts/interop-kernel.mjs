// npm run interop:kernel: a Linux kernel, emulated, mounts shares of the server. Arguments after `--` go to mocha.
import { prepareKernel } from './support/kernel.mjs';
import { prepare } from './support/prepare.mjs';
import { installed, main, run, Stop } from './support/project.mjs';

await main(async () => {
  await prepare();
  if (!prepareKernel()) {
    throw new Stop(
      'There is no kernel to run. As root of a Debian on x86-64 this gets one; else install qemu-system-x86, ' +
        'busybox-static, cifs-utils, keyutils, cpio, kmod and xz-utils, and have apt-get know linux-image-amd64.',
    );
  }
  process.env.INTEROP_KERNEL = '1';
  run('The test', installed('mocha'), [
    '--spec',
    'build/test/interop/kernel/*.test.js',
    ...process.argv.slice(2),
  ]);
});
