import type { Finished } from './run.js';
import { run } from './run.js';

export interface KerberosClientOptions {
  readonly port: number;
  /** The name that the ticket is for, behind `cifs/`. */
  readonly host: string;
  /** With KRB5_CONFIG, and KRB5CCNAME where there is a cache. */
  readonly env: NodeJS.ProcessEnv;
  /** Default: the ticket of the cache. */
  readonly login?: readonly string[];
  /** Default: `files`. */
  readonly share?: string;
  /** The value of `-m`, such as `SMB3_11`. */
  readonly protocol?: string;
  readonly commands?: string;
  readonly args?: readonly string[];
  /** Milliseconds within which it must end. */
  readonly timeout?: number;
}

/** Runs the real smbclient, which logs in with Kerberos or not at all. */
export function kerberosSmbclient(options: KerberosClientOptions): Promise<Finished> {
  const { port, host, env, login = ['-N'], share = 'files', protocol, args = [], timeout = 15_000 } = options;
  const target = [`//${host}/${share}`, '-I', '127.0.0.1', '-p', String(port), '-s', '/dev/null'];
  const dialect = protocol === undefined ? [] : ['-m', protocol];
  const all = [...target, '--use-kerberos=required', ...login, ...dialect, ...args];
  return run('smbclient', [...all, '-c', options.commands ?? 'exit'], { env, timeout });
}
