import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adPassword, type DomainContents, labContents, machine } from './ad-contents.js';
import {
  adDnsName,
  adDomain,
  adRealm,
  type ControllerPlace,
  environmentOf,
  makeDomain,
  sambaTool,
  type SidsByName,
} from './ad-domain.js';
import { run } from './run.js';
import { until } from './until.js';

export { adDnsName, adDomain, adPassword, adRealm, machine };

/** The usual address of a controller; it has one of its own, because its ports are the usual ones. */
export const adAddress = process.env['INTEROP_AD_ADDRESS'] ?? '127.0.0.88';

/** Patience for a controller that begins, beside other work. */
const STARTS_WITHIN = 60_000;

/** A domain controller of Samba on an address of loopback, with everything it writes in a folder of its own. */
export class AdDc implements AsyncDisposable {
  readonly folder: string;
  readonly address: string;
  #process: ChildProcess | undefined;
  #sids: SidsByName = {};

  private constructor({ folder, address }: ControllerPlace) {
    this.folder = folder;
    this.address = address;
    process.on('exit', () => this.#process?.kill('SIGKILL'));
  }

  /** @param options.address another, where a controller is on the usual one */
  static async start(
    options: { readonly address?: string; readonly contents?: DomainContents } = {},
  ): Promise<AdDc> {
    const { address = adAddress, contents = labContents } = options;
    const dc = new AdDc({ folder: mkdtempSync(join(tmpdir(), 'smb2-auth-ad-')), address });
    try {
      dc.#sids = await makeDomain(dc, contents);
      await dc.restart();
    } catch (error) {
      await dc[Symbol.asyncDispose]();
      throw error;
    }
    return dc;
  }

  /** Begins again after {@link kill}, and waits until it answers. */
  async restart(): Promise<void> {
    // The socket of winbindd cannot be moved: a mount namespace gives this one a /run/samba of its own.
    mkdirSync('/run/samba', { recursive: true });
    const command = 'mount --bind "$1" /run/samba && exec samba -i -s "$2" --debug-stdout';
    // Its forty processes are in several sessions: a namespace of their own has them all, and ends with the first.
    const namespaces = ['--mount', '--pid', '--mount-proc', '--fork', '--kill-child=KILL'];
    const args = [...namespaces, 'sh', '-c', command, '-', this.file('run'), this.file('etc/smb.conf')];
    this.#process = spawn('unshare', args, { stdio: 'ignore', env: environmentOf(this.folder) });
    await until('the domain controller answers', () => this.#answers(), STARTS_WITHIN);
  }

  /** Ends it without warning: its ports are closed. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const inside = processesBelow(child.pid);
    // All at once: stopped ones go on where only their parent ends.
    for (const pid of inside) kill(pid, 'SIGKILL');
    await until('every process of the controller is gone', () => inside.every(hasEnded));
  }

  /** Stops every process: its ports take connections, and nobody answers. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** The variables by which a client finds the KDC, and a credential cache. */
  environment(cache = 'none'): NodeJS.ProcessEnv {
    return { ...environmentOf(this.folder), KRB5CCNAME: `FILE:${this.file(cache)}` };
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** The SID of a user or a group. */
  sidOf(name: string): string {
    const sid = this.#sids[name];
    if (sid === undefined) throw new Error(`the domain has no ${name}`);
    return sid;
  }

  /** Gives a user the user principal name `name@ad.lab.test`. */
  async setUpn(user: string, name: string): Promise<void> {
    await sambaTool(this.folder, ['user', 'rename', user, `--upn=${name}@${adDnsName}`]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    for (const each of pid === undefined ? [] : processesBelow(pid)) kill(each, signal);
  }

  async #answers(): Promise<boolean> {
    const { exitCode } = this.#process ?? { exitCode: null };
    if (exitCode !== null) throw new Error(`samba ended with ${exitCode}`);
    const kinit = ['-k', '-t', this.file('files.keytab'), machine.name];
    if ((await run('kinit', kinit, { env: this.environment('waiting') })).code !== 0) return false;
    const login = ['-L', this.address, '-U', `${adDomain}\\alice%${adPassword}`, '-g', '-s', '/dev/null'];
    return (await run('smbclient', login)).code === 0;
  }
}

/** The processes of the namespace that `unshare` made. */
function processesBelow(unshare: number): number[] {
  const namespace = linkOf(`/proc/${unshare}/ns/pid_for_children`);
  const all = readdirSync('/proc').map(Number).filter(Boolean);
  return all.filter((pid) => namespace !== undefined && linkOf(`/proc/${pid}/ns/pid`) === namespace);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function hasEnded(pid: number): boolean {
  return linkOf(`/proc/${pid}/ns/pid`) === undefined;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
