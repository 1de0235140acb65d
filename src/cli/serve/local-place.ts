import { ConfigurationError } from '../../config/index.js';
import type { OriginOf } from '../flags.js';
import type { LocalPlace } from './served-part.js';

/** The address of what is for this machine alone. */
export const LOOPBACK = '127.0.0.1';

/**
 * The place of a part that is served on loopback only.
 *
 * @throws ConfigurationError
 */
export function loopbackPlace(text: string, name: 'control' | 'watch', originOf: OriginOf): LocalPlace {
  return { host: LOOPBACK, port: portOf(text) ?? refuse(name, originOf, `it is served on ${LOOPBACK} only`) };
}

/**
 * The place of a part that may have an address of its own.
 *
 * @param text a port, or an address, a colon and a port
 * @throws ConfigurationError
 */
export function anyPlace(text: string, originOf: OriginOf): LocalPlace {
  const [, address = LOOPBACK, digits = ''] = /^(?:(.+):)?(\d*)$/.exec(text) ?? [];
  const host = address.replace(/^\[(.+)\]$/, '$1');
  const port = portOf(digits);
  const isOneColon = host === address ? !host.includes(':') : host.includes(':');
  if (port !== undefined && isOneColon) return { host: host === 'localhost' ? LOOPBACK : host, port };
  throw new ConfigurationError([
    { path: originOf('admin'), message: 'expected [HOST:]PORT, such as 9100, 0.0.0.0:9100 or [::]:9100' },
  ]);
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : undefined;
}

function refuse(name: 'control' | 'watch', originOf: OriginOf, because: string): never {
  throw new ConfigurationError([
    { path: originOf(name), message: `expected a port alone, 0 to 65535: ${because}` },
  ]);
}
