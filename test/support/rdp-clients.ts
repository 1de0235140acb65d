import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { impacketScript, python } from './impacket.js';
import { type Finished, run } from './run.js';

/** An account that a client logs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A display for clients that want one before they connect. */
export class Display implements AsyncDisposable {
  /** Such as `:12`. */
  readonly name: string;
  readonly #process: ChildProcess;

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#process = child;
  }

  static async start(): Promise<Display> {
    const args = ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '640x480x24'];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const [number] = (await once(child.stdio[3] as Readable, 'data')) as [Buffer];
    return new Display(`:${number.toString().trim()}`, child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.kill();
    await ended;
  }
}

/** The surroundings of clients with a display: all that they write goes into a folder of their own. */
export interface Desktop {
  readonly display: Display;
  readonly home: string;
}

const environmentOn = ({ display, home }: Desktop): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  DISPLAY: display.name,
  HOME: home,
});

/** Runs FreeRDP's client with Network Level Authentication, which ends after the login. */
export function xfreerdp(port: number, { name, password }: Credentials, desktop: Desktop): Promise<Finished> {
  const args = [`/v:127.0.0.1:${port}`, `/u:${name}`, `/p:${password}`, '/cert:ignore', '/sec:nla'];
  return run('xfreerdp', [...args, '+auth-only'], { env: environmentOn(desktop) });
}

/** Runs rdesktop, which takes any certificate when it is asked. Its Kerberos is that of `env`. */
export function rdesktop(
  host: string,
  port: number,
  { name, password }: Credentials,
  desktop: Desktop,
  env: NodeJS.ProcessEnv,
): Promise<Finished> {
  const command = 'yes yes | rdesktop -u "$1" -p "$2" "$3"';
  return run('sh', ['-c', command, 'sh', name, password, `${host}:${port}`], {
    env: { ...env, ...environmentOn(desktop) },
  });
}

/** The end of a login with IronRDP: `past the login`, or the kind of its error. */
export async function ironrdp(port: number, { name, password }: Credentials): Promise<string> {
  const script = fileURLToPath(new URL('../../../test/interop/ironrdp-client.mjs', import.meta.url));
  const { stdout, stderr } = await run(process.execPath, [script, String(port), name, password]);
  const last = stdout.trim().split('\n').at(-1);
  return last ? (JSON.parse(last) as { readonly end: string }).end : stderr;
}

/** Runs impacket's rdp_check. */
export function rdpCheck(port: number, { name, password }: Credentials): Promise<Finished> {
  return run(python, [impacketScript('rdp-check.py'), String(port), `${name}:${password}@127.0.0.1`]);
}

/** Runs hydra with one password for one account. */
export function hydra(port: number, { name, password }: Credentials, cwd: string): Promise<Finished> {
  const args = ['-I', '-t', '1', '-l', name, '-p', password, '-s', String(port), 'rdp://127.0.0.1'];
  // It keeps a file of where it was in the folder that it runs in.
  return run('hydra', args, { cwd });
}

/** Runs both of nmap's scripts for RDP, whatever it takes the port for. */
export function nmap(port: number): Promise<Finished> {
  const scripts = '+rdp-ntlm-info,+rdp-enum-encryption';
  return run('nmap', ['-Pn', '-n', '-sT', '-p', String(port), '--script', scripts, '127.0.0.1'], {
    timeout: 30_000,
  });
}
