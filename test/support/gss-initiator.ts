import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { python, impacketScript } from './impacket.js';
import { run } from './run.js';

/** Skips the suite where MIT's GSS-API is missing for Python; under CI=true that is a failure. */
export async function requireGssapi(context: Mocha.Context): Promise<void> {
  const found = await run(python, ['-c', 'import gssapi']).catch(() => undefined);
  if (found?.code === 0) return;
  if (process.env['CI'] === 'true') throw new Error(`${python} has no gssapi (python3-gssapi)`);
  context.skip();
}

/** A program that talks in lines: MIT's GSS-API as the initiator of a login. */
export class GssInitiator implements AsyncDisposable {
  readonly #lines: AsyncIterator<string>;
  readonly #child;
  #errors = '';

  /** @param args of gss-initiator.py */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(python, [impacketScript('gss-initiator.py'), ...args], { env });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  /** Its next line. */
  async hear(): Promise<string> {
    const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
    if (done === true) throw new Error(`the initiator ended\n${this.#errors}`);
    return value;
  }

  async hearToken(): Promise<Buffer> {
    return Buffer.from(await this.hear(), 'hex');
  }

  tell(token: Buffer): void {
    this.#child.stdin.write(`${token.toString('hex')}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) resolve(undefined);
      else this.#child.on('exit', resolve);
    });
  }
}
