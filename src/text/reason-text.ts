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

/** The words about a reason before anything is known about the attempt. */
export interface ReasonText {
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The advice. */
  readonly advice: string;
  /** The message of each client for this reason. */
  readonly clientShows: ClientShows;
  /** The section of the specification with the rule that decided. */
  readonly section: string;
}
