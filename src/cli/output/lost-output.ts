import { ExitCode } from '../exit-code.js';

/**
 * Lets the process survive an output whose reader is gone: a server must still close what it holds, and `| head` is no
 * fault. Output that a disk did not take is a fault. Lines that are held back when the process ends are written.
 */
export function outliveOutputs(process: NodeJS.Process): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.once('exit', () => (process.exitCode ||= ExitCode.FAILED));
    });
    process.once('exit', () => {
      while (output.writableCorked > 0) output.uncork();
    });
  }
}
