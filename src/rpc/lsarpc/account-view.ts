import type { NamesTogether, Principal } from '../../auth/account-directory.js';
import type { Identity } from '../../auth/identity.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import { belongsToDomain, isJoined, type LsaPolicy } from './lsa-policy.js';
import type { Translation } from './predefined-principals.js';
import { SidNameUse, type Domain } from './structures.js';

/** The principals of each account domain that identities of this server have, by RID ([MS-DTYP] 2.4.2.4). */
const ofEachDomain: readonly (readonly [rid: number, name: string, use: SidNameUse])[] = [
  [501, 'Guest', SidNameUse.SidTypeUser],
  [513, 'Domain Users', SidNameUse.SidTypeGroup],
  [514, 'Domain Guests', SidNameUse.SidTypeGroup],
];

/** A principal of the account domain; `byName` is false where something else than its name matched. */
export interface FoundByName {
  readonly row: Translation;
  readonly byName: boolean;
}

/**
 * The Account Domain View ([MS-LSAT] 3.1.1.1.6) as one caller sees it: the accounts and groups of the server, and the
 * caller, who may come from another domain.
 */
export class AccountView {
  /** The domain of the accounts. */
  readonly domain: Domain;
  readonly #policy: LsaPolicy;
  readonly #caller: Identity;
  readonly #fixed: readonly Translation[];
  /** A view is of one call. */
  readonly #together: NamesTogether = {};

  constructor(policy: LsaPolicy, caller: Identity) {
    const { domain: name, machineSid: sid } = policy.accounts;
    this.domain = { name, sid };
    this.#policy = policy;
    this.#caller = caller;
    this.#fixed = [
      { name, sid, use: SidNameUse.SidTypeDomain, domain: this.domain },
      ...ofEachDomain.map(([rid, principal, use]) => ({
        name: principal,
        sid: `${sid}-${rid}`,
        use,
        domain: this.domain,
      })),
    ];
  }

  /** The domain of the caller's own SID. */
  get ofCaller(): Domain {
    return { name: this.#caller.domain, sid: domainSidOf(this.#caller.sid) };
  }

  /** The principals of SIDs; a SID that nobody here has is not in the result. */
  async bySids(sids: Iterable<string>): Promise<ReadonlyMap<string, Translation>> {
    const wanted = new Set(sids);
    const found = new Map<string, Translation>();
    for (const row of [...this.#fixed, this.#asCaller()]) if (wanted.delete(row.sid)) found.set(row.sid, row);
    for (const [sid, principal] of await this.#policy.accounts.ofSids(wanted)) {
      found.set(sid, this.#asRow(principal));
    }
    return found;
  }

  /**
   * The principal of a name; undefined: there is none.
   *
   * @param domain undefined: any
   */
  async byName(name: string, domain: string | undefined): Promise<Translation | undefined> {
    const isOurs = domain === undefined || this.isOurs(domain);
    if (isOurs) {
      const principal = await this.#policy.accounts.named(name, domain ?? '', this.#together);
      if (principal !== undefined) return this.#asRow(principal);
      const row = this.#fixed.find((fixed) => sameName(fixed.name, name));
      if (row !== undefined) return row;
    }
    const caller = this.#asCaller();
    const isCallers = domain === undefined || sameName(domain, caller.domain.name);
    return isCallers && sameName(caller.name, name) ? caller : undefined;
  }

  /** The row of the domain whose DNS name is given: its Additional Security Principal Name. */
  byDnsName(name: string): Translation | undefined {
    return this.#isDnsDomain(name) ? this.#fixed[0] : undefined;
  }

  /** Whether a name is one of the account domain: of the domain, of the server, or the DNS name of either. */
  isOurs(domain: string): boolean {
    const { netbiosName, dnsName } = this.#policy.names;
    return (
      [this.domain.name, netbiosName, dnsName].some((own) => sameName(own, domain)) ||
      this.#isDnsDomain(domain)
    );
  }

  #isDnsDomain(name: string): boolean {
    const { dnsDomain } = this.#policy.names;
    if (belongsToDomain(this.#policy) && !isJoined(this.#policy)) return false;
    return dnsDomain !== '' && sameName(dnsDomain, name);
  }

  #asRow({ kind, name, sid }: Principal): Translation {
    // A SID of its own may be of another domain, which has no name here.
    const domain = { name: this.domain.name, sid: domainSidOf(sid) };
    return { name, sid, use: kind === 'account' ? SidNameUse.SidTypeUser : SidNameUse.SidTypeAlias, domain };
  }

  #asCaller(): Translation {
    const { account: name, sid } = this.#caller;
    return { name, sid, use: SidNameUse.SidTypeUser, domain: this.ofCaller };
  }
}

/** The SID without its RID; one that has none is its own domain. */
export function domainSidOf(sid: string): string {
  return sid.split('-').length > 3 ? sid.slice(0, sid.lastIndexOf('-')) : sid;
}

function sameName(a: string, b: string): boolean {
  return upperCaseUtf16(a) === upperCaseUtf16(b);
}
