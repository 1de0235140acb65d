import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../support/run.js';

/** The folder that `npm run interop:kernel` prepares. */
const prepared = fileURLToPath(new URL('../../../kernel', import.meta.url));

/** Milliseconds for the boot and all attempts; a mount that hangs takes one of them alone. */
const PATIENCE = 420_000;

/** Emulated throughout, so that neither KVM nor any privilege is needed; the console is stdout. */
const machine =
  '-M pc -accel tcg -cpu max -smp 1 -m 512 -no-reboot -nodefaults -no-user-config -display none -monitor none ' +
  '-serial stdio -device virtio-net-pci,netdev=net,romfile=';
const kernelArguments =
  'console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off nokaslr net.ifnames=0 rdinit=/init';

/** One mount. */
export interface Mount {
  /** Port of 127.0.0.1 where the server listens. */
  readonly port: number;
  /** The name of the server, where a mount is to have another than the address. */
  readonly host?: string | undefined;
  /** The file of {@link Tickets} with the tickets of this mount; without one there is none. */
  readonly tickets?: string | undefined;
  /** Whether the kernel offers AES-256-GCM alone, which it offers second otherwise. */
  readonly aes256?: boolean | undefined;
  /** Seconds between the mount and the work in it. */
  readonly pauseSeconds?: number | undefined;
  readonly share: string;
  /** As `mount -o` takes them. */
  readonly options: string;
}

/** Files and the port that the machine needs to log in with Kerberos. */
export interface Tickets {
  /** Port of 127.0.0.1 where the KDC takes TCP. */
  readonly kdcPort: number;
  /** The realm's own, with the address of the KDC on this machine. */
  readonly krb5Conf: string;
  /** Credential caches by the names of their files. */
  readonly caches: Readonly<Record<string, Buffer>>;
}

/** Where the machine finds the KDC. */
const KDC_ADDRESS = '10.0.2.200';

/** The result of a mount. Strings are empty where there is nothing to say. */
export interface MountResult {
  /** Exit code of mount.cifs: 0, or 32 for a refusal. */
  readonly code: number;
  /** As mount.cifs tells it; 0 when it mounted. */
  readonly errno: number;
  /** The first NTSTATUS that was a failure, such as `0xc000006d`, of a mount that failed. */
  readonly status: string;
  /** The dialect of the mounted session, such as `0x311`. */
  readonly dialect: string;
  readonly signed: boolean;
  readonly encrypted: boolean;
  readonly channels: number;
  /** `ok` when everything tried in the share succeeded, else the step that did not. */
  readonly work: string;
  /** The SMB2 commands in order, each with its status where that is not 0. */
  readonly commands: readonly string[];
  /** All that the machine wrote of it, for the message of a test that fails. */
  readonly log: string;
}

/**
 * Skips the suite where the machine is not prepared; under CI=true that is a failure.
 */
export function requireMachine(context: Mocha.Context): void {
  if (existsSync(join(prepared, 'ready'))) return;
  if (process.env['CI'] === 'true') throw new Error('no kernel: npm run interop:kernel says why');
  context.skip();
}

/**
 * Boots a Linux kernel under emulation, which mounts what it is told to, works in it, and powers off. The n-th mount
 * comes from the workstation `attempt-n`, counted from 1.
 *
 * @param folder an empty one
 */
export async function boot(
  folder: string,
  mounts: readonly Mount[],
  tickets: Tickets,
): Promise<MountResult[]> {
  const ports = [...new Set(mounts.map(({ port }) => port))];
  const addressOf = (port: number): string => `10.0.2.${100 + ports.indexOf(port)}`;
  const job = mounts.map(({ port, host, tickets: cache, aes256, pauseSeconds, share, options }) => {
    const address = addressOf(port);
    const cipher = aes256 === true ? 'Y' : 'N';
    return `${[address, host ?? address, cache ?? 'none', cipher, pauseSeconds ?? 0, share, options].join('\t')}\n`;
  });
  const files = {
    job: job.join(''),
    'etc/krb5.conf': tickets.krb5Conf.replace(/^ *kdc = .*/m, `kdc = ${KDC_ADDRESS}:88`),
    ...Object.fromEntries(Object.entries(tickets.caches).map(([name, cache]) => [`tickets/${name}`, cache])),
  };
  const initrd = join(folder, 'initrd');
  writeFileSync(
    initrd,
    Buffer.concat([readFileSync(join(prepared, 'initrd')), await archive(join(folder, 'files'), files)]),
  );
  // From the guest everything else is unreachable, and the servers see 127.0.0.1.
  const doors = [
    ...ports.map((port) => door(`${addressOf(port)}:445`, port)),
    door(`${KDC_ADDRESS}:88`, tickets.kdcPort),
  ];
  const { stdout, stderr } = await run(
    'qemu-system-x86_64',
    [
      ...machine.split(' '),
      '-kernel',
      join(prepared, 'vmlinux'),
      '-initrd',
      initrd,
      '-append',
      kernelArguments,
      '-netdev',
      ['user,id=net', 'ipv6=off', 'restrict=on', ...doors].join(),
    ],
    { timeout: PATIENCE },
  );
  const console = stdout.replaceAll('\r', '');
  if (!/^@@end$/m.test(console)) throw new Error(`the machine did not finish\n${console}${stderr}`);
  const results = readResults(console);
  if (results.length !== mounts.length) throw new Error(`too few results\n${console}${stderr}`);
  return results;
}

/** A port of the guest's network behind which a port of this machine is. */
function door(address: string, port: number): string {
  return `guestfwd=tcp:${address}-cmd:sh -c 'exec busybox nc 127.0.0.1 ${port} 2>/dev/null'`;
}

/** Files of a test as a second archive of the initramfs. */
async function archive(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const names = Object.keys(files);
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), files[name]!);
  }
  return new Promise((resolve, reject) => {
    const cpio = spawn('cpio', ['--create', '--format=newc', '--quiet', '--owner=0:0'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    cpio.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    cpio.on('error', reject).on('close', () => resolve(Buffer.concat(chunks)));
    // A folder is listed before what is in it, and one that is there already stays.
    const folders = new Set(names.map((name) => dirname(name)).filter((name) => name !== '.'));
    cpio.stdin.end([...folders, ...names].map((name) => `${name}\n`).join(''));
  });
}

function readResults(console: string): MountResult[] {
  return [...console.matchAll(/^== [^]*?^@@\t(.*)\n@@commands\t(.*)$/gm)].map(
    ([log, line = '', commands = '']) => {
      const [, code, errno, status = '', dialect = '', signed, encrypted, channels, work = ''] =
        line.split('\t');
      return {
        code: Number(code),
        errno: Number(errno),
        status,
        dialect,
        signed: signed === 'yes',
        encrypted: encrypted === 'yes',
        channels: Number(channels),
        work,
        commands: commands.split(' ').filter(Boolean),
        log,
      };
    },
  );
}
