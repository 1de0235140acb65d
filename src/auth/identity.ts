import { canonicalSid, upperCaseUtf16 } from '../bytes/index.js';
import { md5 } from '../crypto/md5.js';
import { withoutAbsent } from '../values/filled.js';
import type { IdentityRecord } from '../facts/identity.js';
import type { Account } from './account.js';
import type { DelegatedCredentials } from './delegated-credentials.js';
import type { GroupTable } from './groups.js';

/** The user, guest or anonymous client of an accepted login. */
export interface Identity extends Omit<IdentityRecord, 'identifyOnly' | 'atDomain'> {
  /** SID of the primary group, which `groupSids` holds too. Absent: there is none, as for anonymous. */
  readonly primaryGroup?: string;
  /**
   * SIDs of the groups: those of the directory or the configuration, and the well-known ones that come with every login
   * over a network: Everyone (S-1-1-0), Network (S-1-5-2) and, for users, Authenticated Users (S-1-5-11).
   */
  readonly groupSids: readonly string[];
  /** Names of the groups that have a name on this server. Empty for guests and anonymous clients. */
  readonly groups: readonly string[];
  /** NetBIOS name of the domain controller that proved the user; absent: none was asked. */
  readonly logonServer?: string;
  /**
   * A user of the domain that the server is a member of, or of one that it trusts. Rules of a share and members of
   * groups name such a user with the domain, as `ADLAB\alice`, or by SID: `alice` is the server's own account. Absent:
   * any other user.
   */
  readonly authority?: 'domain';
  /**
   * UserAccountControl of the controller's answer: the USER_ACCOUNT codes of [MS-SAMR] 2.2.1.12, 32 bits; absent: not
   * known.
   */
  readonly accountControl?: number;
  /** UserFlags of the controller's answer ([MS-NRPC] 2.2.1.4.11), 32 bits; absent: not known. */
  readonly userFlags?: number;
  /**
   * The Kerberos principal that was proved, with its realm, such as `alice@EXAMPLE.COM`; absent: the login was another
   * mechanism's. Rules of a share and members of groups may name it.
   */
  readonly principal?: string;
  /** The flags of the GSS context (RFC 2743 1.2). */
  readonly context: ContextFlags;
  /** Absent: the client delegates none. */
  readonly delegatedCredentials?: DelegatedCredentials;
}

/** Flags of a GSS context, as the mechanism and both sides agreed on them. */
export interface ContextFlags {
  /** The server proved itself to the client, too (GSS_C_MUTUAL_FLAG). */
  readonly mutual: boolean;
  /** The client hands its credentials over (GSS_C_DELEG_FLAG). */
  readonly delegated: boolean;
  /** The server may learn who the client is, but may not act in its name (GSS_C_IDENTIFY_FLAG). */
  readonly identifyOnly: boolean;
}

const noFlags: ContextFlags = Object.freeze({ mutual: false, delegated: false, identifyOnly: false });

/** Well-known SIDs ([MS-DTYP] 2.4.2.4). */
export const WellKnownSid = {
  NULL: 'S-1-0-0',
  EVERYONE: 'S-1-1-0',
  NETWORK: 'S-1-5-2',
  ANONYMOUS: 'S-1-5-7',
  AUTHENTICATED_USERS: 'S-1-5-11',
  BUILTIN_GUESTS: 'S-1-5-32-546',
  ASSERTED_IDENTITY: 'S-1-18-1',
} as const;

/** Relative identifiers of a machine or domain ([MS-DTYP] 2.4.2.4). */
const Rid = { GUEST: 501, DOMAIN_USERS: 513, DOMAIN_GUESTS: 514, PROTECTED_USERS: 525 } as const;

/**
 * An anonymous client. As on Windows, Everyone does not include it (EveryoneIncludesAnonymous is 0), so that a rule for
 * Everyone opens nothing to it.
 */
export function anonymousIdentity(context: ContextFlags = noFlags): Identity {
  return {
    kind: 'anonymous',
    account: '',
    domain: '',
    sid: WellKnownSid.ANONYMOUS,
    groupSids: [WellKnownSid.NETWORK],
    groups: [],
    context,
  };
}

/**
 * The built-in account Guest, RID 501. It is in none of the configured groups, and no authenticated user ([MS-DTYP]
 * 2.4.2.4).
 */
export function guestIdentity(domain: string, machineSid: string, context: ContextFlags = noFlags): Identity {
  const primaryGroup = `${machineSid}-${Rid.DOMAIN_GUESTS}`;
  return {
    kind: 'guest',
    account: 'Guest',
    domain,
    sid: `${machineSid}-${Rid.GUEST}`,
    primaryGroup,
    groupSids: [primaryGroup, WellKnownSid.BUILTIN_GUESTS, WellKnownSid.EVERYONE, WellKnownSid.NETWORK],
    groups: [],
    context,
  };
}

/** A user as a directory or a mechanism knows it. */
export interface KnownUser {
  /** Name of the account, without its domain. */
  readonly account: string;
  /** NetBIOS name of the account's domain. */
  readonly domain: string;
  /** SID of the user. */
  readonly sid: string;
  /** SID of the primary group; default: Domain Users of the domain whose SID the user's begins with. */
  readonly primaryGroup?: string;
  /** SIDs of the other groups, without the well-known ones that every login has; default: none. */
  readonly groupSids?: readonly string[];
  /** Names of groups, where they are known; default: none. */
  readonly groups?: readonly string[];
  /** NetBIOS name of the domain controller that proved the user; absent: none was asked. */
  readonly logonServer?: string;
  /** A user of the domain that the server is a member of; absent: any other. */
  readonly authority?: 'domain';
  /** UserAccountControl of a controller's answer ([MS-SAMR] 2.2.1.12), 32 bits; absent: not known. */
  readonly accountControl?: number;
  /** UserFlags of a controller's answer ([MS-NRPC] 2.2.1.4.11), 32 bits; absent: not known. */
  readonly userFlags?: number;
  /** Default: each false. */
  readonly context?: Partial<ContextFlags>;
  /** Absent: the client delegates none. */
  readonly delegatedCredentials?: DelegatedCredentials;
}

