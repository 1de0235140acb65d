/** The message that each client shows its user. */
export interface ClientShows {
  /** Windows Explorer and `net use`. */
  readonly windows: string;
  /** `mount -t cifs`; the kernel log has more. */
  readonly linux: string;
  /** Samba's smbclient. */
  readonly smbclient: string;
  /** The Finder. */
  readonly macos: string;
}

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
  readonly clientShows: ClientShows;
  /** The errors among those messages; absent: there are none, or none to search for. */
  readonly symptoms?: Symptoms;
  /** The section of the specification with the rule that decided. */
  readonly section: string;
}
