import { canonicalSid, CodecError, keptCopy } from '../bytes/index.js';
import { decryptCfb8 } from '../crypto/cfb8.js';
import { logonMembers, logonSids, sidAndAttributes } from '../krb5/pac/index.js';
import {
  countedArray,
  fileTime,
  type NdrType,
  octets,
  optionalSid,
  structure,
  uint32,
  unicodeString,
  type ValueOf,
} from '../ndr/index.js';
import { isError } from '../values/realm.js';
import type { Validation } from './validation.js';

/** range(0,2048) of the counts of groups and SIDs. */
const MAX_COUNT = 2048;

/**
 * NETLOGON_VALIDATION_SAM_INFO2 ([MS-NRPC] 2.2.1.4.12). Its ExpansionRoom is, on Windows and Samba, the LMKey and what
 * follows it in NETLOGON_VALIDATION_SAM_INFO4.
 */
const samInfo2 = {
  ...logonMembers,
  userSessionKey: octets(16),
  logonServer: unicodeString,
  logonDomainName: unicodeString,
  logonDomainId: optionalSid,
  lmKey: octets(8),
  userAccountControl: uint32,
  subAuthStatus: uint32,
  lastSuccessfulILogon: fileTime,
  lastFailedILogon: fileTime,
  failedILogonCount: uint32,
  reserved4: uint32,
  extraSids: countedArray(sidAndAttributes, 8),
} as const;

/** NETLOGON_VALIDATION_SAM_INFO4 ([MS-NRPC] 2.2.1.4.13). */
const samInfo4 = {
  ...samInfo2,
  dnsLogonDomainName: unicodeString,
  upn: unicodeString,
  expansionString1: unicodeString,
  expansionString2: unicodeString,
  expansionString3: unicodeString,
  expansionString4: unicodeString,
  expansionString5: unicodeString,
  expansionString6: unicodeString,
  expansionString7: unicodeString,
  expansionString8: unicodeString,
  expansionString9: unicodeString,
  expansionString10: unicodeString,
} as const;

/** A NETLOGON_VALIDATION_SAM_INFO2. */
export type SamInfo2 = ValueOf<typeof samInfo2>;

/** A NETLOGON_VALIDATION_SAM_INFO4. */
export type SamInfo4 = ValueOf<typeof samInfo4>;

/** The type of the validation information of level 3. */
export const samInfo2Type: NdrType<SamInfo2> = structure(samInfo2);

/** The type of the validation information of level 6. */
export const samInfo4Type: NdrType<SamInfo4> = structure(samInfo4);

const STRUCTURE = 'NETLOGON_VALIDATION_SAM_INFO';

/**
 * The account of a validation information of level 3 or 6.
 *
 * @param sessionKey of the channel: the keys of level 3 are encrypted with it, those of level 6 are not
 * @throws CodecError for an account without a name, a domain, a SID or a primary group, and for too many groups
 */
export function validationOf(info: SamInfo2 | SamInfo4, sessionKey: Buffer): Validation {
  if (info.groupIds.length > MAX_COUNT) fail('GroupCount', `${info.groupIds.length} groups`);
  if (info.extraSids.length > MAX_COUNT) fail('SidCount', `${info.extraSids.length} SIDs`);
  if (info.effectiveName === '') fail('EffectiveName', 'an account without a name');
  if (info.logonDomainName === '') fail('LogonDomainName', 'an account without a domain');
  const level = 'upn' in info ? 6 : 3;
  const { user, primaryGroup, groups, extraSids } = sidsOf(info);
  if (user === undefined) return fail('UserId', 'an account without a SID');
  if (primaryGroup === undefined) return fail('PrimaryGroupId', 'an account without a primary group');
  const keyOf = (key: Buffer): Buffer => (level === 6 ? keptCopy(key) : decryptKey(key, sessionKey));
  return {
    level,
    account: info.effectiveName,
    domain: info.logonDomainName,
    ...('upn' in info && info.dnsLogonDomainName !== '' && { dnsDomain: info.dnsLogonDomainName }),
    ...('upn' in info && info.upn !== '' && { upn: info.upn }),
    logonServer: info.logonServer,
    sid: canonicalSid(user),
    primaryGroup,
    groupSids: [...new Set([...groups, ...extraSids])],
    userFlags: info.userFlags,
    accountControl: info.userAccountControl,
    sessionKey: keyOf(info.userSessionKey),
    lmKey: keyOf(info.lmKey),
  };
}

function sidsOf(info: SamInfo2): ReturnType<typeof logonSids> {
  try {
    return logonSids({ ...info, resourceGroupDomainSid: undefined, resourceGroupIds: [] });
  } catch (error) {
    // A domain whose SID has no room for a relative identifier.
    if (isError(error) && error.name === 'RangeError') return fail('LogonDomainId', error.message);
    throw error;
  }
}

/** A key of zeros stands for none and is not encrypted, as Samba and Windows have it. */
function decryptKey(key: Buffer, sessionKey: Buffer): Buffer {
  const isNone = key.every((byte) => byte === 0);
  return isNone ? keptCopy(key) : decryptCfb8(sessionKey, Buffer.alloc(16), key);
}

function fail(field: string, detail: string): never {
  throw new CodecError('malformed', STRUCTURE, field, 0, detail);
}
