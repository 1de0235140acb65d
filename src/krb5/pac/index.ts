export { type ClientInfo, describesClient } from './client-info.js';
export { encodePac, type PacContent, type PacKey, type PacSigners } from './encode-pac.js';
export {
  GroupAttributes,
  type GroupMembership,
  type LogonInfo,
  logonMembers,
  LogonUserFlags,
  NEVER,
  sidAndAttributes,
} from './logon-info.js';
export { logonInfoOfAccount, type PacAccount } from './logon-info-of-account.js';
export { type LogonSids, logonSids, type SidsOfLogon } from './logon-sids.js';
export { decodePac, type Pac, PacAttributes } from './pac.js';
export { type PacBuffer, PacBufferType } from './pac-buffers.js';
export type { PacSignature } from './pac-signature.js';
export type { UpnDnsInfo } from './upn-dns-info.js';
export { verifyServerSignature } from './verify-pac.js';
