import { ExitCode } from '../exit-code.js';

/**
 * Output to a pipe that nobody reads any more is lost. A server must still close what it holds, and `| head` is no
 * fault at all; but output that a disk did not take is one.
 */
export function outliveOutputs(process: NodeJS.Process): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.once('exit', () => (process.exitCode ||= ExitCode.FAILED));
    });
  }
}
