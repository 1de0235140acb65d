/** The values of the placeholders of a command line, for one run. */
export interface PlaceholderValues {
  /** Address of the server; with a test realm its name, for which there are tickets. */
  readonly host: string;
  /** Address of the server. */
  readonly address: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  /** Name of the share. */
  readonly share: string;
  /** Name of a file in the share that can be read. */
  readonly file: string;
  /** `\\host\share`; it has no place for a port. */
  readonly unc: string;
  /** `smb://host:port/share`, or `http://host:port/`. */
  readonly url: string;
  /**
   * Path of a credential cache with tickets of the account; empty without a test realm. There is no such file where the
   * client is not to get in.
   */
  readonly ccache: string;
  /** Path of a krb5.conf; empty without a test realm. */
  readonly krb5conf: string;
}

/** One run of the client. */
export interface ClientRun {
  readonly values: PlaceholderValues;
  /** Variables of its environment beside those of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The texts that its output must not show. */
  readonly secrets: readonly string[];
}

/** The end of one run of the client. */
export interface ClientEnd {
  /** `ended`: with an exit code; `killed`: by a signal that was not ours; `timed-out`: it still ran, and was ended. */
  readonly how: 'ended' | 'killed' | 'timed-out';
  /** Undefined unless it ended. */
  readonly code?: number;
  /** Undefined unless it was killed. */
  readonly signal?: string;
  /** Words on why an exit counts as a crash; undefined: it does not. */
  readonly crash?: string;
  readonly milliseconds: number;
  /** The beginning and the end of what it wrote, without secrets. As the client wrote it, so not fit for a terminal. */
  readonly output: string;
}

/**
 * Runs the client once.
 *
 * @throws Error when it cannot be started at all
 */
export type RunClient = (run: ClientRun) => Promise<ClientEnd>;
