/** The message that each client of SMB shows its user. */
export interface SmbClientShows {
  /** Windows Explorer and `net use`. */
  readonly windows: string;
  /** `mount -t cifs`; the kernel log has more. */
  readonly linux: string;
  /** Samba's smbclient. */
  readonly smbclient: string;
  /** The Finder. */
  readonly macos: string;
}

/** The message that each client of CredSSP shows its user. */
export interface RdpClientShows {
  /** Remote Desktop Connection of Windows. */
  readonly mstsc: string;
  /** FreeRDP, version 2. */
  readonly xfreerdp: string;
}

/** The message that each client of HTTP shows its user. */
export interface HttpClientShows {
  /** The program curl. */
  readonly curl: string;
  /** Chromium, Edge and Firefox. */
  readonly browser: string;
}

/** The message that each client of RPC over TCP shows its user. */
export interface RpcClientShows {
  /** Samba's rpcclient with `ncacn_ip_tcp:`. */
  readonly rpcclient: string;
  /** The programs of impacket, and those that are made with it. */
  readonly impacket: string;
}

/** The message that each client shows its user. A record has the clients of its carrier. */
export type ClientShows = Partial<SmbClientShows & RdpClientShows & HttpClientShows & RpcClientShows>;

/** The errors among the messages of clients, as data: the index of errors in the documentation is made of them. */
export interface Symptoms {
  /** Numbers of Windows errors, such as 1326; an HRESULT counts as the error in it. */
  readonly windows?: readonly number[];
  /** `errno` of a mount, positive, such as 13. */
  readonly linux?: readonly number[];
  /** Names of NTSTATUS codes, such as `STATUS_LOGON_FAILURE`. */
  readonly status?: readonly string[];
  /** Texts of the Finder. */
  readonly macos?: readonly string[];
}

/** The words about a reason before anything is known about the attempt. */
export interface ReasonText {
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The advice. */
  readonly advice: string;
  /** The message of each client for this reason. */
  readonly clientShows: SmbClientShows;
  /** The errors among those messages; absent: there are none, or none to search for. */
  readonly symptoms?: Symptoms;
  /** The section of the specification with the rule that decided. */
  readonly section: string;
}

/** The errors among the messages of clients of other carriers than SMB, as data. */
export interface CarrierSymptoms {
  /** Exit codes of xfreerdp. */
  readonly xfreerdp?: readonly number[];
  /** Exit codes of curl, which it also prints in parentheses. */
  readonly curl?: readonly number[];
  /** Names of NTSTATUS codes that rpcclient prints. */
  readonly status?: readonly string[];
}

/** The words about a reason that SMB has not, before anything is known about the attempt. */
export interface CarrierReasonText extends Pick<ReasonText, 'sentence' | 'advice' | 'section'> {
  /** The message of each client of the carriers that have this reason. */
  readonly clientShows: ClientShows;
  /** The errors among those messages; absent: there are none, or none to search for. */
  readonly symptoms?: CarrierSymptoms;
}
