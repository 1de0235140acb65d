import { run, type Finished } from './run.js';

export interface SmbclientOptions {
  readonly port: number;
  /** Default: alice with her password. */
  readonly login?: readonly string[];
  /** Default: `files`. */
  readonly share?: string;
  /** The value of `-m`, such as `SMB3_11`. */
  readonly protocol?: string | undefined;
  /** Commands for `-c`; default: none but `exit`. */
  readonly commands?: string;
  readonly args?: readonly string[];
  /** Milliseconds within which it must end. */
  readonly timeout?: number;
}

/** The account that the interop tests log in with. */
export const alice = { name: 'alice', password: 'Tr0ub4dor&3' } as const;

/** Runs the real smbclient, with nothing of this machine's Samba configuration. */
export function smbclient(options: SmbclientOptions): Promise<Finished> {
  const {
    port,
    share = 'files',
    login = ['-U', `${alice.name}%${alice.password}`],
    protocol,
    args = [],
    timeout,
  } = options;
  const target = [`//127.0.0.1/${share}`, '-p', String(port), '-s', '/dev/null'];
  const dialect = protocol === undefined ? [] : ['-m', protocol];
  const all = [...target, ...login, ...dialect, ...args, '-c', options.commands ?? 'exit'];
  return run('smbclient', all, timeout === undefined ? {} : { timeout });
}
