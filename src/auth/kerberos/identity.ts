import { canonicalSid, upperCaseUtf16 } from '../../bytes/index.js';
import { type LogonInfo, type LogonSids, logonSids } from '../../krb5/pac/index.js';
import type { Principal } from '../../krb5/messages/principal.js';
import { obey } from '../../values/rules.js';
import type { Report } from '../../facts/fact.js';
import type { Account } from '../account.js';
import { refuseAccount, refuseUnproved, statusOfAccount } from '../account-checks.js';
import { foundAccountRule } from '../account-rules.js';
import type { DelegatedCredentials } from '../delegated-credentials.js';
import {
  type ContextFlags,
  deriveSid,
  type Identity,
  machineSidOf,
  primaryGroupOf,
  userIdentity,
} from '../identity.js';
import type { Checks, Refused } from './checks.js';
import { isRefused } from './checks.js';
import type { MappedAccount } from './map-principal.js';
import type { KerberosSettings } from './settings.js';

/** A client that proved itself, and what its ticket and its authenticator say of it. */
export interface ProvedClient {
  readonly client: Principal;
  /** Whether it is of the realm whose KDC made the ticket. */
  readonly isOwn: boolean;
  /** Whether a controller of the domain that the server is a member of made the ticket. */
  readonly byDomain: boolean;
  readonly mapped: MappedAccount;
  /** The user in a PAC that was verified; undefined: nothing is known. */
  readonly logonInfo: LogonInfo | undefined;
  readonly context: ContextFlags;
  readonly delegatedCredentials: DelegatedCredentials | undefined;
}

/** SIDs that a domain gives: its own, and how the user was proved ([MS-DTYP] 2.4.2.4). */
const ofDomains = /^S-1-(?:5-21|18)-/;

/** The SIDs of a user before those of configured groups. */
interface Membership {
  readonly sid: string;
  readonly primaryGroup: string | undefined;
  readonly groupSids: readonly string[];
}

/** The identity of a client: from the PAC, and from the local account where the policy asks for one. */
export async function identityOfClient(
  proved: ProvedClient,
  settings: KerberosSettings,
  report: Report,
  checks: Checks,
): Promise<Identity | Refused> {
  const { mapped, logonInfo } = proved;
  const { principal } = mapped;
  const account =
    mapped.local === 'foreign' ? undefined : await findAccount(mapped, settings, report, checks);
  if (account !== undefined && isRefused(account)) return account;
  const ofPac = membershipOf(proved, canonicalSid(settings.local.machineSid));
  const isLocal = account !== undefined && mapped.local === 'must-exist';
  const domain = isLocal ? settings.local.domain : domainOf(proved, settings);
  const membership = isLocal ? withLocal(account, ofPac, settings) : ofPac;
  const name = isLocal ? account.name : mapped.account;
  const { primaryGroup, ...rest } = membership;
  const ofDomain = !isLocal && proved.byDomain && ({ authority: 'domain' } as const);
  const member = {
    account: name,
    domain,
    ...ofDomain,
    ...rest,
    ...(primaryGroup !== undefined && { primaryGroup }),
  };
  const groups = settings.local.groups.groupsOf({
    ...member,
    principal,
    groups: isLocal ? account.groups : [],
  });
  const logonServer = logonInfo?.logonServer ?? '';
  const identity = userIdentity({
    ...member,
    ...groups,
    ...(logonServer !== '' && { logonServer }),
    ...(ofDomain &&
      logonInfo && { accountControl: logonInfo.userAccountControl, userFlags: logonInfo.userFlags }),
    context: proved.context,
    ...(proved.delegatedCredentials !== undefined && { delegatedCredentials: proved.delegatedCredentials }),
  });
  return { ...identity, principal };
}

