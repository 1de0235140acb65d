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
  };
  return parseLayer(value, ([section, key]) => {
    switch (section) {
      case 'accounts':
        return nameOf('user');
      case 'shares':
        return typeof key === 'number' ? `${nameOf('share')} ${share?.[key]}` : nameOf('share');
      case 'policy':
        return nameOf('preset');
      default:
        return nameOf(key === 'port' ? 'port' : 'host');
    }
  });
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
