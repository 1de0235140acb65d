/** The account that a controller let in (NETLOGON_VALIDATION_SAM_INFO2 and INFO4, [MS-NRPC] 2.2.1.4.12, 2.2.1.4.13). */
export interface Validation {
  /** The validation level that the controller answered. */
  readonly level: 3 | 6;
  /** EffectiveName: the account's name as the directory has it. */
  readonly account: string;
  /** LogonDomainName: NetBIOS name of the account's domain. */
  readonly domain: string;
  /** DnsLogonDomainName; level 6 only, and absent where it is empty. */
  readonly dnsDomain?: string;
  /** The account's user principal name; level 6 only, and absent where it is empty. */
  readonly upn?: string;
  /** LogonServer: NetBIOS name of the controller that judged. */
  readonly logonServer: string;
  /** The account's SID, canonical text. */
  readonly sid: string;
  /** SID of the primary group, canonical text. */
  readonly primaryGroup: string;
  /** SIDs of the groups of the domain, of resource groups and extra SIDs, those that are enabled, each once. */
  readonly groupSids: readonly string[];
  /** UserFlags, such as LOGON_GUEST ([MS-NRPC] 2.2.1.4.11). */
  readonly userFlags: number;
  /** UserAccountControl ([MS-SAMR] 2.2.1.12). */
  readonly accountControl: number;
  /** UserSessionKey in clear, 16 bytes. Secret. */
  readonly sessionKey: Buffer;
  /** The LM session key in clear, 8 bytes. Secret. */
  readonly lmKey: Buffer;
}
