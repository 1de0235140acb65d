import type { ServerNames } from '../auth/server-names.js';
import { frozen } from '../values/frozen.js';

/** The names of a server that was given none. */
export const defaultNames: ServerNames = frozen({
  netbiosName: 'SMB2AUTH',
  dnsName: 'smb2auth.localdomain',
  netbiosDomain: '',
  dnsDomain: 'localdomain',
});

/** Where `serve` listens. A server in a program takes any free port instead. */
export const defaultListen: { readonly host: string; readonly port: number } = frozen({
  host: '127.0.0.1',
  port: 4455,
});

/** The most processes that share the logins of one server. */
export const MAX_WORKERS = 64;

/** CredSSP that is asked for and told nothing. */
export const defaultCredSsp = frozen({ port: 0, minVersion: 5 } as const);

/** HTTP that is asked for and told nothing; channel bindings are looked at where there is TLS. */
export const defaultHttp = frozen({
  port: 0,
  serviceNames: 'any',
  schemes: ['Negotiate', 'NTLM'],
  proxy: false,
} as const);

/** RPC over TCP that is asked for and told nothing. */
export const defaultRpc = frozen({ port: 0, anonymous: 'refuse' } as const);
