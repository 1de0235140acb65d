import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DomainContents, machine } from './ad-contents.js';
import { python } from './impacket.js';
import { type Finished, run } from './run.js';

export const adRealm = 'AD.LAB.TEST';
/** NetBIOS name. */
export const adDomain = 'ADLAB';
export const adDnsName = adRealm.toLowerCase();

/** Where a controller's files are, and the address that it has for itself, because its ports are the usual ones. */
export interface ControllerPlace {
  readonly folder: string;
  readonly address: string;
}

/** The SIDs of users and groups by sAMAccountName. */
export type SidsByName = Readonly<Record<string, string>>;

/** Makes a domain, and what is in it, in an empty folder. */
export async function makeDomain(place: ControllerPlace, contents: DomainContents): Promise<SidsByName> {
  const { folder } = place;
  // The server changes to the user who logs in.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'krb5.conf'), kerberosConfiguration(place));
  await provision(place);
  const passwords =
    '--complexity=off --min-pwd-age=0 --max-pwd-age=0 --history-length=0 --min-pwd-length=4'.split(' ');
  await sambaTool(folder, ['domain', 'passwordsettings', 'set', ...passwords]);
  const script = fileURLToPath(new URL('../../../test/support/ad-populate.py', import.meta.url));
  const { stdout } = await must(
    python,
    [script, join(folder, 'etc/smb.conf'), JSON.stringify(contents)],
    folder,
  );
  for (const principal of [`cifs/${machine.host}`, machine.name]) {
    const keytab = join(folder, 'files.keytab');
    await sambaTool(folder, ['domain', 'exportkeytab', keytab, `--principal=${principal}`]);
  }
  return JSON.parse(stdout) as SidsByName;
}

async function provision({ folder, address }: ControllerPlace): Promise<void> {
  await must(
    'samba-tool',
    [
      'domain',
      'provision',
      `--realm=${adRealm}`,
      `--domain=${adDomain}`,
      '--server-role=dc',
      '--dns-backend=SAMBA_INTERNAL',
      '--adminpass=Adm1n-pw!',
      '--host-name=dc1',
      `--host-ip=${address}`,
      `--targetdir=${folder}`,
      `--option=interfaces=${address}/8`,
      '--option=bind interfaces only=yes',
    ],
    folder,
  );
  for (const name of ['run', 'run/ncalrpc', 'log', 'ntp']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['run', 'run/ncalrpc']) chmodSync(join(folder, name), 0o755);
  chmodSync(join(folder, 'ntp'), 0o750);
  // It took over the settings of this machine, a DNS forwarder among them.
  writeFileSync(join(folder, 'etc/smb.conf'), sambaConfiguration({ folder, address }));
}

/** Runs samba-tool on the database of a domain. */
export function sambaTool(folder: string, args: readonly string[]): Promise<Finished> {
  return must('samba-tool', [...args, '-s', join(folder, 'etc/smb.conf')], folder);
}

async function must(program: string, args: readonly string[], folder: string): Promise<Finished> {
  const finished = await run(program, args, { env: environmentOf(folder), timeout: 100_000 });
  if (finished.code === 0) return finished;
  throw new Error(`${program} ${args.join(' ')}\n${finished.stdout}${finished.stderr}`);
}

/** The variables by which programs find the domain's KDC. */
export function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, KRB5_CONFIG: join(folder, 'krb5.conf') };
}

const kerberosConfiguration = ({ address }: ControllerPlace): string => `[libdefaults]
  default_realm = ${adRealm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
[realms]
  ${adRealm} = {
    kdc = ${address}
    kpasswd_server = ${address}
  }
[domain_realm]
  .${adDnsName} = ${adRealm}
`;

const sambaConfiguration = ({ folder, address }: ControllerPlace): string => `[global]
  server role = active directory domain controller
  workgroup = ${adDomain}
  realm = ${adRealm}
  netbios name = DC1
  interfaces = ${address}/8
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
  path = ${folder}/state/sysvol/${adDnsName}/scripts
  read only = no
`;
