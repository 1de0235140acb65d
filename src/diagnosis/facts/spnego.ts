/** What the SPNEGO acceptor saw and decided. */
export type SpnegoFact =
  /** Mechanism OIDs in the client's order; `raw` when the first token was NTLMSSP without SPNEGO. */
  | { readonly kind: 'spnego-offer'; readonly mechanisms: readonly string[]; readonly raw: boolean }
  | { readonly kind: 'spnego-choice'; readonly mechanism: string };
