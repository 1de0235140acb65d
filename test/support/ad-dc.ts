import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, run } from './run.js';
import { until } from './until.js';

export const adRealm = 'AD.LAB.TEST';
const domain = 'ADLAB';
const lower = adRealm.toLowerCase();
/** An address of its own, because it has the usual ports. */
export const adAddress = '127.0.0.88';

/** The password of every user. */
export const adPassword = 'Pa55w0rd!';
/** The account of the machine that our server takes the place of. */
export const machine = { name: 'FILES$', password: 'M4chine-pw!', host: `files.${lower}` } as const;

/**
 * A domain controller of Samba on an address of loopback, with everything it writes in a folder of its own. Users
 * alice, bob and pat, who is a member of Protected Users; groups staff with alice, and audit with staff.
 */
export class AdDc implements AsyncDisposable {
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.#process = child;
  }

  static async start(): Promise<AdDc> {
    const folder = mkdtempSync(join(tmpdir(), 'smb2-auth-ad-'));
    // smbd changes to the user who logs in.
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'krb5.conf'), kerberosConfiguration);
    await provision(folder);
    await populate(folder);
    // The socket of winbindd cannot be moved: a mount namespace gives this one a /run/samba of its own.
    mkdirSync('/run/samba', { recursive: true });
    const command = 'mount --bind "$1" /run/samba && exec samba -i -s "$2" --debug-stdout';
    const args = ['-m', 'sh', '-c', command, '-', join(folder, 'run'), join(folder, 'etc/smb.conf')];
    // A process group, because a domain controller is some forty processes.
    const child = spawn('unshare', args, { stdio: 'ignore', detached: true, env: environmentOf(folder) });
    const dc = new AdDc(folder, child);
    await until('the domain controller answers', () => dc.#answers());
    return dc;
  }

  /** The variables by which a client finds the KDC, and a credential cache. */
  environment(cache = 'none'): NodeJS.ProcessEnv {
    return { ...environmentOf(this.folder), KRB5CCNAME: `FILE:${this.file(cache)}` };
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** The SID of a user or a group. */
  async sidOf(kind: 'user' | 'group', name: string): Promise<string> {
    const { stdout } = await tool(this.folder, [kind, 'show', name, '--attributes=objectSid']);
    return /^objectSid: (\S+)$/m.exec(stdout)?.[1] ?? '';
  }

  /** Gives a user the user principal name `name@ad.lab.test`. */
  async setUpn(user: string, name: string): Promise<void> {
    await tool(this.folder, ['user', 'rename', user, `--upn=${name}@${lower}`]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'close');
    process.kill(-(this.#process.pid ?? 0));
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    if (this.#process.exitCode !== null) throw new Error(`samba ended with ${this.#process.exitCode}`);
    const kinit = ['-k', '-t', this.file('files.keytab'), machine.name];
    if ((await run('kinit', kinit, { env: this.environment('waiting') })).code !== 0) return false;
    const login = ['-L', adAddress, '-U', `${domain}\\alice%${adPassword}`, '-g', '-s', '/dev/null'];
    return (await run('smbclient', login)).code === 0;
  }
}

async function provision(folder: string): Promise<void> {
  await samba(folder, [
    'domain',
    'provision',
    `--realm=${adRealm}`,
    `--domain=${domain}`,
    '--server-role=dc',
    '--dns-backend=SAMBA_INTERNAL',
    '--adminpass=Adm1n-pw!',
    '--host-name=dc1',
    `--host-ip=${adAddress}`,
    `--targetdir=${folder}`,
    `--option=interfaces=${adAddress}/8`,
    '--option=bind interfaces only=yes',
  ]);
  for (const name of ['run', 'run/ncalrpc', 'log', 'ntp']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['run', 'run/ncalrpc']) chmodSync(join(folder, name), 0o755);
  chmodSync(join(folder, 'ntp'), 0o750);
  // It took over the settings of this machine, a DNS forwarder among them.
  writeFileSync(join(folder, 'etc/smb.conf'), sambaConfiguration(folder));
}

async function populate(folder: string): Promise<void> {
  const passwords =
    '--complexity=off --min-pwd-age=0 --max-pwd-age=0 --history-length=0 --min-pwd-length=4'.split(' ');
  await tool(folder, ['domain', 'passwordsettings', 'set', ...passwords]);
  for (const user of ['alice', 'bob', 'pat']) await tool(folder, ['user', 'create', user, adPassword]);
  for (const group of ['staff', 'audit']) await tool(folder, ['group', 'add', group]);
  await tool(folder, ['group', 'addmembers', 'staff', 'alice']);
  await tool(folder, ['group', 'addmembers', 'audit', 'staff']);
  await tool(folder, ['group', 'addmembers', 'Protected Users', 'pat']);
  await tool(folder, ['computer', 'create', 'FILES']);
  await tool(folder, ['user', 'setpassword', machine.name, `--newpassword=${machine.password}`]);
  await tool(folder, ['spn', 'add', `cifs/${machine.host}`, machine.name]);
  // A keytab has keys of AES only where the account says so: 28 is AES256, AES128 and RC4.
  const change = [
    `dn: CN=FILES,CN=Computers,DC=${lower.replaceAll('.', ',DC=')}`,
    'changetype: modify',
    'replace: msDS-SupportedEncryptionTypes',
    'msDS-SupportedEncryptionTypes: 28',
    '',
  ];
  writeFileSync(join(folder, 'enctypes.ldif'), change.join('\n'));
  await must('ldbmodify', ['-H', join(folder, 'private/sam.ldb'), join(folder, 'enctypes.ldif')], folder);
  for (const principal of [`cifs/${machine.host}`, machine.name]) {
    await tool(folder, ['domain', 'exportkeytab', join(folder, 'files.keytab'), `--principal=${principal}`]);
  }
}

function tool(folder: string, args: readonly string[]): Promise<Finished> {
  return samba(folder, [...args, '-s', join(folder, 'etc/smb.conf')]);
}

function samba(folder: string, args: readonly string[]): Promise<Finished> {
  return must('samba-tool', args, folder);
}

async function must(program: string, args: readonly string[], folder: string): Promise<Finished> {
  const finished = await run(program, args, { env: environmentOf(folder), timeout: 60_000 });
  if (finished.code === 0) return finished;
  throw new Error(`${program} ${args.join(' ')}\n${finished.stdout}${finished.stderr}`);
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, KRB5_CONFIG: join(folder, 'krb5.conf') };
}

const kerberosConfiguration = `[libdefaults]
  default_realm = ${adRealm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
[realms]
  ${adRealm} = {
    kdc = ${adAddress}
    kpasswd_server = ${adAddress}
  }
[domain_realm]
  .${lower} = ${adRealm}
`;

function sambaConfiguration(folder: string): string {
  return `[global]
  server role = active directory domain controller
  workgroup = ${domain}
  realm = ${adRealm}
  netbios name = DC1
  interfaces = ${adAddress}/8
  bind interfaces only = yes
  disable netbios = yes
  smb ports = 445
  server services = s3fs, rpc, ldap, cldap, kdc, winbindd, dns
  dns forwarder =
  allow dns updates = disabled
  private dir = ${folder}/private
  lock directory = ${folder}
  state directory = ${folder}/state
  cache directory = ${folder}/cache
  pid directory = ${folder}/run
  ncalrpc dir = ${folder}/run/ncalrpc
  ntp signd socket directory = ${folder}/ntp
  prefork children = 1
  load printers = no
  printcap name = /dev/null
[sysvol]
  path = ${folder}/state/sysvol
  read only = no
[netlogon]
  path = ${folder}/state/sysvol/${lower}/scripts
  read only = no
`;
}
