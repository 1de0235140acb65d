import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort } from './free-port.js';
import { run } from './run.js';
import { until } from './until.js';

const krb5kdc = '/usr/sbin/krb5kdc';
const kadmin = '/usr/sbin/kadmin.local';
const kdb5Util = '/usr/sbin/kdb5_util';

/** The realm of {@link MitKdc}. */
export const mitRealm = 'LAB.TEST';

/** The names of encryption types as MIT and we have them, by number. */
export const enctypeNames = {
  17: 'aes128-cts-hmac-sha1-96',
  18: 'aes256-cts-hmac-sha1-96',
  19: 'aes128-cts-hmac-sha256-128',
  20: 'aes256-cts-hmac-sha384-192',
  23: 'rc4-hmac',
} as const;

/** Skips the suite where MIT's KDC and its clients are missing; under CI=true that is a failure. */
export function requireMitKdc(context: Mocha.Context): void {
  const missing = [krb5kdc, kadmin, kdb5Util, '/usr/bin/kinit', '/usr/bin/kvno'].filter(
    (program) => !existsSync(program),
  );
  if (missing.length === 0) return;
  if (process.env['CI'] === 'true') {
    throw new Error(`${missing.join(', ')} missing (krb5-kdc, krb5-admin-server, krb5-user)`);
  }
  context.skip();
}

/** A real krb5kdc on a free port of 127.0.0.1, with everything it writes in a folder of its own. */
export class MitKdc implements AsyncDisposable {
  /** Everything it has written. */
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.#process = child;
  }

  /** @param commands of kadmin, which make the principals and keytabs; `FOLDER` in them is our folder */
  static async start(commands: readonly string[]): Promise<MitKdc> {
    const folder = mkdtempSync(join(tmpdir(), 'smb2-auth-kdc-'));
    const port = await freePort();
    writeFileSync(join(folder, 'krb5.conf'), clientConfiguration(port));
    writeFileSync(join(folder, 'kdc.conf'), kdcConfiguration(folder, port));
    const env = environmentOf(folder);
    await mustRun(kdb5Util, ['-r', mitRealm, 'create', '-s', '-P', 'masterkey'], env);
    await administer(folder, commands);
    const child = spawn(krb5kdc, ['-n', '-r', mitRealm], { env, stdio: 'ignore' });
    const kdc = new MitKdc(folder, child);
    await until('krb5kdc answers', async () => {
      if (child.exitCode === null) return answers(port);
      const log = readFileSync(join(folder, 'kdc.log'), 'utf8');
      rmSync(folder, { recursive: true });
      throw new Error(`krb5kdc ended with ${child.exitCode}\n${log}`);
    });
    return kdc;
  }

  /** The variables by which a client finds the KDC, and a credential cache. */
  environment(cache = 'none'): NodeJS.ProcessEnv {
    return { ...environmentOf(this.folder), KRB5CCNAME: `FILE:${join(this.folder, cache)}` };
  }

  /** The path of a file in its folder. */
  file(name: string): string {
    return join(this.folder, name);
  }

  /** Runs further commands of kadmin. */
  administer(commands: readonly string[]): Promise<void> {
    return administer(this.folder, commands);
  }

  /**
   * Puts a ticket-granting ticket into a cache.
   *
   * @param name a user with a keytab NAME.keytab
   */
  async login(name: string, cache: string, args: readonly string[] = []): Promise<void> {
    const all = ['-k', '-t', this.file(`${name}.keytab`), ...args, name];
    await mustRun('/usr/bin/kinit', all, this.environment(cache));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function administer(folder: string, commands: readonly string[]): Promise<void> {
  const file = join(folder, 'commands');
  writeFileSync(file, `${commands.join('\n').replaceAll('FOLDER', folder)}\n`);
  const { stdout, stderr } = await mustRun(
    '/bin/sh',
    ['-c', `exec ${kadmin} -r ${mitRealm} < "$1"`, 'sh', file],
    environmentOf(folder),
  );
  if (/rror|while/.test(stderr.replaceAll(/^No policy specified.*$/gm, '')))
    throw new Error(`${stdout}${stderr}`);
}

async function mustRun(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const finished = await run(program, args, { env });
  if (finished.code !== 0) throw new Error(`${program} failed\n${finished.stdout}${finished.stderr}`);
  return finished;
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    KRB5_CONFIG: join(folder, 'krb5.conf'),
    KRB5_KDC_PROFILE: join(folder, 'kdc.conf'),
    KRB5RCACHENAME: 'none:',
  };
}

function clientConfiguration(port: number): string {
  return `[libdefaults]
  default_realm = ${mitRealm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  allow_weak_crypto = true
  allow_rc4 = true
[realms]
  ${mitRealm} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  .lab.test = ${mitRealm}
`;
}

function kdcConfiguration(folder: string, port: number): string {
  const enctypes = [18, 17, 20, 19, 23].map((etype) => `${enctypeNames[etype as 17]}:normal`).join(' ');
  return `[kdcdefaults]
  kdc_listen = 127.0.0.1:${port}
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${mitRealm} = {
    database_name = ${folder}/principal
    key_stash_file = ${folder}/stash
    master_key_type = ${enctypeNames[18]}
    supported_enctypes = ${enctypes}
    max_life = 10h
    max_renewable_life = 7d
    default_principal_flags = +forwardable,+renewable,+preauth
  }
[logging]
  kdc = FILE:${folder}/kdc.log
`;
}
