import { AvId } from '../auth/ntlm/av-pairs.js';
import { NegotiateFlags as Ntlm } from '../auth/ntlm/negotiate-flags.js';
import { Capabilities, NegotiateContextType, SecurityMode } from '../smb2-codec/index.js';
import { frozen } from '../values/frozen.js';

/** Bits of Capabilities ([MS-SMB2] 2.2.3, 2.2.4) by name. */
export const capabilityBits = frozen({
  DFS: Capabilities.DFS,
  LEASING: Capabilities.LEASING,
  'LARGE-MTU': Capabilities.LARGE_MTU,
  'MULTI-CHANNEL': Capabilities.MULTI_CHANNEL,
  'PERSISTENT-HANDLES': Capabilities.PERSISTENT_HANDLES,
  'DIRECTORY-LEASING': Capabilities.DIRECTORY_LEASING,
  ENCRYPTION: Capabilities.ENCRYPTION,
  NOTIFICATIONS: Capabilities.NOTIFICATIONS,
});

/** SecurityMode ([MS-SMB2] 2.2.3, 2.2.4) by name. */
export const securityModes = frozen({
  none: 0,
  enabled: SecurityMode.SIGNING_ENABLED,
  required: SecurityMode.SIGNING_ENABLED | SecurityMode.SIGNING_REQUIRED,
});

/** Negotiate contexts ([MS-SMB2] 2.2.3.1) by name. */
export const contextTypes = frozen({
  'preauth-integrity': NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES,
  encryption: NegotiateContextType.ENCRYPTION_CAPABILITIES,
  compression: NegotiateContextType.COMPRESSION_CAPABILITIES,
  netname: NegotiateContextType.NETNAME_NEGOTIATE_CONTEXT_ID,
  transport: NegotiateContextType.TRANSPORT_CAPABILITIES,
  'rdma-transform': NegotiateContextType.RDMA_TRANSFORM_CAPABILITIES,
  signing: NegotiateContextType.SIGNING_CAPABILITIES,
  posix: NegotiateContextType.POSIX_EXTENSIONS,
});

/** Bits of NTLM's NegotiateFlags ([MS-NLMP] 2.2.2.5) by name. */
export const ntlmFlagBits = frozen({
  unicode: Ntlm.UNICODE,
  oem: Ntlm.OEM,
  'target-name': Ntlm.REQUEST_TARGET,
  sign: Ntlm.SIGN,
  seal: Ntlm.SEAL,
  datagram: Ntlm.DATAGRAM,
  'lm-key': Ntlm.LM_KEY,
  ntlm: Ntlm.NTLM,
  anonymous: Ntlm.ANONYMOUS,
  'always-sign': Ntlm.ALWAYS_SIGN,
  'target-type-domain': Ntlm.TARGET_TYPE_DOMAIN,
  'target-type-server': Ntlm.TARGET_TYPE_SERVER,
  'extended-session-security': Ntlm.EXTENDED_SESSIONSECURITY,
  identify: Ntlm.IDENTIFY,
  'non-nt-session-key': Ntlm.REQUEST_NON_NT_SESSION_KEY,
  'target-info': Ntlm.TARGET_INFO,
  version: Ntlm.VERSION,
  '128-bit': Ntlm.ENCRYPTION_128,
  'key-exchange': Ntlm.KEY_EXCH,
  '56-bit': Ntlm.ENCRYPTION_56,
});

/** AV pairs of a CHALLENGE ([MS-NLMP] 2.2.2.1) by name. */
export const avPairIds = frozen({
  'netbios-computer': AvId.MsvAvNbComputerName,
  'netbios-domain': AvId.MsvAvNbDomainName,
  'dns-computer': AvId.MsvAvDnsComputerName,
  'dns-domain': AvId.MsvAvDnsDomainName,
  'dns-tree': AvId.MsvAvDnsTreeName,
  timestamp: AvId.MsvAvTimestamp,
});

/** The bits of names together. */
export function bitsOf<Name extends string>(
  table: Readonly<Record<Name, number>>,
  names: readonly Name[],
): number {
  return names.reduce((bits, name) => bits | table[name], 0) >>> 0;
}

/** The names of a table, of which zod makes an enumeration. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] {
  return Object.keys(table) as [Name, ...Name[]];
}
