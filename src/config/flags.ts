import { resolve } from 'node:path';
import { parseLayer, type Layer } from './layer.js';
import { ConfigurationError } from '../values/configuration-error.js';

/** The configuration on the command line, as it was typed. */
export interface ConfigurationFlags {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
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
}

/**
 * @param nameOf how a flag was given: `--port`, or the variable that stands for it
 * @throws ConfigurationError
 */
export function readFlags(
  flags: ConfigurationFlags,
  nameOf: (flag: keyof ConfigurationFlags) => string,
): Layer {
  const { host, port, user, share, preset, acceptNtlmv1, acceptGuest } = flags;
  const policy = {
    ...(preset !== undefined && { preset }),
    ...(acceptNtlmv1 && { ntlm: { v1: 'accept' } }),
    ...(acceptGuest && { guest: 'unknown-users' }),
  };
  const value = {
    ...((host !== undefined || port !== undefined) && {
      listen: { ...(host !== undefined && { host }), ...(port !== undefined && { port: numeric(port) }) },
    }),
    ...(user && { accounts: user.map((text) => readUser(text, nameOf('user'))) }),
    ...(share && { shares: share.map(readShare) }),
    ...(Object.keys(policy).length > 0 && { policy }),
    ...withKerberos(flags),
  };
  return parseLayer(value, ([section, key, part]) => {
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
      default:
        return nameOf(key === 'port' ? 'port' : 'host');
    }
  });
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
