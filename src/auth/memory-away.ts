/**
 * A memory of earlier logins that cannot be asked now, or that has lost what it knew. The login that asks is refused
 * for this reason, and whoever keeps the memory logs the change, so that no login is a log line of its own.
 */
export class MemoryAway extends Error {
  override readonly name = 'MemoryAway';
  /** The reason of the refusal. */
  readonly reason: 'shared-state-away' | 'kerberos-replay-memory-lost';
  /** A sentence for the record of the login; it holds no secret. */
  readonly because: string;

  /** @param because a sentence without secrets */
  constructor(because: string, reason: MemoryAway['reason'] = 'shared-state-away') {
    super(because);
    this.because = because;
    this.reason = reason;
  }
}
