import { canonicalSid } from '../../bytes/index.js';
import { GroupAttributes, type GroupMembership, type LogonInfo, LogonUserFlags } from './logon-info.js';

/** The client and its groups in a PAC: canonical texts of SIDs. Groups that are not enabled for use are left out. */
export interface LogonSids {
  /** The account. Undefined in a PAC that names none. */
  readonly user: string | undefined;
  readonly primaryGroup: string | undefined;
  /** Groups of the account's domain. */
  readonly groups: readonly string[];
  /** Groups of the domain of the service. */
  readonly resourceGroups: readonly string[];
  /** Groups of other domains, and well-known ones such as S-1-18-1: the identity is asserted by an authority. */
  readonly extraSids: readonly string[];
}

/** The members that SIDs are made of; a controller's answer to NTLM has them too ([MS-NRPC] 2.2.1.4.13). */
export type SidsOfLogon = Pick<
  LogonInfo,
  | 'userId'
  | 'primaryGroupId'
  | 'groupIds'
  | 'userFlags'
  | 'logonDomainId'
  | 'extraSids'
  | 'resourceGroupDomainSid'
  | 'resourceGroupIds'
>;

/**
 * The SIDs of a KERB_VALIDATION_INFO, put together of domain and relative identifiers ([MS-PAC] 2.5). Extra SIDs and
 * resource groups count where UserFlags announces them.
 */
export function logonSids(info: SidsOfLogon): LogonSids {
  const { userId, primaryGroupId, userFlags } = info;
  const extra = (userFlags & LogonUserFlags.EXTRA_SIDS) === 0 ? [] : info.extraSids;
  const hasResourceGroups = (userFlags & LogonUserFlags.RESOURCE_GROUPS) !== 0;
  // [MS-PAC] 2.5, ExtraSids: an account of another domain has the relative identifier 0 and is the first of them.
  const foreign = userId === 0 ? extra[0] : undefined;
  return {
    user: userId === 0 ? foreign?.sid : join(info.logonDomainId, userId),
    primaryGroup: primaryGroupId === 0 ? undefined : join(info.logonDomainId, primaryGroupId),
    groups: groupSids(info.logonDomainId, info.groupIds),
    resourceGroups: hasResourceGroups ? groupSids(info.resourceGroupDomainSid, info.resourceGroupIds) : [],
    extraSids: extra
      .filter((member) => member !== foreign && isEnabled(member.attributes))
      .flatMap(({ sid }) => sid ?? []),
  };
}

function groupSids(domain: string | undefined, groups: readonly GroupMembership[]): string[] {
  return groups
    .filter(({ attributes }) => isEnabled(attributes))
    .flatMap(({ relativeId }) => join(domain, relativeId) ?? []);
}

/** A group that only serves to deny is none that opens anything. */
function isEnabled(attributes: number): boolean {
  return (attributes & GroupAttributes.ENABLED) !== 0;
}

function join(domain: string | undefined, relativeId: number): string | undefined {
  return domain === undefined ? undefined : canonicalSid(`${domain}-${relativeId}`);
}
