import { spawn } from 'node:child_process';

/** The end of a program and its output. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds after which the program is killed and the run fails. */
  readonly timeout?: number;
  /** The text on its stdin; default: none. */
  readonly input?: string;
}

/** Runs a program to its end. A program that does not end is an error; an exit code is a result. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { timeout = 50_000, env, cwd, input } = options;
  return new Promise((resolve, reject) => {
    const surroundings = { cwd, env: env ?? process.env };
    const child =
      input === undefined
        ? spawn(program, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] })
        : spawn(program, args, { ...surroundings, stdio: ['pipe', 'pipe', 'pipe'] });
    // A program that ends without reading it closes its end.
    child.stdin?.on('error', () => {}).end(input);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${program} did not end within ${timeout} ms\n${stdout}${stderr}`));
    }, timeout);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, stderr });
    });
  });
}
