import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverCore, start } from '../processes.mjs';
import { findFreePort, makeFolder, removeFolder } from '../temporary.mjs';

const share = 'bench';
const ADMINISTRATOR = 'Administrator%Adm1n-pw!';

/**
 * Starts smbd and its winbindd as a member of a domain, which they join at the start.
 *
 * winbindd's socket cannot be moved and it finds controllers by DNS alone, so that they have a mount namespace of their
 * own; in a namespace of processes, all end with the first.
 */
export async function startMember(controller) {
  const folder = makeFolder();
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  for (const name of ['private', 'state', 'run', 'shared']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${controller.address}\n`);
  // Its user needs no account of this machine.
  writeFileSync(join(folder, 'users'), `root = ${controller.domain}\\${controller.user.user}\n`);
  writeFileSync(join(folder, 'smb.conf'), configuration(folder, port, controller));
  mkdirSync('/run/samba', { recursive: true });
  const namespaces = ['--mount', '--pid', '--mount-proc', '--fork', '--kill-child=KILL'];
  const env = { KRB5_CONFIG: join(controller.folder, 'krb5.conf') };
  const stdio = ['ignore', 'ignore', 'ignore'];
  const args = [...namespaces, 'sh', '-c', script, '-', folder, ADMINISTRATOR];
  const started = start('unshare', args, { core: serverCore, stdio, env });
  return {
    started,
    port,
    account: { ...controller.user, share },
    async stop() {
      started.child.kill('SIGKILL');
      await started.ended;
      removeFolder(folder);
    },
  };
}

const script = `set -e
mount --bind "$1/run" /run/samba
mount --bind "$1/resolv.conf" /etc/resolv.conf
joins() { net ads join -s "$1/smb.conf" -U "$2" --no-dns-updates; }
joins "$@" || joins "$@"
winbindd -F --no-process-group -s "$1/smb.conf" &
exec smbd --foreground --no-process-group -s "$1/smb.conf"
`;

function configuration(folder, port, { domain, realm }) {
  const directories = ['lock', 'state', 'cache', 'pid'].map((name) => `${name} directory = ${folder}/state`);
  const lines = [
    '[global]',
    'security = ads',
    `workgroup = ${domain}`,
    `realm = ${realm}`,
    'netbios name = BENCH',
    `private dir = ${folder}/private`,
    ...directories,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    `log file = ${folder}/log`,
    `smb ports = ${port}`,
    'interfaces = 127.0.0.1',
    'bind interfaces only = yes',
    'disable netbios = yes',
    'disable spoolss = yes',
    'idmap config * : backend = tdb',
    'idmap config * : range = 10000-99999',
    `idmap config ${domain} : backend = rid`,
    `idmap config ${domain} : range = 100000-999999`,
    'min domain uid = 0',
    `username map = ${folder}/users`,
    `[${share}]`,
    `path = ${folder}/shared`,
    'read only = no',
  ];
  return `${lines.join('\n')}\n`;
}