/** The domain of the user. Another realm's KDC names none of ours: rules for `ADLAB\\alice` mean the domain's own. */
function domainOf({ logonInfo, client, byDomain }: ProvedClient, settings: KerberosSettings): string {
  const named = (logonInfo?.logonDomainName ?? '') || client.realm;
  const ours = [settings.domain?.name, settings.domain && settings.local.domain];
  const isOurs = ours.some((own) => own !== undefined && upperCaseUtf16(own) === upperCaseUtf16(named));
  return isOurs && !byDomain ? '' : named;
}

/**
 * The SIDs of the PAC. A user without any gets a SID that is derived from the realm: it is no local account's, and in
 * no group.
 */
function membershipOf({ client, isOwn, mapped, logonInfo }: ProvedClient, machineSid: string): Membership {
  const found = logonInfo && logonSids(logonInfo);
  const sids = isOwn ? found : found && withoutOurs(found, machineSid);
  const sid = sids?.user ?? deriveSid(machineSidOf(`realm ${client.realm}`), mapped.account);
  const groupSids = sids ? [...sids.groups, ...sids.resourceGroups, ...sids.extraSids] : [];
  return {
    sid,
    primaryGroup: sids?.user === undefined ? primaryGroupOf({ sid }) : sids.primaryGroup,
    groupSids,
  };
}

/**
 * The SIDs that another realm may give to its users: none of this machine's, and no well-known groups. A domain
 * controller filters them ([MS-PAC] 4.1.2.2), but MIT's KDC signs what a KDC that it trusts has written.
 */
function withoutOurs(sids: LogonSids, machineSid: string): LogonSids {
  const isTheirs = (sid: string): boolean => ofDomains.test(sid) && !sid.startsWith(`${machineSid}-`);
  const theirs = (sid: string | undefined): string | undefined =>
    sid !== undefined && isTheirs(sid) ? sid : undefined;
  return {
    user: theirs(sids.user),
    primaryGroup: theirs(sids.primaryGroup),
    groups: sids.groups.filter(isTheirs),
    resourceGroups: sids.resourceGroups.filter(isTheirs),
    extraSids: sids.extraSids.filter(isTheirs),
  };
}

/** A local account has its own SID, and the groups of the PAC beside its own. */
function withLocal(
  account: Account,
  { groupSids, primaryGroup }: Membership,
  settings: KerberosSettings,
): Membership {
  const { machineSid } = settings.local;
  return {
    sid: account.sid ?? deriveSid(machineSid, account.name),
    primaryGroup: primaryGroupOf({ sid: `${machineSid}-0` }),
    groupSids: primaryGroup === undefined ? groupSids : [primaryGroup, ...groupSids],
  };
}

/**
 * Looks for the local account, and refuses the login if the account does. A lock-out by wrong passwords is not looked
 * at: the KDC counts those for Kerberos, and no stranger can lock a user out of tickets.
 */
async function findAccount(
  { account: name, local }: MappedAccount,
  settings: KerberosSettings,
  report: Report,
  checks: Checks,
): Promise<Account | undefined | Refused> {
  const { accounts, runtime } = settings;
  // A store that verifies responses of NTLM finds no account: its directory made the ticket.
  if (accounts.find === undefined) return undefined;
  let account: Account | undefined;
  try {
    account = await accounts.find(name, settings.local.domain);
    if (account !== undefined) obey(foundAccountRule, account, ['account']);
  } catch (error) {
    report({ kind: 'account-store-failed', error });
    settings.onStoreFailure(error, 'account-store');
    return checks.failed('account', 'store-failed');
  }
  report({ kind: 'account', name, found: account !== undefined });
  if (account === undefined) {
    return local === 'must-exist' ? checks.failed('account', 'unknown-account') : undefined;
  }
  checks.passed('account');
  const reason = refuseUnproved(account) ?? refuseAccount(account, '', runtime.now());
  if (reason !== undefined) {
    const status = statusOfAccount(reason, account);
    return { ...checks.failed('account-status', reason), ...(status !== undefined && { status }) };
  }
  checks.passed('account-status');
  return account;
}
