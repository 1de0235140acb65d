import { resolve } from 'node:path';
import { type Everywhere, parseLayer, type Layer } from './layer.js';
import { ConfigurationError, type Label } from '../values/configuration-error.js';

/** The configuration on the command line, as it was typed. */
export interface ConfigurationFlags {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  /** A number of processes, or `auto`. */
  readonly workers?: string | undefined;
  /** `NAME:PASSWORD`; the name ends at the first colon. */
  readonly user?: readonly string[] | undefined;
  /** `NAME` for a temporary directory, or `NAME=DIRECTORY`. */
  readonly share?: readonly string[] | undefined;
  /** Name of one of the presets of `policy.preset`. */
  readonly preset?: string | undefined;
  readonly acceptNtlmv1?: true | undefined;
  readonly acceptGuest?: true | undefined;
  /** Path of an MIT keytab. */
  readonly keytab?: string | undefined;
  /** Name of a realm whose KDC starts with the server. */
  readonly testRealm?: string | undefined;
  readonly realmDir?: string | undefined;
  /** Accounts. */
  readonly ccache?: readonly string[] | undefined;
  readonly kdcPort?: string | undefined;
  /** Port of CredSSP. */
  readonly credssp?: string | undefined;
  /** Port of HTTP. */
  readonly http?: string | undefined;
  /** Port of RPC over TCP. */
  readonly rpc?: string | undefined;
  readonly tls?: true | undefined;
  /** Path of a certificate in PEM. */
  readonly tlsCertificate?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** False: SMB is left out. */
  readonly smb?: boolean | undefined;
}

/**
 * @param nameOf how a flag was given: `--port`, or the variable that stands for it
 * @throws ConfigurationError
 */
export function readFlags(
  flags: ConfigurationFlags,
  nameOf: (flag: keyof ConfigurationFlags) => string,
): Layer {
  const { workers, user, share, preset, acceptNtlmv1, acceptGuest } = flags;
  const policy = {
    ...(preset !== undefined && { preset }),
    ...(acceptNtlmv1 && { ntlm: { v1: 'accept' } }),
    ...(acceptGuest && { guest: 'unknown-users' }),
  };
  const value = {
    ...withListen(flags, nameOf),
    ...withCarriers(flags),
    ...(workers !== undefined && { workers: numeric(workers) }),
    ...(user && { accounts: user.map((text) => readUser(text, nameOf('user'))) }),
    ...(share && { shares: share.map(readShare) }),
    ...(Object.keys(policy).length > 0 && { policy }),
    ...withKerberos(flags),
  };
  const label: Label = ([section, key, part]) => {
    switch (section) {
      case 'accounts':
        return nameOf('user');
      case 'shares':
        return typeof key === 'number' ? `${nameOf('share')} ${share?.[key]}` : nameOf('share');
      case 'policy':
        return nameOf('preset');
      case 'kerberos':
        return nameOf(
          key === 'keytab' ? 'keytab' : (realmFlags[part as keyof typeof realmFlags] ?? 'testRealm'),
        );
      case 'credssp':
      case 'http':
      case 'rpc':
      case 'workers':
        return nameOf(section);
      case 'everywhere':
        return nameOf(everywhereFlags[key as keyof typeof everywhereFlags]);
      default:
        return nameOf(key === undefined && flags.smb === false ? 'smb' : key === 'port' ? 'port' : 'host');
    }
  };
  const everywhere = everywhereOf(flags);
  if (everywhere.host !== undefined) parseLayer({ listen: { host: everywhere.host } }, label);
  return { ...parseLayer(value, label), ...(Object.keys(everywhere).length > 0 && { everywhere }) };
}

const everywhereFlags = {
  host: 'host',
  tls: 'tls',
  certificateFile: 'tlsCertificate',
  keyFile: 'tlsKey',
} as const satisfies Record<keyof Everywhere, keyof ConfigurationFlags>;

function withListen({ smb, host, port }: ConfigurationFlags, nameOf: (flag: 'port') => string): object {
  if (smb === false) {
    if (port === undefined) return { listen: null };
    throw new ConfigurationError([
      { path: nameOf('port'), message: 'is the port of SMB, which --no-smb leaves out' },
    ]);
  }
  const listen = {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port: numeric(port) }),
  };
  return Object.keys(listen).length > 0 ? { listen } : {};
}

function withCarriers({ credssp, http, rpc }: ConfigurationFlags): object {
  return {
    ...(credssp !== undefined && { credssp: { port: numeric(credssp) } }),
    ...(http !== undefined && { http: { port: numeric(http) } }),
    ...(rpc !== undefined && { rpc: { port: numeric(rpc) } }),
  };
}

/** Paths of flags count from the folder in which the command was called; an empty one is a file that cannot be read. */
function everywhereOf({ smb, host, tls, tlsCertificate, tlsKey }: ConfigurationFlags): Everywhere {
  return {
    ...(smb === false && host !== undefined && { host }),
    ...(tls && { tls }),
    ...(tlsCertificate !== undefined && { certificateFile: tlsCertificate }),
    ...(tlsKey !== undefined && { keyFile: tlsKey }),
  };
}

/** The flags that say a key of `kerberos.testRealm`. */
const realmFlags = { realm: 'testRealm', directory: 'realmDir', ccaches: 'ccache', port: 'kdcPort' } as const;

/** Paths of flags count from the folder in which the command was called. */
function withKerberos({ keytab, testRealm, realmDir, ccache, kdcPort }: ConfigurationFlags): object {
  const realm = {
    ...(testRealm !== undefined && { realm: testRealm }),
    ...(realmDir !== undefined && { directory: realmDir && resolve(realmDir) }),
    ...(ccache && { ccaches: ccache }),
    ...(kdcPort !== undefined && { port: numeric(kdcPort) }),
  };
  const kerberos = {
    ...(keytab !== undefined && { keytab: keytab && resolve(keytab) }),
    ...(Object.keys(realm).length > 0 && { testRealm: realm }),
  };
  return Object.keys(kerberos).length > 0 ? { kerberos } : {};
}

function readUser(text: string, flag: string): { name: string; password: string } {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    throw new ConfigurationError([{ path: flag, message: 'expected NAME:PASSWORD' }]);
  }
  return { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

function readShare(text: string): { name: string; path: string } | { name: string; temporary: true } {
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text, temporary: true };
  const path = text.slice(equals + 1);
  return { name: text.slice(0, equals), path: path === '' ? '' : resolve(path) };
}

/** Anything but digits stays a text, which the schema then refuses. */
function numeric(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
