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
