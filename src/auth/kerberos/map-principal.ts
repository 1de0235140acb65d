import { upperCaseUtf16 } from '../../bytes/index.js';
import { NameType, nameToText, type Principal, principalToText } from '../../krb5/messages/principal.js';
import type { LogonInfo } from '../../krb5/pac/index.js';
import { quoted } from '../../text/printable.js';
import { isPrincipalName } from '../principal-name.js';
import type { Checks, Refused } from './checks.js';
import type { KerberosPolicy } from './policy.js';

/** The account that a principal stands for. */
export interface MappedAccount {
  /** Its name on this server. */
  readonly account: string;
  /** The principal as the directory knows it, for rules that name it. */
  readonly principal: string;
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
 * @param logonInfo the user in a PAC that was verified; undefined: nothing is known
 * @param ownRealm realm of the key that decrypted the ticket: a name of another realm is another user
 * @param domainRealm realm of the domain that the server is a member of; undefined: of none
 */
export function mapPrincipal(
  asked: Principal,
  logonInfo: Pick<LogonInfo, 'effectiveName'> | undefined,
  { ownRealm, domainRealm }: Realms,
  { principals }: KerberosPolicy,
  checks: Checks,
): MappedAccount | Refused {
  if (asked.name.nameString[0] === WELLKNOWN || asked.realm.startsWith(`${WELLKNOWN}:`)) {
    return checks.failed('principal', 'kerberos-anonymous-refused', quoted(principalToText(asked)));
  }
  const client = knownAs(asked, logonInfo);
  const text = principalToText(client);
  // A realm in another case is no other domain.
  if (upperCaseUtf16(asked.realm) === domainRealm && typeof principals === 'string') {
    return userOfDomain(asked, logonInfo, ownRealm, checks);
  }
  // Names that rules of a share could take for a group, for everybody, for a SID or for a domain are no user's.
  const mapped = isPrincipalName(text) ? accountOf(client, text, ownRealm, principals) : undefined;
  if (mapped === undefined) return checks.failed('principal', 'principal-not-mapped', quoted(text));
  checks.passed('principal');
  return { ...mapped, principal: principalAsKnown(asked, logonInfo, text) };
}

/** The realms that a client's own is compared with. */
interface Realms {
  readonly ownRealm: string | undefined;
  readonly domainRealm: string | undefined;
}

/**
 * The user of the domain, under the name that the controllers give it by NTLM as well. No local account of that name is
 * the same user. Another realm's KDC cannot vouch for one: its ticket is refused.
 */
function userOfDomain(
  { realm, name }: Principal,
  logonInfo: Pick<LogonInfo, 'effectiveName'> | undefined,
  ownRealm: string | undefined,
  checks: Checks,
): MappedAccount | Refused {
  const account = logonInfo?.effectiveName ?? '';
  const text = principalToText(named(account, { realm, name }));
  if (logonInfo === undefined) {
    const asked = quoted(principalToText({ realm, name }));
    return checks.failed('pac', 'pac-missing', `${asked} is a user of the server’s domain`);
  }
  if (realm !== ownRealm || !isPrincipalName(text)) {
    return checks.failed('principal', 'principal-not-mapped', quoted(text));
  }
  checks.passed('principal');
  return { account, local: 'foreign', principal: text };
}

/**
 * The client under its account's name at the directory. The name in the ticket is the one that the client asked for: a
 * UPN or an alias will do, and whoever may set those of one account could take the name of another.
 */
function knownAs(asked: Principal, logonInfo: Pick<LogonInfo, 'effectiveName'> | undefined): Principal {
  const account = logonInfo?.effectiveName ?? '';
  if (account === '' || upperCaseUtf16(account) === upperCaseUtf16(nameToText(asked.name))) return asked;
  return named(account, asked);
}

/**
 * The same in the directory's case. Names of Windows have no case, and its KDC writes them as the client typed them: a
 * rule for `alice@EXAMPLE.COM` holds for `ALICE` as well.
 */
function principalAsKnown(
  asked: Principal,
  logonInfo: Pick<LogonInfo, 'effectiveName'> | undefined,
  text: string,
): string {
  const known = principalToText(named(logonInfo?.effectiveName ?? '', asked));
  return isPrincipalName(known) ? known : text;
}

function named(account: string, { realm }: Principal): Principal {
  return { realm, name: { nameType: NameType.PRINCIPAL, nameString: [account] } };
}

function accountOf(
  { realm, name }: Principal,
  text: string,
  ownRealm: string | undefined,
  principals: KerberosPolicy['principals'],
): Omit<MappedAccount, 'principal'> | undefined {
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
