import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import { python, impacketScript } from './impacket.js';
import { run } from './run.js';

/** Skips the suite where MIT's GSS-API is missing for Python; under CI=true that is a failure. */
export async function requireGssapi(context: Mocha.Context): Promise<void> {
  const found = await run(python, ['-c', 'import gssapi']).catch(() => undefined);
  if (found?.code === 0) return;
  if (process.env['CI'] === 'true') throw new Error(`${python} has no gssapi (python3-gssapi)`);
  context.skip();
}

/** Skips the suite where MIT's GSS-API has no NTLM; under CI=true that is a failure. */
export async function requireGssNtlm(context: Mocha.Context): Promise<void> {
  await requireGssapi(context);
  const script = 'import gssapi.raw as raw; print([oid.dotted_form for oid in raw.indicate_mechs()])';
  const { stdout } = await run(python, ['-c', script]);
  if (stdout.includes(`'${ntlmOid}'`)) return;
  if (process.env['CI'] === 'true') throw new Error('GSS-API has no NTLM (gss-ntlmssp)');
  context.skip();
}

/** A program that talks in lines: MIT's GSS-API as the initiator of a login. */
export class GssInitiator implements AsyncDisposable {
  readonly #lines: AsyncIterator<string>;
  readonly #child;
  #errors = '';

  /** @param args of gss-initiator.py, or of another script beside it */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv, script = 'gss-initiator.py') {
    this.#child = spawn(python, [impacketScript(script), ...args], { env });
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
    this.say(token.toString('hex'));
  }

  /** Gives it a line. */
  say(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) resolve(undefined);
      else this.#child.on('exit', resolve);
    });
  }
}
