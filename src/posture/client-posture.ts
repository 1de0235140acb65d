/** Everything known about one client, an address, from all its attempts. */
export interface ClientPosture {
  readonly client: string;
  firstSeen: number;
  lastSeen: number;
  attempts: number;
  accepted: number;
  refused: number;
  unfinished: number;
  /** Attempts in which the client came to a proof, right or wrong. */
  proved: number;
  loginsWithoutSpnego: number;
  kerberosOffered: boolean;
  /** The reason for which its last login with Kerberos was refused; undefined: none was since one was accepted. */
  kerberosRefusal: string | undefined;
  /** Why it logs in with something else although it knows Kerberos, by `kerberosFallbackOf`. */
  readonly kerberosFallbacks: Set<string>;
  readonly users: Set<string>;
  readonly workstations: Set<string>;
  /** Dialects chosen. */
  readonly dialects: Set<string>;
  readonly mechanisms: Set<string>;
  /** The protocols of the listeners that it came to, such as `smb` and `https`. */
  readonly carriers: Set<string>;
  /** Such as `TLSv1.3`. */
  readonly tlsVersions: Set<string>;
  /** The versions of its TSRequests, as sent. */
  readonly credsspVersions: Set<string>;
  /** The schemes of its Authorization headers, those that were refused as well; never what followed them. */
  readonly httpSchemes: Set<string>;
  /** Logins with a proof over HTTP without TLS. */
  loginsInTheClear: number;
  /** Logins with a proof over HTTPS whose channel bindings are absent or zero. */
  unboundLogins: number;
  /** `required`, `enabled` or `none` of NEGOTIATE's SecurityMode. */
  readonly signingOffered: Set<string>;
  readonly ciphersOffered: Set<string>;
  /** `none`, `signed` or `encrypted` of the first request after a login. */
  readonly protectionUsed: Set<string>;
  /** MachineID of its logins, each of one start of a machine. */
  readonly machineIds: Set<string>;
  /** The ids of its machines that stay the same across restarts. */
  readonly crossBootMachineIds: Set<string>;
  /** Addresses of clients that are copies of its machine, by `Machines`. */
  readonly copies: Set<string>;
  /** Codes of the weaknesses that its logins show, as their mechanism reports them. */
  readonly weaknesses: Set<string>;
  /** The values of its logins, by column of a mechanism. */
  readonly observed: Map<string, Set<string>>;
  readonly reasons: Set<string>;
}
