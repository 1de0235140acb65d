/** Where a store is, and who asks it. */
export interface StoreAddress {
  /** `store.example.com:6379`; without the user and the password, so that it can be shown. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string | undefined;
  /** Secret. */
  readonly password: string | undefined;
  /** The number of the database. */
  readonly database: number;
}

const USUAL_PORT = 6379;

const schemes: Readonly<Record<string, { readonly tls: boolean }>> = {
  'valkey:': { tls: false },
  'redis:': { tls: false },
  'valkeys:': { tls: true },
  'rediss:': { tls: true },
};

const expected =
  'expected an address such as valkey://127.0.0.1:6379, or valkeys://store.example.com for TLS';

/**
 * Reads the address of a store.
 *
 * @returns a text says what is wrong, and repeats nothing of the address: it may hold a password
 */
export function readStoreAddress(text: string): StoreAddress | string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return expected;
  }
  const scheme = Object.hasOwn(schemes, url.protocol) ? schemes[url.protocol] : undefined;
  if (scheme === undefined || !text.slice(url.protocol.length).startsWith('//')) return expected;
  if (url.hostname === '') return 'expected the host of the store behind //';
  if (url.search !== '' || url.hash !== '')
    return 'expected nothing behind the number of a database: no ? and no #';
  const [, database] = /^\/?(\d{1,5})?$/.exec(url.pathname) ?? [undefined, null];
  if (database === null) return 'expected the number of a database behind the host, or nothing';
  const port = url.port === '' ? USUAL_PORT : Number(url.port);
  if (port === 0) return 'expected a port from 1 to 65535';
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user === undefined || password === undefined)
    return 'expected a user and a password in percent-encoding';
  return {
    name: `${url.hostname}:${port}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    tls: scheme.tls,
    user: user === '' ? undefined : user,
    password: password === '' ? undefined : password,
    database: Number(database ?? 0),
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
