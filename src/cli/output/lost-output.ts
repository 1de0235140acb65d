import { ExitCode } from '../exit-code.js';

/**
 * Lets the process survive an output whose reader is gone: a server must still close what it holds, and `| head` is no
 * fault. Output that a disk did not take is a fault. Lines that are held back when the process ends are written.
 */
export function outliveOutputs(process: NodeJS.Process): void {
  let isLost = false;
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') isLost = true;
    });
    process.once('exit', () => {
      while (output.writableCorked > 0) output.uncork();
    });
  }
  // Registered at the start, so that it is asked before the listener that ends the process.
  process.once('exit', () => {
    if (isLost) process.exitCode ||= ExitCode.FAILED;
  });
}
