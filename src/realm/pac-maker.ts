import type { Account } from '../auth/account.js';
import type { GroupTable } from '../auth/groups.js';
import { identityOfAccount, sidOfAccount, WellKnownSid } from '../auth/identity.js';
import { encodePac, logonInfoOfAccount, type PacContent, type PacSigners } from '../krb5/pac/index.js';

/** The realm in which accounts have their SIDs and groups, as NTLM logins of the same server have them. */
export interface PacSurroundings {
  /** Name of the Kerberos realm. */
  readonly realm: string;
  /** NetBIOS name of the domain. */
  readonly domain: string;
  /** DNS name of the domain. */
  readonly dnsDomain: string;
  /** NetBIOS name of the server, which stands for the KDC. */
  readonly logonServer: string;
  readonly machineSid: string;
  readonly groups: GroupTable;
}

/** Every login over a network gets these: no PAC has them. */
const GIVEN_AT_LOGIN: ReadonlySet<string> = new Set([
  WellKnownSid.EVERYONE,
  WellKnownSid.NETWORK,
  WellKnownSid.AUTHENTICATED_USERS,
]);

/** The KDC itself saw the proof: each login has it ([MS-KILE] 3.3.5.6.4.1, [MS-DTYP] 2.4.2.4). */
const AUTHENTICATION_AUTHORITY_ASSERTED_IDENTITY = 'S-1-18-1';

/** Makes the PACs of accounts ([MS-PAC]): their SIDs and groups are those of an NTLM login, and S-1-18-1. */
export class PacMaker {
  readonly #surroundings: PacSurroundings;

  constructor(surroundings: PacSurroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * A signed PAC.
   *
   * @param authTime of the ticket, in milliseconds since 1970
   * @param attributes of a ticket-granting ticket, PacAttributes; undefined: it is for a service
   */
  make(account: Account, authTime: number, attributes: number | undefined, signers: PacSigners): Buffer {
    return encodePac(this.#contentOf(account, authTime, attributes), signers);
  }

  /** The SID that PACs of an account have. */
  sidOf(account: Account): string {
    return sidOfAccount(account, this.#surroundings.machineSid);
  }

  #contentOf(account: Account, authTime: number, attributes: number | undefined): PacContent {
    const { realm, domain, dnsDomain, logonServer, machineSid, groups } = this.#surroundings;
    const { name } = account;
    const identity = identityOfAccount(
      account,
      { domain, machineSid, groups },
      undefined,
      `${name}@${realm}`,
    );
    const [domainSid, userId] = splitSid(identity.sid);
    const memberships = identity.groupSids.filter((sid) => !GIVEN_AT_LOGIN.has(sid));
    const ofDomain = memberships.map(splitSid).filter(([prefix]) => prefix === domainSid);
    const primary = splitSid(identity.primaryGroup ?? '');
    return {
      logonInfo: logonInfoOfAccount({
        account: name,
        domain,
        domainSid,
        userId,
        // The primary group is one of the account's domain: that of another domain is an extra SID.
        primaryGroupId: primary[0] === domainSid ? primary[1] : DOMAIN_USERS,
        groupIds: ofDomain.map(([, rid]) => rid),
        extraSids: [
          ...memberships.filter((sid) => splitSid(sid)[0] !== domainSid),
          AUTHENTICATION_AUTHORITY_ASSERTED_IDENTITY,
        ],
        logonServer,
        logonTime: authTime,
      }),
      clientInfo: { authTime, name },
      upnDnsInfo: {
        upn: `${name}@${dnsDomain}`,
        dnsDomainName: dnsDomain.toUpperCase(),
        isUpnConstructed: true,
        account: { samName: name, sid: identity.sid },
      },
      // Ticket-granting tickets alone have these two ([MS-KILE] 3.3.5.6.4.7, 3.3.5.6.4.8).
      ...(attributes !== undefined && { attributes, requestorSid: identity.sid }),
    };
  }
}

const DOMAIN_USERS = 513;

/** The domain of a SID, and the relative identifier behind it. */
function splitSid(sid: string): readonly [domain: string, rid: number] {
  const dash = sid.lastIndexOf('-');
  return [sid.slice(0, dash), Number(sid.slice(dash + 1))];
}
