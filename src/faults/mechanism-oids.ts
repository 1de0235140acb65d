import { frozen } from '../values/frozen.js';

/** Object identifiers of mechanisms that SPNEGO may name, by name. */
export const mechanismOids = frozen({
  kerberos: '1.2.840.113554.1.2.2',
  'ms-kerberos': '1.2.840.48018.1.2.2',
  ntlm: '1.3.6.1.4.1.311.2.2.10',
  negoex: '1.3.6.1.4.1.311.2.2.30',
  iakerb: '1.3.6.1.5.2.5',
  'user-to-user': '1.2.840.113554.1.2.2.3',
});

/** The object identifier of a mechanism; one in dotted form is its own. */
export function oidOf(mechanism: string): string {
  const oids: Readonly<Record<string, string>> = mechanismOids;
  return Object.hasOwn(oids, mechanism) ? (oids[mechanism] ?? mechanism) : mechanism;
}
