import { CodecError } from '../../bytes/index.js';
import {
  countedArray,
  decodeSerializedType,
  encodeSerializedType,
  fileTime,
  optionalSid,
  reserved,
  structure,
  uint16,
  uint32,
  unicodeString,
  type ValueOf,
} from '../../ndr/index.js';

/** Bits of Attributes of a group ([MS-PAC] 2.2.1). */
export const GroupAttributes = {
  MANDATORY: 0x0000_0001,
  ENABLED_BY_DEFAULT: 0x0000_0002,
  ENABLED: 0x0000_0004,
  OWNER: 0x0000_0008,
  RESOURCE: 0x2000_0000,
} as const;

/** Bits of UserFlags that Kerberos sets ([MS-PAC] 2.5). */
export const LogonUserFlags = { EXTRA_SIDS: 0x0000_0020, RESOURCE_GROUPS: 0x0000_0200 } as const;

/** A FILETIME that never comes ([MS-PAC] 2.5). */
export const NEVER = 0x7fff_ffff_ffff_ffffn;

/** GROUP_MEMBERSHIP ([MS-PAC] 2.2.2). */
export const groupMembership = structure({ relativeId: uint32, attributes: uint32 });

/** KERB_SID_AND_ATTRIBUTES ([MS-PAC] 2.2.1). */
export const sidAndAttributes = structure({ sid: optionalSid, attributes: uint32 });

/**
 * The members with which KERB_VALIDATION_INFO ([MS-PAC] 2.5) and the NETLOGON_VALIDATION_SAM_INFO of every level
 * ([MS-NRPC] 2.2.1.4.11 to 2.2.1.4.13) begin; each count is part of its array.
 */
export const logonMembers = {
  logonTime: fileTime,
  logoffTime: fileTime,
  kickOffTime: fileTime,
  passwordLastSet: fileTime,
  passwordCanChange: fileTime,
  passwordMustChange: fileTime,
  effectiveName: unicodeString,
  fullName: unicodeString,
  logonScript: unicodeString,
  profilePath: unicodeString,
  homeDirectory: unicodeString,
  homeDirectoryDrive: unicodeString,
  logonCount: uint16,
  badPasswordCount: uint16,
  userId: uint32,
  primaryGroupId: uint32,
  groupIds: countedArray(groupMembership, 8),
  userFlags: uint32,
} as const;

/** [MS-PAC] 2.5. */
const members = {
  ...logonMembers,
  // A key of NTLM; with Kerberos it is zero.
  userSessionKey: reserved(16),
  logonServer: unicodeString,
  logonDomainName: unicodeString,
  logonDomainId: optionalSid,
  reserved1: reserved(8),
  userAccountControl: uint32,
  subAuthStatus: uint32,
  lastSuccessfulILogon: fileTime,
  lastFailedILogon: fileTime,
  failedILogonCount: uint32,
  reserved3: reserved(4),
  extraSids: countedArray(sidAndAttributes, 8),
  resourceGroupDomainSid: optionalSid,
  resourceGroupIds: countedArray(groupMembership, 8),
} as const;

const kerbValidationInfo = structure(members);

/** A group of a domain: its relative identifier and {@link GroupAttributes} ([MS-PAC] 2.2.2). */
export type GroupMembership = ValueOf<{ relativeId: typeof uint32; attributes: typeof uint32 }>;

/**
 * KERB_VALIDATION_INFO ([MS-PAC] 2.5). Times are FILETIMEs, SIDs texts; a SID is undefined where the pointer is null.
 */
export type LogonInfo = ValueOf<typeof members>;

const STRUCTURE = 'KERB_VALIDATION_INFO';

/** A SID of 14 sub-authorities has room for one relative identifier ([MS-DTYP] 2.4.2.1). */
const longestDomain = /^S-1(-[^-]+){1,15}$/;

/**
 * @throws CodecError for anything but one KERB_VALIDATION_INFO in type serialization version 1, and for a domain whose
 *   SID has no room for a relative identifier
 */
export function decodeLogonInfo(data: Buffer): LogonInfo {
  const info = decodeSerializedType(kerbValidationInfo, data, STRUCTURE);
  for (const field of ['logonDomainId', 'resourceGroupDomainSid'] as const) {
    const domain = info[field];
    if (domain !== undefined && !longestDomain.test(domain)) {
      throw new CodecError('malformed', STRUCTURE, field, 0, 'no room for a relative identifier');
    }
  }
  return info;
}

/** @throws RangeError for a SID that is none and for a number out of range */
export function encodeLogonInfo(info: LogonInfo): Buffer {
  return encodeSerializedType(kerbValidationInfo, info);
}
