import { nameToText, type Principal, principalToText } from '../../krb5/messages/principal.js';
import { quoted } from '../../text/printable.js';
import { isPrincipalName } from '../principal-name.js';
import type { Checks, Refused } from './checks.js';
import type { KerberosPolicy } from './policy.js';

/** The account that a principal stands for. */
export interface MappedAccount {
  /** Its name on this server. */
  readonly account: string;
  /**
   * `must-exist`: among the local accounts, whose SID and groups it has; `may-refuse`: a local account of that name
   * refuses if its status does; `foreign`: no local account is the same user.
   */
  readonly local: 'must-exist' | 'may-refuse' | 'foreign';
}

/** The name and the realm of anonymous clients (RFC 8062 2). */
const WELLKNOWN = 'WELLKNOWN';

/**
 * The account of a client by the policy.
 *
 * @param ownRealm realm of the key that decrypted the ticket: a name of another realm is another user
 */
export function mapPrincipal(
  client: Principal,
  ownRealm: string | undefined,
  { principals }: KerberosPolicy,
  checks: Checks,
): MappedAccount | Refused {
  const text = principalToText(client);
  if (client.name.nameString[0] === WELLKNOWN || client.realm.startsWith(`${WELLKNOWN}:`)) {
    return checks.failed('principal', 'kerberos-anonymous-refused', quoted(text));
  }
  // Names that rules of a share could take for a group, for everybody, for a SID or for a domain are no user's.
  const mapped = isPrincipalName(text) ? accountOf(client, text, ownRealm, principals) : undefined;
  if (mapped === undefined) return checks.failed('principal', 'principal-not-mapped', quoted(text));
  checks.passed('principal');
  return mapped;
}

function accountOf(
  { realm, name }: Principal,
  text: string,
  ownRealm: string | undefined,
  principals: KerberosPolicy['principals'],
): MappedAccount | undefined {
  const isOwn = realm === ownRealm;
  const own = nameToText(name);
  switch (principals) {
    case 'principal':
      return { account: text, local: 'foreign' };
    case 'name':
      return isOwn ? { account: own, local: 'may-refuse' } : { account: text, local: 'foreign' };
    case 'local':
      // A realm that is trusted could make a ticket for any name, so its users are none of ours.
      return isOwn ? { account: own, local: 'must-exist' } : undefined;
    default: {
      const account = Object.hasOwn(principals, text) ? principals[text] : undefined;
      return account === undefined ? undefined : { account, local: 'must-exist' };
    }
  }
}
