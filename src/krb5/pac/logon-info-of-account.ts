import { fileTimeFromUnixMs } from '../../bytes/index.js';
import { GroupAttributes, type LogonInfo, LogonUserFlags, NEVER } from './logon-info.js';

/** UserAccountControl of a normal user account ([MS-SAMR] 2.2.1.12). */
const USER_NORMAL_ACCOUNT = 0x10;

const MEMBER = GroupAttributes.MANDATORY | GroupAttributes.ENABLED_BY_DEFAULT | GroupAttributes.ENABLED;

/** An account as a KDC knows it. */
export interface PacAccount {
  /** Name without a domain. */
  readonly account: string;
  readonly fullName?: string | undefined;
  /** NetBIOS name of the domain. */
  readonly domain: string;
  /** Text of the domain's SID. */
  readonly domainSid: string;
  /** Relative identifier of the account. */
  readonly userId: number;
  /** Relative identifier; 513 is Domain Users. */
  readonly primaryGroupId: number;
  /** Relative identifiers of groups of the domain. The primary group is added where it is missing. */
  readonly groupIds: readonly number[];
  /** Texts of SIDs of groups of other domains, and of well-known ones. */
  readonly extraSids?: readonly string[] | undefined;
  /** NetBIOS name of the KDC. */
  readonly logonServer: string;
  /** Milliseconds since 1970. */
  readonly logonTime: number;
  /** Milliseconds since 1970; absent where it is not known. */
  readonly passwordLastSet?: number | undefined;
}

/** The KERB_VALIDATION_INFO of an account whose password never expires ([MS-PAC] 2.5). */
export function logonInfoOfAccount(account: PacAccount): LogonInfo {
  const passwordLastSet =
    account.passwordLastSet === undefined ? 0n : fileTimeFromUnixMs(account.passwordLastSet);
  const groups = new Set([account.primaryGroupId, ...account.groupIds]);
  const extraSids = account.extraSids ?? [];
  return {
    logonTime: fileTimeFromUnixMs(account.logonTime),
    logoffTime: NEVER,
    kickOffTime: NEVER,
    passwordLastSet,
    passwordCanChange: passwordLastSet,
    passwordMustChange: NEVER,
    effectiveName: account.account,
    fullName: account.fullName ?? '',
    logonScript: '',
    profilePath: '',
    homeDirectory: '',
    homeDirectoryDrive: '',
    logonCount: 0,
    badPasswordCount: 0,
    userId: account.userId,
    primaryGroupId: account.primaryGroupId,
    groupIds: Array.from(groups, (relativeId) => ({ relativeId, attributes: MEMBER })),
    userFlags: extraSids.length === 0 ? 0 : LogonUserFlags.EXTRA_SIDS,
    logonServer: account.logonServer,
    logonDomainName: account.domain,
    logonDomainId: account.domainSid,
    userAccountControl: USER_NORMAL_ACCOUNT,
    subAuthStatus: 0,
    lastSuccessfulILogon: 0n,
    lastFailedILogon: 0n,
    failedILogonCount: 0,
    extraSids: extraSids.map((sid) => ({ sid, attributes: MEMBER })),
    resourceGroupDomainSid: undefined,
    resourceGroupIds: [],
  };
}
