/**
 * The SIDs that a domain may give: NeverFilter and EDC of [MS-PAC] 4.1.2.2, and how the user was proved ([MS-DTYP]
 * 2.4.2.4).
 */
const ofDomains = /^S-1-(?:5-21-\d+-\d+-\d+-\d+|5-9|5-15|5-\d{4,}(?:-\d+)*|(?:4|10|18)-\d+(?:-\d+)*)$/;

/**
 * Whether a SID of a domain's answer crosses the boundary of a member: "filters SIDs that are in the AlwaysFilter group
 * as well as anything that has the prefix of the member server" ([MS-PAC] 4.1.2.2). Well-known groups, those of BUILTIN
 * among them, and the accounts and groups of this server are its own to give: a trusted domain may write any SID.
 *
 * @param sid canonical text
 * @param machineSid of this server, canonical text
 */
export function crossesToMember(sid: string, machineSid: string): boolean {
  return ofDomains.test(sid) && !sid.startsWith(`${machineSid}-`);
}
