import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdDc, adAddress, adDnsName, adDomain, adPassword, machine } from './ad-dc.js';
import { type DomainContents, labContents } from './ad-contents.js';
import { run } from './run.js';
import { type RunningCli, startCli } from './start-cli.js';

/** Whether the tests that need a controller run. */
export const withDomain = process.env['INTEROP_DOMAIN'] === '1';

/** Users for logins of many at once. */
export const crowd = Array.from({ length: 50 }, (_, at) => `user${String(at).padStart(2, '0')}`);

let shared: Promise<AdDc> | undefined;

/** One controller for every file of tests: it takes a while to make. */
function sharedController(): Promise<AdDc> {
  const users = [...labContents.users, ...crowd.map((name) => ({ name, password: adPassword }))];
  const contents: DomainContents = { ...labContents, users };
  shared ??= AdDc.start({ contents });
  return shared;
}

if (withDomain) {
  after(async () => {
    const dc = await shared?.catch(() => undefined);
    await dc?.[Symbol.asyncDispose]();
  });
}

/** The controller, in a suite that is skipped without it. */
export function useController(): () => AdDc {
  let dc: AdDc | undefined;
  before(async function () {
    this.timeout(180_000);
    dc = await sharedController();
  });
  return () => {
    if (dc === undefined) throw new Error('there is no controller');
    return dc;
  };
}

/** Members that were started. */
let count = 0;

/** Our server as the member FILES of the domain. */
export class Member implements AsyncDisposable {
  readonly cli: RunningCli;

  private constructor(cli: RunningCli) {
    this.cli = cli;
  }

  /** @param folder for its configuration, and for the file with the machine account's password */
  static async start(folder: string, options: MemberOptions = {}): Promise<Member> {
    const { password = machine.password, domain = {}, configuration = {}, args = [] } = options;
    count += 1;
    const machinePasswordFile = `machine-password-${count}`;
    writeFileSync(join(folder, machinePasswordFile), `${password}\n`, { mode: 0o600 });
    const file = join(folder, `member-${count}.json`);
    const membership = {
      name: adDomain,
      dnsName: adDnsName,
      machineAccount: machine.name,
      machinePasswordFile,
    };
    const contents = {
      domain: { ...membership, controllers: [adAddress], ...domain },
      shares: [{ name: 'files', temporary: true }],
      ...configuration,
    };
    writeFileSync(file, JSON.stringify(contents));
    return new Member(await startCli(['--config', file, ...args]));
  }

  get port(): number {
    return this.cli.port;
  }

  /** Logs in with smbclient and NTLM. */
  async smbclient(
    user: string,
    options: SmbclientLogin = {},
  ): Promise<{ code: number | null; said: string }> {
    const {
      password = adPassword,
      domain = adDomain,
      share = 'files',
      commands = 'exit',
      args = [],
    } = options;
    const login = ['-U', `${domain}\\${user}%${password}`, '--use-kerberos=off', '-s', '/dev/null'];
    const target = [`//127.0.0.1/${share}`, '-p', String(this.port)];
    const { code, stdout } = await run('smbclient', [...target, ...login, ...args, '-c', commands]);
    return { code, said: stdout.trim() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cli.stop();
  }
}

export interface MemberOptions {
  /** The machine account's. */
  readonly password?: string;
  /** Keys of the section `domain`. */
  readonly domain?: object;
  /** Sections of the configuration file. */
  readonly configuration?: object;
  readonly args?: readonly string[];
}

export interface SmbclientLogin {
  readonly password?: string;
  readonly domain?: string;
  readonly share?: string;
  readonly commands?: string;
  readonly args?: readonly string[];
}

/** The words of the controller's own server for the same login. */
export async function saidByController(user: string, password: string): Promise<string> {
  const login = ['-U', `${adDomain}\\${user}%${password}`, '--use-kerberos=off', '-s', '/dev/null'];
  const { stdout } = await run('smbclient', [`//${adAddress}/netlogon`, ...login, '-c', 'exit']);
  return stdout.trim();
}

/** A TCP connection to the controller, as the kernel has it. */
export interface KernelConnection {
  readonly port: number;
  /** Bytes that the controller has not read. */
  readonly unread: number;
}

/** The established connections that the controller has accepted on a port of its address. */
export function connectionsToController(address: string = adAddress): KernelConnection[] {
  const hex = Buffer.from(address.split('.').map(Number)).reverse().toString('hex').toUpperCase();
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
  return lines.flatMap((line) => {
    const [, local = '', , state = '', queues = ''] = line.trim().split(/\s+/);
    const [host, port = '0'] = local.split(':');
    if (host !== hex || state !== '01') return [];
    return [{ port: parseInt(port, 16), unread: parseInt(queues.split(':')[1] ?? '0', 16) }];
  });
}