/**
 * The identity of a user, the well-known groups included. Each SID is written without leading zeros, as rules are
 * compared with it.
 *
 * @throws RangeError for a malformed SID
 */
export function userIdentity(user: KnownUser): Identity {
  const { account, domain, groups = [], delegatedCredentials } = user;
  const { logonServer, authority, accountControl, userFlags } = user;
  const sid = canonicalSid(user.sid);
  const primaryGroup = primaryGroupOf(user);
  const { EVERYONE, NETWORK, AUTHENTICATED_USERS } = WellKnownSid;
  const groupSids = [...(user.groupSids ?? []).map(canonicalSid), EVERYONE, NETWORK, AUTHENTICATED_USERS];
  if (primaryGroup !== undefined) groupSids.unshift(primaryGroup);
  return {
    kind: 'user',
    account,
    domain,
    sid,
    ...(primaryGroup !== undefined && { primaryGroup }),
    groupSids: [...new Set(groupSids)],
    groups: [...groups],
    ...(logonServer !== undefined && { logonServer }),
    ...(authority !== undefined && { authority }),
    ...(accountControl !== undefined && { accountControl }),
    ...(userFlags !== undefined && { userFlags }),
    context: { ...noFlags, ...user.context },
    ...(delegatedCredentials !== undefined && { delegatedCredentials }),
  };
}

/** SID of a user's primary group; by default Domain Users in the domain or machine of the user's SID. */
export function primaryGroupOf({
  sid,
  primaryGroup,
}: Pick<KnownUser, 'sid' | 'primaryGroup'>): string | undefined {
  return primaryGroup === undefined ? domainUsersOf(canonicalSid(sid)) : canonicalSid(primaryGroup);
}

/** The end is looked at first: most SIDs have another, and an expression costs more. */
const endOfProtectedUsers = `-${Rid.PROTECTED_USERS}`;
const ofDomain = /^S-1-5-21-\d+-\d+-\d+-\d+$/;

/** Whether a SID is that of a domain's group Protected Users, whose members may not use NTLM ([MS-DTYP] 2.4.2.4). */
export function isProtectedUsers(sid: string): boolean {
  return sid.endsWith(endOfProtectedUsers) && ofDomain.test(sid);
}

function domainUsersOf(sid: string): string | undefined {
  return sid.startsWith('S-1-5-21-')
    ? `${sid.slice(0, sid.lastIndexOf('-'))}-${Rid.DOMAIN_USERS}`
    : undefined;
}

/** The realm in which accounts get their SIDs and their groups. */
export interface Realm {
  readonly domain: string;
  readonly machineSid: string;
  readonly groups: GroupTable;
}

/** The SID of an account of this server: its own, or the one that its name makes under the machine's. */
export function sidOfAccount({ name, sid }: Pick<Account, 'name' | 'sid'>, machineSid: string): string {
  return canonicalSid(sid ?? deriveSid(machineSid, name));
}

/**
 * The identity of an account of this server.
 *
 * @param principal of the account in a Kerberos realm; undefined: the login is not by Kerberos
 */
export function identityOfAccount(
  account: Account,
  realm: Realm,
  context?: ContextFlags,
  principal?: string,
): Identity {
  const { name } = account;
  const sid = sidOfAccount(account, realm.machineSid);
  const primaryGroup = `${realm.machineSid}-${Rid.DOMAIN_USERS}`;
  const proved = principal !== undefined && { principal };
  const { domain } = realm;
  const member = { account: name, domain, sid, primaryGroup, groups: account.groups, ...proved };
  const identity = userIdentity({
    account: name,
    domain,
    sid,
    primaryGroup,
    ...realm.groups.groupsOf(member),
    ...(context && { context }),
  });
  return { ...identity, ...proved };
}

/** The identity without its groups and secrets, as records have it. */
export function identityRecord(identity: Identity): IdentityRecord {
  const { kind, account, domain, sid, context, authority, logonServer, accountControl } = identity;
  const record: IdentityRecord = {
    kind,
    account,
    domain,
    sid,
    ...(context.identifyOnly && { identifyOnly: true }),
  };
  return authority === undefined
    ? record
    : { ...record, atDomain: withoutAbsent({ logonServer, accountControl }) };
}

/** Derives a machine SID, `S-1-5-21-…`; the same name always has the same one. */
export function machineSidOf(netbiosName: string): string {
  const digest = md5(Buffer.from(`machine ${upperCaseUtf16(netbiosName)}`));
  return `S-1-5-21-${digest.readUInt32LE(0)}-${digest.readUInt32LE(4)}-${digest.readUInt32LE(8)}`;
}

/**
 * Derives a SID from a name; names that differ in case alone have the same one. The RID is at least 1000, because lower
 * ones belong to built-in accounts.
 *
 * @param kind accounts and groups of one name have different SIDs
 */
export function deriveSid(machineSid: string, name: string, kind: 'account' | 'group' = 'account'): string {
  const digest = md5(Buffer.from(`${kind} ${upperCaseUtf16(name)}`));
  return `${machineSid}-${1000 + (digest.readUInt32LE(0) & 0x3fff_ffff)}`;
}
