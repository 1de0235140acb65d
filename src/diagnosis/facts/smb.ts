/** What the session layer saw and decided. */
export type SmbFact = {
  readonly kind: 'smb-negotiated';
  /** Dialect revisions the client offered, in its order; empty for an SMB1 multi-protocol negotiate. */
  readonly offered: readonly number[];
  readonly dialect: number;
};
